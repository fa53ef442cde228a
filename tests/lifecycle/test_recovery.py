"""After a lost response or a conflict: only what this create has certainly made is taken for it, be it listed late."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from arize_emulator import DropConnection, Emulator, FaultRule, Lag, OtherClient, Slow, Status, WrongClock
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.creation import was_created_between
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.resource_lifecycle import ResourceLifecycle
from pulumi_arize.model.resource_types import INTEGRATION

from .deployed_resource import account, canonical
from .samples import llm

QUICK = {"maxRetries": 4, "retryDelay": 0.01, "maxRetryDelay": 0.02}
NOT_DONE = FaultRule(method="POST", nth=1, fault=Status(status=503))
LOST = FaultRule(method="POST", nth=1, fault=DropConnection(when="after"))
HOURS = 5 * 3600.0


@pytest.fixture
def behind(emulator: Emulator) -> Account:
    """Return an account that was connected to before anything went wrong."""
    connected = account(emulator, **QUICK)
    connected.dialect()
    return connected


def operations(behind: Account, operation: EngineOperation | None = None, resource: str = "it") -> ResourceLifecycle:
    """Return the operations on a resource, in an engine operation of its own by default."""
    return lifecycle(INTEGRATION, behind, operation or EngineOperation(), resource)


def create(the: ResourceLifecycle, **config: Any) -> tuple[str, dict[str, Any]]:
    """Create the integration of these tests."""
    return the.create(canonical(INTEGRATION, llm(**config)))


def keys(emulator: Emulator) -> list[str]:
    """Return the keys that the account holds."""
    return [item["config"]["api_key"] for item in emulator.integrations]


@pytest.mark.parametrize("moment", ["2019-01-01T00:00:00.000Z", "2100-01-01T00:00:00.000Z"])
def test_what_was_made_at_another_time_is_not_taken(emulator: Emulator, behind: Account, moment: str) -> None:
    """Neither one from before nor one from the future, though it holds what is declared."""
    create(operations(behind), api_key="theirs")
    emulator.edit(emulator.integrations[0]["id"], {"created_at": moment})
    with emulator.faults(NOT_DONE), pytest.raises(ArizeError, match="is taken by"):
        create(operations(behind), api_key="ours")
    assert keys(emulator) == ["theirs"]


def test_what_another_resource_of_the_operation_has_is_not_taken(emulator: Emulator, behind: Account) -> None:
    """Two resources with one name, one of which the server never got: it is an error, and each id has one resource."""
    operation = EngineOperation()
    create(operations(behind, operation, "first"), api_key="first")
    with emulator.faults(NOT_DONE), pytest.raises(ArizeError, match="is taken by"):
        create(operations(behind, operation, "second"), api_key="second")
    assert keys(emulator) == ["first"]


@pytest.mark.parametrize("engine", ["the same", "another"])
def test_what_another_process_has_is_not_taken(
    emulator: Emulator, behind: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    """Nor is what a provider of the same program has, or of another stack that is deployed here at the same time."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    first, second = (EngineOperation(name, behind.settings.server) for name in ("the same", engine))
    monkeypatch.setattr(second._shared, "_own", tmp_path / "another process")
    create(operations(account(emulator, **QUICK), first), api_key="first")
    with emulator.faults(NOT_DONE), pytest.raises(ArizeError, match="409 Conflict: name"):
        create(operations(behind, second), api_key="second")
    assert keys(emulator) == ["first"]


@pytest.mark.parametrize("fields", [{"config": {"is_function_calling_enabled": False}}, {"config": {}}])
def test_another_clients_create_is_not_taken(emulator: Emulator, behind: Account, fields: dict[str, Any]) -> None:
    """What another user makes at the same moment is theirs, be it alike in all that shows; the error names it."""
    operation = EngineOperation()
    operation.user = create(operations(behind, operation, "other"))[1]["created_by_user_id"]
    emulator.delete(emulator.integrations[0]["id"])
    theirs: dict[str, Any] = {"config": {"api_key": "theirs", **fields["config"]}}
    rule = FaultRule(method="POST", nth=1, fault=OtherClient(fields=theirs, status=503))
    with emulator.faults(rule), pytest.raises(ArizeError, match="is taken by") as caught:
        create(operations(behind, operation), api_key="ours")
    (held,) = emulator.integrations
    assert held["id"] in str(caught.value)
    assert ("may be what was created, or somebody else's: nothing was adopted" in str(caught.value)) is not fields[
        "config"
    ]
    assert keys(emulator) == ["theirs"]


@pytest.mark.parametrize("of", ["date", "documents"])
def test_clocks_that_differ(emulator: Emulator, behind: Account, of: Any) -> None:
    """Where the moments of a server contradict each other nothing is taken; what may be ours is named to adopt."""
    wrong = FaultRule(method="[!P]*", fault=WrongClock(seconds=HOURS, of=of))
    with emulator.faults(LOST, wrong), pytest.raises(ArizeError, match="may be what was created") as caught:
        create(operations(behind), api_key="ours")
    (held,) = emulator.integrations
    assert str(caught.value).count(held["id"]) >= 2
    adopted, _ = operations(behind).create(canonical(INTEGRATION, {**llm(api_key="ours"), "adopt": held["id"]}))
    assert adopted == held["id"]


def test_one_wrong_clock(emulator: Emulator, behind: Account) -> None:
    """A server whose clocks are wrong by the same time is believed."""
    with emulator.faults(LOST, FaultRule(fault=WrongClock(seconds=-HOURS))):
        item_id, _ = create(operations(behind))
    assert [item["id"] for item in emulator.integrations] == [item_id]


