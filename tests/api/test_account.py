"""An account: the dialect is detected with one request at most, and unknown fields of responses stay."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.lifecycle.deployed_resource import settings
from tests.raw_server import Request, Response, serving

from arize_emulator import Emulator, FaultRule, InvalidJson, Status
from pulumi_arize.api.account import Account, connect
from pulumi_arize.errors import ApiStatusError, InvalidResponse
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, INTEGRATION_TYPES

DECLARED: dict[str, Any] = {
    "type": "LLM",
    "name": "a",
    "config": {"provider": "OPEN_AI", "api_key": "k"},
}
FLAT: dict[str, Any] = {
    "name": "b",
    "provider": "AWS_BEDROCK",
    "auth_type": "BEARER_TOKEN",
    "provider_metadata": {"kind": "AWS", "role_arn": "r"},
}


@pytest.fixture(params=["current", "legacy"])
def server(request: pytest.FixtureRequest) -> Emulator:
    """Return an emulated account in each dialect."""
    found: Emulator = request.getfixturevalue("emulator" if request.param == "current" else "legacy_emulator")
    return found


def nothing() -> None:
    """Verify that nothing was applied."""


def create_both(account: Account) -> None:
    """Create an integration of each resource type."""
    account.collections[INTEGRATION].create(INTEGRATION.models[0], DECLARED, nothing)
    account.collections[AI_INTEGRATION].create(AI_INTEGRATION.models[0], FLAT, nothing)


@pytest.mark.parametrize("seen", [False, True], ids=["empty account", "account with one"])
def test_auto(server: Emulator, *, seen: bool) -> None:
    """With `auto` the dialect is detected once, whatever is written, and both servers accept all requests."""
    if seen:
        server.add("integrations", DECLARED | {"name": "there"})
    account = Account(settings(server))
    assert server.requests == []
    create_both(account)
    create_both_again = [item["id"] for item in server.integrations[-2:]]
    account.collections[INTEGRATION].patch(
        create_both_again[0], INTEGRATION.models[0], {"type": "LLM", "name": "c"}, nothing
    )
    assert [request.method for request in server.requests] == ["GET", "POST", "POST", "PATCH"]
    assert account.dialect() == server.dialect.value


def test_set(server: Emulator) -> None:
    """With a configured dialect, nothing is detected."""
    account = Account(settings(server, apiDialect=server.dialect.value))
    create_both(account)
    assert [request.method for request in server.requests] == ["POST", "POST"]


def test_wrong_setting(server: Emulator) -> None:
    """A configured dialect is used, also where the server refuses it."""
    other = {"current": "legacy", "legacy": "current"}[server.dialect.value]
    account = Account(settings(server, apiDialect=other))
    with pytest.raises(ApiStatusError, match="400"):
        account.collections[INTEGRATION].create(INTEGRATION.models[0], DECLARED, nothing)


def test_reads_detect_nothing(server: Emulator) -> None:
    """A request without an enum value does not detect the dialect."""
    made = server.add("integrations", DECLARED)
    account = Account(settings(server))
    assert account.collections[INTEGRATION].get(made["id"])["config"]["provider"] == "OPEN_AI"
    account.collections[INTEGRATION].delete(made["id"])
    assert [request.method for request in server.requests] == ["GET", "DELETE"]


def test_threads_detect_once(server: Emulator) -> None:
    """Many threads that write at once detect the dialect once."""
    account = Account(settings(server))
    begin = threading.Barrier(8)

    def write(number: int) -> None:
        begin.wait()
        account.collections[INTEGRATION].create(INTEGRATION.models[0], {**DECLARED, "name": f"n{number}"}, nothing)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    assert sorted(request.method for request in server.requests) == ["GET"] + ["POST"] * 8
    assert len(server.integrations) == 8


def test_threads_fail_together(emulator: Emulator) -> None:
    """When the server does not respond, threads that write at once wait for one request, not for one each in turn."""
    account = Account(settings(emulator, maxRetries=0))
    rule = FaultRule(method="GET", delay_after=0.5, fault=Status(status=503))
    with emulator.faults(rule), ThreadPoolExecutor() as threads:
        asked = [threads.submit(account.dialect) for _ in range(4)]
        assert {type(task.exception()) for task in asked} == {ApiStatusError}
        assert len(emulator.requests) == 1
    assert account.dialect() == "current"


def test_failed_detection_is_repeated(emulator: Emulator) -> None:
    """A detection that fails raises its error, and the next write detects again."""
    account = Account(settings(emulator, apiKey="wrong"))
    for _ in range(2):
        with pytest.raises(ApiStatusError, match="401"):
            account.dialect()
    assert len(emulator.requests) == 2


@pytest.mark.parametrize("body", ["", "{}"])
def test_a_response_without_a_list_is_no_dialect(legacy_emulator: Emulator, body: str) -> None:
    """An empty response tells nothing about the server: what needs the dialect fails, and the next one detects."""
    account = Account(settings(legacy_emulator))
    with (
        legacy_emulator.faults(FaultRule(fault=InvalidJson(text=body))),
        pytest.raises(InvalidResponse, match="has no"),
    ):
        account.dialect()
    assert account.dialect() == "legacy"


def test_one_account_for_the_same_settings(emulator: Emulator) -> None:
    """Equal settings share an account, different ones do not."""
    assert connect(settings(emulator)) is connect(settings(emulator))
    assert connect(settings(emulator)) is not connect(settings(emulator, requestTimeout=5))


def test_responses_are_in_the_current_dialect(server: Emulator) -> None:
    """A response is in the current dialect, whichever the server has."""
    account = Account(settings(server))
    create_both(account)
    nested, flat = (account.collections[resource_type] for resource_type in INTEGRATION_TYPES)
    listed = [item for page in nested.pages() for item in page]
    assert {item["type"] for item in listed} == {"LLM"}
    assert {item["config"]["provider"] for item in listed} == {"OPEN_AI", "AWS_BEDROCK"}
    found = next(item for page in flat.pages() for item in page if item["name"] == "b")
    assert (found["provider"], found["auth_type"]) == ("AWS_BEDROCK", "BEARER_TOKEN")
    assert found["provider_metadata"].get("kind", "AWS") == "AWS"


NEW: dict[str, Any] = {
    "id": "x",
    "type": "LLM",
    "name": "a",
    "future": {"a": [1]},
    "config": {"provider": "OPEN_AI", "has_api_key": True, "tier": "GOLD"},
    "scopings": [{"organization_id": None, "space_id": None, "region": "EU"}],
}


@pytest.mark.parametrize(
    "document",
    [
        NEW,
        {**NEW, "type": "ROBOT"},
        {**NEW, "config": {"provider": "NEW_AI"}},
        {**NEW, "config": {"provider": "CUSTOM", "auth": {"auth_type": "MAGIC"}}},
        {**NEW, "config": None, "scopings": None},
    ],
    ids=["fields", "type", "provider", "auth type", "nulls"],
)
def test_unknown_fields_and_values_stay(document: dict[str, Any]) -> None:
    """Unknown fields and enum values in a response are no error, and stay as they are."""
    with serving(lambda _: Response(json.dumps(document).encode())) as raw:
        assert Account(raw.settings()).collections[INTEGRATION].get("x") == document


@pytest.mark.parametrize("document", [{}, {"id": None}, {"id": ""}, {"id": 7}])
def test_no_id(document: dict[str, Any]) -> None:
    """A response without an ID is an InvalidResponse."""

    def respond(request: Request) -> Response:
        return Response(json.dumps(document if request.method == "POST" else {"integrations": []}).encode())

    with serving(respond) as raw:
        collection = Account(raw.settings()).collections[INTEGRATION]
        with pytest.raises(InvalidResponse, match="id"):
            collection.create(INTEGRATION.models[0], DECLARED, nothing)


@pytest.mark.parametrize("status", [400, 404, 422])
def test_servers_that_refuse_the_filter(status: int) -> None:
    """A server that refuses a filter by type in the current dialect has the legacy one."""
    with serving(lambda _: Response(b'{"title": "No"}', status)) as raw:
        assert Account(raw.settings()).dialect() == "legacy"


def test_server_that_ignores_the_filter() -> None:
    """A server that ignores the filter shows its dialect by the types that it lists."""
    listed = {"integrations": [{"id": "x", "type": "llm"}]}
    with serving(lambda _: Response(json.dumps(listed).encode())) as raw:
        assert Account(raw.settings()).dialect() == "legacy"
