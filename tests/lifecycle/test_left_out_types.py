"""An integration whose `type` is left out: an LLM integration, unless its `config` can only be another one's."""

from __future__ import annotations

from typing import Any

import pytest

from pulumi_arize.lifecycle.check import check
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.unknown import UNKNOWN

from .samples import ENDPOINT, REQUIRED, agent, evaluator
from .strategies import Json

PRESETS = [{"name": "a", "config": {}}]


def failures(config: Any, **more: Any) -> list[tuple[str, str]]:
    """Return the paths and the reasons of an integration that has this config."""
    _, found = check(INTEGRATION, {"name": "a", "config": config, **more})
    return [(failure.property_path, failure.reason) for failure in found]


@pytest.mark.parametrize(
    ("config", "types"),
    [
        (ENDPOINT, "AGENT or EVALUATOR"),
        ({"endpoint": UNKNOWN}, "AGENT or EVALUATOR"),
        ({**ENDPOINT, "request_presets": PRESETS}, "AGENT"),
    ],
    ids=["either", "unknown endpoint", "presets"],
)
def test_a_config_of_another_type(config: Json, types: str) -> None:
    """The failure asks for the type, and not for a provider, which an agent has not."""
    assert failures(config) == [("type", f"must be {types} for this `config`: left out, it is LLM")]


@pytest.mark.parametrize("given", [agent(), evaluator()], ids=lambda it: it["type"])
def test_a_type_that_is_given(given: Json) -> None:
    """With its type, the same config is right."""
    assert failures(given["config"], type=given["type"]) == []


@pytest.mark.parametrize(
    "config", [{}, {"headers": {"x": "y"}}, {"endpont": "x"}, {"provider": "OPEN_AI", "endpoint": "x"}], ids=str
)
def test_a_config_of_no_other_type(config: Json) -> None:
    """Where the config may be one of an LLM, or is one of no type, the failures are those of an LLM integration."""
    assert "type" not in {path for path, _ in failures(config)}
    assert failures(config) != []


@pytest.mark.parametrize("config", [{"provider": "OPEN_AI", **REQUIRED["OPEN_AI"]}, UNKNOWN], ids=["LLM", "unknown"])
def test_the_default(config: Any) -> None:
    """An LLM integration needs no type, nor is one asked for while the config is not known."""
    assert failures(config) == []