def test_a_list_that_lags_behind_a_lost_create(emulator: Emulator, behind: Account) -> None:
    """The name is taken, and only later does the list show by whom: by the very create whose response was lost."""
    with emulator.faults(LOST, FaultRule(method="GET", fault=Lag(seconds=1.0))):
        item_id, _ = create(operations(behind))
    assert [item["id"] for item in emulator.integrations] == [item_id]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_slow_answers_around_a_lost_create(emulator: Emulator, behind: Account, method: str) -> None:
    """What was made is known by its time, however long the responses take that have the server's clock."""
    with emulator.faults(LOST, FaultRule(method=method, fault=Slow(chunk=100, pause=0.5))):
        item_id, _ = create(operations(behind))
    assert [item["id"] for item in emulator.integrations] == [item_id]


def test_a_name_that_was_freed(emulator: Emulator, behind: Account) -> None:
    """A conflict about a name that nobody has any more is sent once more, and only once."""
    taken = Status(status=409)
    with emulator.faults(FaultRule(method="POST", nth=1, fault=taken)):
        item_id, _ = create(operations(behind))
    assert [item["id"] for item in emulator.integrations] == [item_id]
    emulator.reset()
    with emulator.faults(FaultRule(method="POST", fault=taken)), pytest.raises(ArizeError, match="this key cannot see"):
        create(operations(behind))
    assert len([request for request in emulator.requests if request.method == "POST"]) == 2


@pytest.mark.parametrize("name", ["MODEL", "model "])
def test_a_name_that_differs_in_case(emulator: Emulator, behind: Account, name: str) -> None:
    """A server that takes names for the same that differ in case or in blanks around them: the holder is named."""
    create(operations(behind))
    held = emulator.integrations[0]
    inputs = canonical(INTEGRATION, {**llm(), "name": name})
    message = f"is taken by {held['id']} .* under the name '{held['name']}'"
    with emulator.faults(FaultRule(method="POST", fault=Status(status=409))), pytest.raises(ArizeError, match=message):
        operations(behind).create(inputs)


@pytest.mark.parametrize("several", [False, True], ids=["one", "several"])
def test_a_refresh_that_lags_behind_a_create(emulator: Emulator, behind: Account, *, several: bool) -> None:
    """What was created a moment ago is not gone, in a read of its own and among others."""
    item_id, state = create(operations(behind))
    with emulator.faults(FaultRule(method="GET", fault=Lag(seconds=1.0))):
        for _ in range(1 + several):
            found = operations(behind).read(item_id, state, ["config.api_key"])
            assert found is not None
            assert found.state["id"] == item_id


def test_a_refresh_that_lags_behind_a_change(emulator: Emulator, behind: Account) -> None:
    """What was changed a moment ago shows as it is now."""
    item_id, state = create(operations(behind))
    time.sleep(0.01)
    state = operations(behind).update(item_id, state, canonical(INTEGRATION, {**llm(), "name": "changed"}))
    with emulator.faults(FaultRule(method="GET", fault=Lag(seconds=0.7))):
        found = operations(behind).read(item_id, state, [])
    assert found is not None
    assert found.state["name"] == "changed"


def test_what_is_gone_is_gone(emulator: Emulator, behind: Account) -> None:
    """One that was written some time ago is read once, and one that is gone for good is given up after a while."""
    item_id, state = create(operations(behind))
    emulator.delete(item_id)
    emulator.clear_requests()
    long_ago = {**state, "created_at": "2020-01-01T00:00:00.000Z", "updated_at": "2020-01-01T00:00:00.000Z"}
    assert operations(behind).read(item_id, long_ago, []) is None
    assert len(emulator.requests) == 1
    assert operations(behind).read(item_id, state, []) is None


def state_of_another(behind: Account) -> dict[str, Any]:
    """Return the state of another resource of the stack."""
    return operations(behind, resource="other").create(canonical(INTEGRATION, {**llm(), "name": "other"}))[1]


@pytest.mark.parametrize("known_from", ["a diff", "a read"])
def test_a_user_who_has_created_nothing_else_of_the_stack(emulator: Emulator, behind: Account, known_from: str) -> None:
    """What such a user has created is left alone, and the error names it."""
    state, operation = state_of_another(behind), EngineOperation()
    behind = account(emulator, **QUICK)
    create_it = operations(behind, operation)
    if known_from == "a diff":
        operation.record_stack_user(state)
    else:
        create_it.read(str(state["id"]), state, [])
    theirs = FaultRule(method="POST", nth=1, fault=OtherClient(fields={"config": {"api_key": "theirs"}}, status=503))
    with emulator.faults(theirs), pytest.raises(ArizeError, match="may be what was created") as caught:
        create(create_it, api_key="ours")
    held = emulator.get("model")
    assert held["id"] in str(caught.value)
    assert held["api_key"] == "theirs"


def test_the_user_of_the_stack(emulator: Emulator, behind: Account) -> None:
    """What the user of the other resources of the stack has created belongs to the stack."""
    operation = EngineOperation()
    operation.record_stack_user(state_of_another(behind))
    with emulator.faults(LOST):
        item_id, _ = create(operations(account(emulator, **QUICK), operation))
    assert emulator.get("model")["id"] == item_id
    assert len(emulator.integrations) == 2


@pytest.mark.parametrize(
    ("created", "expected"),
    [("12:00:00Z", True), ("12:00:01Z", True), ("11:59:59Z", False), ("12:00:03Z", False), ("11:59:59.900Z", False)],
)
def test_a_time_of_whole_seconds(created: str, expected: bool) -> None:  # noqa: FBT001 - a case
    """It stands for its whole second: what was created within a second is not older than the create."""
    start = 1_782_907_200.7  # 12:00:00.7
    assert was_created_between({"created_at": f"2026-07-01T{created}"}, start, start + 1) is expected
