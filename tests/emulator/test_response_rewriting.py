"""Responses that are rewritten; the account stores what was sent."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from arize_emulator import AnyFault, Combined, Emulator, ExtraFields, FaultRule, FillIn, Mask, Normalize, Respell

from .samples import FLAT, NESTED

Json = dict[str, Any]
SCHEMA = {"type": "object", "properties": {"url": {"default": "https://a.example.com:443/ "}}}
CUSTOM: Json = {
    "type": "LLM",
    "name": " Ours ",
    "config": {
        "provider": "CUSTOM",
        "base_url": "https://a.example.com:443/v1/",
        "model_names": ["a"],
        "is_default_models_enabled": True,
        "headers": {"X-Team": "s3cret"},
    },
}
AGENT: Json = {
    "type": "AGENT",
    "name": "agent",
    "config": {
        "endpoint": "https://a.example.com:443",
        "input_schema": SCHEMA,
        "request_presets": [{"name": " one ", "config": {"url": "https://a.example.com/ "}}],
    },
}
AI: Json = {"name": "flat", "provider": "OPEN_AI", "headers": {"X-Team": "s3cret-value"}}


def created(http: httpx.Client, emulator: Emulator, path: str, body: Json, fault: AnyFault) -> Json:
    """Return the response to a POST under a fault, which a GET and a list return too."""
    with emulator.faults(FaultRule(fault=fault)):
        made: Json = http.post(path, json=body).json()
        assert http.get(f"{path}/{made['id']}").json() == made
        assert made in next(value for value in http.get(path).json().values() if isinstance(value, list))
    return made


def test_normalized(http: httpx.Client, emulator: Emulator) -> None:
    """The response has each value normalized, and the account what was sent."""
    made = created(http, emulator, NESTED, CUSTOM, Normalize())
    config = made["config"]
    assert made["name"] == "Ours"
    assert config["base_url"] == "https://a.example.com/v1"
    assert config["model_names"] == ["a", "default-large", "default-small"]
    assert config["header_names"] == ["x-team"]
    (stored,) = emulator.integrations
    assert (stored["name"], stored["base_url"]) == (" Ours ", "https://a.example.com:443/v1/")


def test_free_form_values_stay(http: httpx.Client, emulator: Emulator) -> None:
    """The content of a schema and the config of a preset are not normalized; a description that is not set is empty."""
    made = created(http, emulator, NESTED, AGENT, Normalize())
    assert made["description"] == ""
    assert made["config"]["endpoint"] == "https://a.example.com"
    assert made["config"]["input_schema"] == {"$schema": "http://json-schema.org/draft-07/schema#", **SCHEMA}
    (preset,) = made["config"]["request_presets"]
    assert (preset["name"], preset["config"]) == ("one", AGENT["config"]["request_presets"][0]["config"])


def test_only_what_is_asked_for_is_normalized(http: httpx.Client, emulator: Emulator) -> None:
    """One form alone leaves the others."""
    made = created(http, emulator, NESTED, CUSTOM, Normalize(forms=("port",)))
    assert (made["name"], made["config"]["base_url"]) == (" Ours ", "https://a.example.com/v1/")
    assert made["config"]["model_names"] == ["a"]


@pytest.mark.parametrize(
    ("members", "type_", "provider"),
    [({}, "llm", "custom"), ({"CUSTOM": "own"}, "LLM", "own")],
)
def test_respelled(http: httpx.Client, emulator: Emulator, members: dict[str, str], type_: str, provider: str) -> None:
    """Responses have other enum values, requests still the usual ones."""
    made = created(http, emulator, NESTED, CUSTOM, Respell(members=members))
    assert (made["type"], made["config"]["provider"]) == (type_, provider)


def test_filled_in(http: httpx.Client, emulator: Emulator) -> None:
    """Only what is not set gets a value."""
    fault = FillIn(values={"base_url": "https://b.example.com", "name": "other"})
    made = created(http, emulator, FLAT, AI, fault)
    assert (made["base_url"], made["name"]) == ("https://b.example.com", "flat")


@pytest.mark.parametrize(("keep", "shown"), [(0, "****"), (5, "****value")])
def test_masked(http: httpx.Client, emulator: Emulator, keep: int, shown: str) -> None:
    """The values of headers are masked, except for their last `keep` characters."""
    made = created(http, emulator, FLAT, AI, Mask(keep=keep))
    assert made["headers"] == {"X-Team": shown}


def test_combined(http: httpx.Client, emulator: Emulator) -> None:
    """Several faults change one response."""
    fault = Combined(faults=(Normalize(), Mask(), ExtraFields(fields={"tier": 1}), Respell()))
    made = created(http, emulator, FLAT, AI, fault)
    assert (made["headers"], made["tier"], made["provider"]) == ({"x-team": "****"}, 1, "openai")


def test_errors_and_spaces(http: httpx.Client, emulator: Emulator) -> None:
    """An error is not rewritten; the default integration of a space is."""
    (space, _, _) = http.get("/v2/spaces").json()["spaces"]
    made = http.post(FLAT, json=AI).json()
    setting = {"default_llm_integration": {"integration_id": made["id"], "model_name": " m "}}
    with emulator.faults(FaultRule(fault=Combined(faults=(Normalize(), Respell(), Mask(), FillIn())))):
        assert http.post(FLAT, json=AI).json()["title"] == "Conflict"
        response = http.patch(f"/v2/spaces/{space['id']}", json=setting).json()
    assert response["default_llm_integration"] == {"integration_id": made["id"], "model_name": "m"}
