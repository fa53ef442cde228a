"""Secrets that the server retains, in an object that a PATCH replaces as a whole: none is lost without a word."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.check_and_diff import diff_resource
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION

from .samples import PROXY, llm

Json = dict[str, Any]
ASKS = r"`config\.auth` can only be replaced as a whole: set `config\.auth\.headers` too"
OTHER = {"auth_type": "PROXY_WITH_HEADERS", "base_url": "https://other.example.com"}


def bedrock(auth: Json) -> Json:
    """Return the arguments of a Bedrock integration with this authentication."""
    return llm("AWS_BEDROCK", auth=auth)


@pytest.fixture
def proxied(emulator: Emulator) -> str:
    """Make an integration with a proxy that gets secret headers, outside of Pulumi; return its id."""
    return str(emulator.add("integrations", {"type": "LLM", **bedrock(PROXY)})["id"])


def taken_over(behind: Account, item_id: str, how: str) -> tuple[Json, Json]:
    """Return the state and the checked inputs of a program without the headers."""
    declared = bedrock({name: value for name, value in PROXY.items() if name != "headers"})
    if how == "import":
        found = lifecycle(INTEGRATION, behind).import_(item_id)
        assert found is not None
        return found[1].state, check(INTEGRATION, declared, found[1].inputs)[0]
    inputs, problems = check(INTEGRATION, {**declared, "adopt": item_id})
    assert problems == []
    return lifecycle(INTEGRATION, behind).create(inputs)[1], inputs


def auth_of(emulator: Emulator, item_id: str) -> Json:
    """Return how the server authenticates, with the headers."""
    auth: Json = emulator.get(item_id)["config"]["auth"]
    return auth


@pytest.mark.parametrize("how", ["import", "adopt"])
def test_headers_are_not_lost_with_another_field(emulator: Emulator, behind: Account, proxied: str, how: str) -> None:
    """A preview, and an update without one, ask for the headers that the program leaves out, and send nothing."""
    state, old_inputs = taken_over(behind, proxied, how)
    inputs, problems = check(INTEGRATION, bedrock(OTHER), old_inputs)
    assert problems == []

    with pytest.raises(ArizeError, match=ASKS):
        diff_resource(INTEGRATION, proxied, state, inputs, EngineOperation(), "it")
    with pytest.raises(ArizeError, match=ASKS):
        lifecycle(INTEGRATION, behind).update(proxied, state, inputs)
    assert auth_of(emulator, proxied) == PROXY


def test_an_adoption_asks_for_them_in_its_preview(emulator: Emulator, behind: Account, proxied: str) -> None:
    """An adoption that would change another field asks for the headers before it sends anything."""
    inputs, problems = check(INTEGRATION, {**bedrock(OTHER), "adopt": proxied})
    assert problems == []
    for operation in (lifecycle(INTEGRATION, behind).describe_adoption, lifecycle(INTEGRATION, behind).create):
        with pytest.raises(ArizeError, match=ASKS):
            operation(inputs)
    assert auth_of(emulator, proxied) == PROXY


@pytest.mark.parametrize("headers", [{"x-other": "other"}, {}], ids=["given", "removed"])
@pytest.mark.parametrize("how", ["import", "adopt"])
def test_headers_that_the_program_says_are_sent(
    emulator: Emulator, behind: Account, proxied: str, how: str, headers: Json
) -> None:
    """With headers, or with none said by an empty map, the object is replaced."""
    state, old_inputs = taken_over(behind, proxied, how)
    inputs, _ = check(INTEGRATION, bedrock({**OTHER, "headers": headers}), old_inputs)
    diff_resource(INTEGRATION, proxied, state, inputs, EngineOperation(), "it")
    lifecycle(INTEGRATION, behind).update(proxied, state, inputs)
    auth = auth_of(emulator, proxied)
    assert (auth["base_url"], auth["headers"] or {}) == (OTHER["base_url"], headers)


def test_nothing_is_asked_for_that_the_server_does_not_have(emulator: Emulator, behind: Account) -> None:
    """A proxy without headers is changed by a program without headers, also after an adoption."""
    bare = {name: value for name, value in PROXY.items() if name != "headers"}
    item_id = str(emulator.add("integrations", {"type": "LLM", **bedrock(bare)})["id"])
    state, old_inputs = taken_over(behind, item_id, "adopt")
    inputs, _ = check(INTEGRATION, bedrock(OTHER), old_inputs)
    assert [
        change.path for change in diff_resource(INTEGRATION, item_id, state, inputs, EngineOperation(), "it").changes
    ]
    lifecycle(INTEGRATION, behind).update(item_id, state, inputs)
    assert auth_of(emulator, item_id)["base_url"] == OTHER["base_url"]


def test_headers_that_a_program_had_are_removed_with_them(emulator: Emulator, behind: Account) -> None:
    """A program that has set the headers itself removes them by leaving them out, also together with another change."""
    inputs, _ = check(INTEGRATION, bedrock(PROXY))
    item_id, state = lifecycle(INTEGRATION, behind).create(inputs)
    later, problems = check(INTEGRATION, bedrock(OTHER), inputs)
    assert problems == []
    diff_resource(INTEGRATION, item_id, state, later, EngineOperation(), "it")
    lifecycle(INTEGRATION, behind).update(item_id, state, later)
    assert not auth_of(emulator, item_id)["headers"]
