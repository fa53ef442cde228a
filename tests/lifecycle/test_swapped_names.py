"""Two resources of a program that swap their names: a server refuses each name while the other one has it."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.check_and_diff import check_resource, diff_resource
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.state import State
from pulumi_arize.model.resource_types import INTEGRATION

from .samples import llm

SWAP, AGAIN = "the two swap their names: first give one of them a third name", "run `pulumi up` again"


def planned(operation: EngineOperation, resource: str, deployed: tuple[str, State], name: str) -> State:
    """Return the checked inputs of a deployed resource that gets another name, compared with its state."""
    item_id, state = deployed
    before = check_resource(INTEGRATION, {}, {**llm(), "name": state["name"]}, EngineOperation(), resource).inputs
    checked = check_resource(INTEGRATION, before, {**llm(), "name": name}, operation, resource)
    assert checked.failures == []
    diff_resource(INTEGRATION, item_id, state, checked.inputs, operation, resource)
    return checked.inputs


@pytest.mark.parametrize(("last", "advice"), [("first", SWAP), ("third", AGAIN)], ids=["swap", "shift"])
def test_the_advice(emulator: Emulator, behind: Account, last: str, advice: str) -> None:
    """To deploy again helps where the other name gets free, and not where each waits for the other."""
    deployed = [lifecycle(INTEGRATION, behind).create({**llm(), "name": name}) for name in ("first", "second")]
    operation = EngineOperation()
    first, _ = (planned(operation, *each) for each in (("one", deployed[0], "second"), ("two", deployed[1], last)))
    with pytest.raises(ArizeError, match=advice):
        lifecycle(INTEGRATION, behind, operation, "one").update(*deployed[0], first)
    assert {"first", "second"} <= {item["name"] for item in emulator.integrations}
