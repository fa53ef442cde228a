"""The state that a preview predicts."""

from __future__ import annotations

import pytest

from pulumi_arize.lifecycle.preview import predict_state
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.unknown import UNKNOWN

CONFIG = {"provider": "OPEN_AI", "api_key": "sk-1"}


@pytest.mark.parametrize("scopings", [[], [{"space_id": "one"}]], ids=["none", "one"])
def test_an_unknown_type(scopings: list[dict[str, str]]) -> None:
    """While the type is unknown, the old values of what may change with it are not predicted."""
    old_state = {"id": "x", "type": "LLM", "name": "A", "config": CONFIG, "scopings": scopings}
    inputs = {"name": "A", "type": UNKNOWN, "config": CONFIG, "scopings": UNKNOWN}
    predicted = predict_state(INTEGRATION, inputs, old_state, b"key")
    assert predicted["name"] == "A"
    assert [predicted[name] for name in ("type", "config", "scopings")] == [UNKNOWN] * 3


@pytest.mark.parametrize(
    "stored", [[], [{"name": "one", "id": "UHJlc2V0OjE=", "config": {}}]], ids=["create", "update"]
)
def test_an_unknown_item_of_a_list(stored: list[dict[str, object]]) -> None:
    """A preset that another resource returns is unknown as a whole, and the other ones are predicted."""
    config = {"endpoint": "https://agent.example.com", "input_schema": {"type": "object"}}
    old_state = {"id": "x", "type": "AGENT", "name": "A", "config": {**config, "request_presets": stored}}
    presets = [UNKNOWN, {"name": "one", "config": {}}]
    inputs = {"name": "A", "type": "AGENT", "config": {**config, "request_presets": presets}}
    predicted = predict_state(INTEGRATION, inputs, old_state if stored else None, b"key")
    unknown, known = predicted["config"]["request_presets"]
    assert unknown is UNKNOWN
    assert known["name"] == "one"
