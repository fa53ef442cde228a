"""Dict literals have the names of fields in snake_case or in camelCase, in both front ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

import pulumi_arize
from arize_emulator import Emulator
from pulumi_arize import native
from pulumi_arize.casing import to_camel_case
from pulumi_arize.model.resource_types import INTEGRATION
from pytest_pulumi_arize.stack import OperationFailedError, Stack

Convert = Callable[[Any], Any]
AUTH = {
    "auth_type": "OAUTH2_CLIENT_CREDENTIALS",
    "token_url": "https://tokens.example.com",
    "client_id": "arize",
    "client_secret": "s3cret",
}
CONFIG = {"provider": "CUSTOM", "base_url": "https://llm.example.com", "model_names": ["small"], "auth": AUTH}
PRESET = {"api_key": "a", "baseUrl": "b", "x": {"organization_id": 1}}
FREE = {
    "input_schema": {"type": "object", "properties": {"api_key": {"type": "string"}, "baseUrl": {"type": "string"}}},
    "headers": {"x-api_key": "h", "apiKey": "h", "model_names": "h"},
    "request_presets": [{"name": "p", "config": PRESET}],
}
"""Maps whose keys are the user's own, some of them names of fields."""

front_ends = pytest.mark.parametrize("front_end", [pulumi_arize, native], ids=["dynamic", "native"])
wrapped = pytest.mark.parametrize("wrap", [lambda value: value, pulumi.Output.from_input], ids=["plain", "output"])


def camel(args: dict[str, Any]) -> dict[str, Any]:
    """Return arguments whose dict literals are in camelCase."""
    return {name: to_camel_case(value, INTEGRATION.names[name]) for name, value in args.items()}


def declaring(front_end: Any, args: dict[str, Any], wrap: Convert = lambda value: value) -> Callable[[], None]:
    """Return a program with one integration."""
    return lambda: front_end.Integration("it", **{name: wrap(value) for name, value in args.items()})


def custom(emulator: Emulator) -> dict[str, Any]:
    """Return the arguments of an integration with a secret at a depth, in snake_case."""
    return {"name": "It", "config": CONFIG, "scopings": [{"organization_id": emulator.organization_id("Acme")}]}


@front_ends
@wrapped
def test_both_casings_mean_the_same(stack: Stack, emulator: Emulator, front_end: Any, wrap: Convert) -> None:
    """An integration is the same in either casing: what one declares, the other leaves unchanged."""
    args = custom(emulator)
    stack.up(declaring(front_end, camel(args), wrap))
    assert emulator.get("It")["config"]["base_url"] == CONFIG["base_url"]
    assert stack.up(declaring(front_end, args, wrap)).unchanged == ["it"]
    assert stack.up(declaring(front_end, camel(args), wrap)).unchanged == ["it"]


@front_ends
@pytest.mark.parametrize("convert", [dict, camel])
def test_names_of_the_users_own_stay(stack: Stack, emulator: Emulator, front_end: Any, convert: Convert) -> None:
    """Headers, JSON Schemas and bodies are the user's: no key in them is respelled, on the way there or back."""
    args = convert({"name": "It", "type": "AGENT", "config": {"endpoint": "https://agent.example.com", **FREE}})

    def program() -> None:
        pulumi.export("config", front_end.Integration("it", **args).config)

    stack.up(program)
    held = emulator.get("It")["config"]
    config = stack.preview().outputs["config"]
    assert held["headers"] == FREE["headers"]
    assert held["input_schema"] == config["input_schema"] == FREE["input_schema"]
    assert held["request_presets"][0]["config"] == config["request_presets"][0]["config"] == PRESET
    assert stack.refresh().changed == []
    assert stack.preview().changed == []


@front_ends
def test_one_field_in_both_casings(stack: Stack, emulator: Emulator, front_end: Any) -> None:
    """A field that stands twice, once in each casing, is refused: neither value wins, and a secret is not shown."""
    config = {"provider": "OPEN_AI", "api_key": "s3cret", "apiKey": "another"}
    with pytest.raises(OperationFailedError, match=r"apiKey.* is given in snake case too: give one") as failure:
        stack.up(declaring(front_end, {"name": "It", "config": config}))
    assert "s3cret" not in str(failure.value)
    assert emulator.integrations == []


@front_ends
@wrapped
def test_overlays(stack: Stack, emulator: Emulator, front_end: Any, wrap: Convert) -> None:
    """An overlay in one casing changes what the catalogue has in the other."""

    def declare() -> None:
        catalogue = {"it": {**custom(emulator), "config": wrap(CONFIG)}}
        overlay = {"config": {"baseUrl": "https://dev.example.com", "modelNames": ["large"]}}
        environment = front_end.Environment(defaults=overlay, integrations={"it": {"deletionProtection": False}})
        front_end.IntegrationCatalog("all", catalogue, {stack.name: environment})

    stack.up(declare)
    config = emulator.get("It")["config"]
    assert (config["base_url"], config["model_names"]) == ("https://dev.example.com", ["large"])


@front_ends
def test_a_mistake_in_an_overlay_stands_at_its_place(stack: Stack, front_end: Any) -> None:
    """A mistake in an overlay in camelCase is reported at that overlay."""

    def declare() -> None:
        catalogue = {"it": {"name": "It", "config": CONFIG}}
        environment = front_end.Environment(integrations={"it": {"config": {"baseUrl": "ftp://no"}}})
        front_end.IntegrationCatalog("all", catalogue, {stack.name: environment})

    with pytest.raises(OperationFailedError, match=r"environments\.test\.integrations\.it\.config\.base_?[uU]rl"):
        stack.up(declare)
