"""The dynamic provider on the engine's values: unknowns, secret marks, and what it keeps from one call to the next."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pulumi.dynamic import Config, ConfigureRequest
from pulumi.output import Unknown
from pulumi.runtime import rpc
from tests.native.front_ends import settings

from arize_emulator import Emulator
from pulumi_arize.dynamic.property_values import to_plain
from pulumi_arize.dynamic.provider import DynamicProvider
from pulumi_arize.engine_log import DEBUG
from pulumi_arize.hidden_properties import INPUT_PATHS
from pulumi_arize.lifecycle.retained_secrets import RETAINED
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION

Json = dict[str, Any]
CUSTOM: Json = {"provider": "CUSTOM", "base_url": "https://llm.example.com", "model_names": ["a"]}


@pytest.fixture
def connected(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that makes a configured provider."""
    monkeypatch.setenv(DEBUG, "1")  # else the provider shortens the tracebacks of its process, which is this one

    def connect(kind: Any) -> DynamicProvider:
        provider = DynamicProvider(kind)
        given = {f"arize:{key}": value for key, value in settings(emulator).items()}
        provider.configure(ConfigureRequest(Config(given, "p")))
        return provider

    return connect


def unmarked(value: Any) -> Any:
    """Return a value as the engine hands it on, without marks."""
    if isinstance(value, dict):
        return unmarked(value["value"]) if rpc._special_sig_key in value else {k: unmarked(v) for k, v in value.items()}
    return [unmarked(item) for item in value] if isinstance(value, list) else value


def in_the_clear(value: Any, secret: str) -> bool:
    """Tell whether a secret stands in a value outside the marked places."""
    if isinstance(value, dict):
        return rpc._special_sig_key not in value and any(in_the_clear(item, secret) for item in value.values())
    return secret in json.dumps(value)


def deployed(provider: DynamicProvider, given: Json, olds: Json | None = None) -> Json:
    """Return the checked inputs; fails where there is a failure."""
    checked = provider.check(olds or {}, given)
    assert [failure.property for failure in checked.failures] == []
    return checked.inputs


@pytest.mark.parametrize("unknown", [Unknown(), rpc.UNKNOWN])  # type: ignore[no-untyped-call]  # of the SDK
def test_unknowns_wait_at_any_depth(connected: Any, unknown: object) -> None:
    """No failure, and the engine gets its own unknown back, whichever form the SDK gives it."""
    given = {"name": unknown, "config": {**CUSTOM, "api_key": unknown}, "scopings": [{"organization_id": unknown}]}
    inputs = unmarked(deployed(connected(INTEGRATION), given))
    assert inputs["name"] == inputs["config"]["apiKey"] == inputs["scopings"][0]["organizationId"] == rpc.UNKNOWN


def test_numbers_are_integers_where_they_were() -> None:
    """A whole float, as the engine's protocol has all numbers, is an integer again; true stays true."""
    assert to_plain({"a": 5.0, "b": 0.5, "c": True}) == {"a": 5, "b": 0.5, "c": True}


def test_a_key_that_moves_is_marked_where_it_is(connected: Any) -> None:
    """A key written through `auth` and then through `api_key` is a secret in every response."""
    provider = connected(INTEGRATION)
    first = deployed(
        provider, {"name": "A", "config": {**CUSTOM, "auth": {"auth_type": "DEFAULT", "api_key": "sk-moved"}}}
    )
    created = provider.create(unmarked(first))
    second = deployed(provider, {"name": "A", "config": {**CUSTOM, "api_key": "sk-moved"}}, unmarked(first))
    updated = provider.update(created.id, unmarked(created.outs), unmarked(second))
    read = provider.read(created.id, unmarked(created.outs))

    for response in (first, second, created.outs, updated.outs, read.outs, read.inputs):
        assert not in_the_clear(response, "sk-moved")


def test_headers_from_outside_are_marked(emulator: Emulator, connected: Any) -> None:
    """What somebody else has written is a secret in state and inputs, also where the inputs has named headers."""
    provider = connected(AI_INTEGRATION)
    inputs = deployed(provider, {"name": "A", "provider": "GEMINI", "headers": {"a": "h-first"}})
    created = provider.create(unmarked(inputs))
    emulator.edit(created.id, {"headers": {"b": "h-outside"}})
    read = provider.read(created.id, unmarked(created.outs))

    assert "h-outside" in json.dumps(unmarked(read.inputs))
    assert not in_the_clear(read.outs, "h-outside")
    assert not in_the_clear(read.inputs, "h-outside")


def test_a_refresh_remembers_what_was_left_out(emulator: Emulator, connected: Any) -> None:
    """An adopted key survives taking `adopt` out, a refresh, and another deployment."""
    provider = connected(INTEGRATION)
    config = {"provider": "NVIDIA_NIM", "model_names": ["a"]}
    made = emulator.add("integrations", {"type": "LLM", "name": "N", "config": {**config, "api_key": "by-hand"}})
    inputs = deployed(provider, {"name": "N", "config": config, "adopt": "N"})
    created = provider.create(unmarked(inputs))
    plain = deployed(provider, {"name": "N", "config": config}, unmarked(inputs))
    updated = provider.update(created.id, unmarked(created.outs), unmarked(plain))
    read = provider.read(created.id, unmarked(updated.outs))
    again = deployed(provider, {"name": "N", "config": config}, unmarked(read.inputs))

    assert read.inputs[RETAINED] == ["config.api_key", "config.headers"]
    assert provider.diff(created.id, unmarked({**read.outs, "__provider": "p"}), unmarked(again)).changes is False
    assert emulator.get(made["id"])["api_key"] == "by-hand"
    assert read.outs[INPUT_PATHS] == "config config.model_names config.provider name type"


def test_an_adopted_one_is_not_replaced_by_adopting_again(connected: Any, emulator: Emulator) -> None:
    """Another provider while `adopt` stands in the program is a failure of `adopt`: nothing would be left to adopt."""
    provider = connected(INTEGRATION)
    held: Json = {"type": "LLM", "name": "N", "config": {"provider": "OPEN_AI"}}
    emulator.add("integrations", {**held, "config": {**held["config"], "api_key": "k"}})
    before = unmarked(deployed(provider, {**held, "adopt": "N"}))
    after = {"name": "N", "config": {"provider": "GEMINI", "api_key": "k"}, "adopt": "N"}
    assert [failure.property for failure in provider.check(before, after).failures] == ['["adopt"]']
    other = {"name": "N", "config": {"provider": "OPEN_AI"}, "adopt": "M"}
    assert [failure.property for failure in provider.check(before, other).failures] == ['["adopt"]']
