"""A key that is left to the server at first, and then written in the long form, `auth`, instead of the short one."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.preview import predict_state
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.retained_secrets import RETAINED
from pulumi_arize.model.resource_types import INTEGRATION

from .samples import KEY, OAUTH, llm
from .strategies import Json

BARE = llm("CUSTOM")


@pytest.mark.parametrize("auth", [KEY, OAUTH], ids=lambda auth: auth["auth_type"])
def test_a_key_that_is_removed_again(emulator: Emulator, behind: Account, auth: Json) -> None:
    """It is cleared, as the preview says, and the program has it from then on, in whatever form it was written."""
    item_id = str(emulator.add("integrations", llm("CUSTOM", api_key="by-hand"))["id"])
    operations = lifecycle(INTEGRATION, behind)
    found = operations.import_(item_id)
    assert found is not None
    state, inputs = found[1].state, found[1].inputs
    for given in (llm("CUSTOM", auth=auth), BARE):
        inputs, failures = check(INTEGRATION, given, inputs)
        assert failures == []
        predicted = predict_state(INTEGRATION, inputs, state, b"")
        state = operations.update(item_id, state, inputs)
    assert predicted["config"]["has_api_key"] is state["config"]["has_api_key"] is False
    assert RETAINED not in inputs


def test_a_key_that_stays_left_out(emulator: Emulator, behind: Account) -> None:
    """The long form without a key leaves it to the server, as the short one does."""
    item_id = str(emulator.add("integrations", llm("CUSTOM", api_key="by-hand"))["id"])
    found = lifecycle(INTEGRATION, behind).import_(item_id)
    assert found is not None
    inputs, _ = check(INTEGRATION, llm("CUSTOM", auth={"auth_type": "DEFAULT"}), found[1].inputs)
    assert "config.api_key" in inputs[RETAINED]
