"""Names that move from one resource of a program to the next: a server refuses a name that is not free yet."""

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

from .deployed_resource import canonical
from .samples import llm

STILL = (
    "the name 'Second' is still that of {}, which another resource of this program has: "
    "run `pulumi up` again after that one is renamed"
)


def named(name: str) -> dict[str, object]:
    """Return checked inputs with this name."""
    return canonical(INTEGRATION, {**llm(), "name": name})


@pytest.mark.parametrize("is_new", [False, True], ids=["update", "create"])
def test_a_name_that_another_resource_still_has(emulator: Emulator, behind: Account, *, is_new: bool) -> None:
    """The error says that the name gets free, and gives no advice to delete or to adopt what the program has."""
    before = {name: lifecycle(INTEGRATION, behind).create(named(name)) for name in ("First", "Second")}
    operation = EngineOperation()
    one, two = (lifecycle(INTEGRATION, behind, operation, name) for name in ("one", "two"))
    (first, first_state), (second, second_state) = before.values()
    diff_resource(INTEGRATION, second, second_state, named("Third"), operation, "two")

    def take_the_name() -> None:
        if is_new:
            one.create(named("Second"))
        else:
            one.update(first, first_state, named("Second"))

    with pytest.raises(ArizeError) as raised:
        take_the_name()
    assert STILL.format(second) in str(raised.value)
    assert not any(word in str(raised.value) for word in ("delete", "adopt"))

    two.update(second, second_state, named("Third"))
    take_the_name()
    assert {"Second", "Third"} <= {item["name"] for item in emulator.integrations}


def test_a_name_of_what_the_program_does_not_have(behind: Account) -> None:
    """The error of an update names the holder of the name, and what to do."""
    first, state = lifecycle(INTEGRATION, behind).create(named("First"))
    second, _ = lifecycle(INTEGRATION, behind).create(named("Second"))
    operation = EngineOperation()
    diff_resource(INTEGRATION, first, state, named("Second"), operation, "one")
    with pytest.raises(ArizeError, match=rf"is taken by {second} .*: choose another name, or delete that one"):
        lifecycle(INTEGRATION, behind, operation, "one").update(first, state, named("Second"))


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
