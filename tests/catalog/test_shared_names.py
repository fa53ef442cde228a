"""Integrations of different types that share one set of names, in a catalogue."""

from __future__ import annotations

from typing import Any

import pytest

import pulumi_arize as arize
from pulumi_arize.catalog.validation import check_catalog

CONFIG = {"endpoint": "https://a.example.com", "input_schema": {"type": "object"}}
MODEL = arize.IntegrationArgs(name="A", config=arize.OpenAiConfig(api_key="s3cret-key"))
FLAT = arize.AiIntegrationArgs(name="B", provider="AZURE_OPEN_AI", base_url="https://az.example.com")
AGENT = {"name": "A", "type": "AGENT", "config": CONFIG}
EVALUATOR = {"name": "B", "type": "EVALUATOR", "config": CONFIG}


@pytest.mark.parametrize(
    ("one", "other", "is_shared"), [(MODEL, FLAT, 1), (AGENT, EVALUATOR, 1), (MODEL, EVALUATOR, 0)]
)
def test_types_that_share_their_names(one: Any, other: Any, is_shared: int) -> None:
    """A name that is taken in one environment is found by the preview of another one."""
    environments = {"dev": arize.Environment(), "prod": arize.Environment(integrations={"two": {"name": "A"}})}
    found = {item.property_path: item.reason for item in check_catalog({"one": one, "two": other}, environments, "dev")}
    reason = "'A' is also the name of 'one': names must be unique"
    assert found == ({"environments.prod.integrations.two.name": reason} if is_shared else {})
