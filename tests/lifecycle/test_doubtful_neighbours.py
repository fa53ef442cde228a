"""What a neighbour makes in the very seconds of a lost create, alike in all that the API shows."""

from __future__ import annotations

import pytest

from arize_emulator import DropConnection, Emulator, FaultRule, Neighbour
from pulumi_arize import ArizeError
from pulumi_arize.lifecycle.creation import was_created_between
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION

from .deployed_resource import account, canonical
from .samples import llm

QUICK = {"maxRetries": 2, "retryDelay": 0.01, "maxRetryDelay": 0.02, "apiDialect": "current"}


def state_of_another(emulator: Emulator) -> dict[str, object]:
    """Return the state of something else that the stack has."""
    verbs = lifecycle(INTEGRATION, account(emulator, **QUICK), EngineOperation(), "other")
    return verbs.create(canonical(INTEGRATION, {**llm(), "name": "other"}))[1]


@pytest.mark.parametrize("met", ["in a diff", "in a read"])
def test_a_user_who_has_made_nothing_else_of_the_stack(emulator: Emulator, met: str) -> None:
    """It is doubtful that this key has made it: it is left alone, and one line names it."""
    state, operation = state_of_another(emulator), EngineOperation()
    behind = account(emulator, **QUICK)
    verbs = lifecycle(INTEGRATION, behind, operation, "it")
    if met == "in a diff":
        operation.record_creator(state)
    else:
        verbs.read(str(state["id"]), state, [])
    theirs = FaultRule(method="POST", nth=1, fault=Neighbour(fields={"config": {"api_key": "theirs"}}, status=503))
    with emulator.faults(theirs), pytest.raises(ArizeError, match="may be what was made") as caught:
        verbs.create(canonical(INTEGRATION, llm(api_key="ours")))
    held = next(item for item in emulator.integrations if item["name"] == "model")
    assert held["id"] in str(caught.value)
    assert held["api_key"] == "theirs"


def test_the_user_of_the_stack(emulator: Emulator) -> None:
    """What the user has made who has made the rest of the stack is the stack's own."""
    operation = EngineOperation()
    operation.record_creator(state_of_another(emulator))
    with emulator.faults(FaultRule(method="POST", nth=1, fault=DropConnection(when="after"))):
        item_id, _ = lifecycle(INTEGRATION, account(emulator, **QUICK), operation, "it").create(
            canonical(INTEGRATION, llm())
        )
    assert emulator.get("model")["id"] == item_id
    assert len(emulator.integrations) == 2


@pytest.mark.parametrize(
    ("created", "expected"),
    [("12:00:00Z", True), ("12:00:01Z", True), ("11:59:59Z", False), ("12:00:03Z", False), ("11:59:59.900Z", False)],
)
def test_a_moment_of_whole_seconds(created: str, expected: bool) -> None:  # noqa: FBT001 - a case
    """It stands for all of its second: what was made amid a second is not older than the create."""
    begun = 1_782_907_200.7  # 12:00:00.7
    assert was_created_between({"created_at": f"2026-07-01T{created}"}, begun, begun + 1) is expected
