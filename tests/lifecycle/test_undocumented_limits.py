"""What the API's documentation does not forbid is not refused by the check."""

from __future__ import annotations

from typing import Any

import pytest

from pulumi_arize.lifecycle.check import check

from .deployed_resource import KINDS, Resource
from .samples import agent, evaluator
from .strategies import Json

NESTED = {
    "type": "object",
    "properties": {
        "messages": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"role": {"type": "string"}, "content": {"type": "string"}},
                "required": ["role", "content"],
            },
        },
        "limits": {"type": "object", "not": {"required": ["tokens", "seconds"]}},
        "target": {"oneOf": [{"required": ["url"]}, {"required": ["file"]}]},
        "next": {"$ref": "#/definitions/step"},
        "required": {"type": "boolean"},
    },
    "required": ["messages"],
    "definitions": {"step": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}},
}


def failures(config: Json) -> dict[str, str]:
    """Return the failures of an agent with a preset, by their paths."""
    given = agent(input_schema=NESTED, request_presets=[{"name": "a", "config": config}])
    return {failure.property_path: failure.reason for failure in check(KINDS["Integration"], given)[1]}


@pytest.mark.parametrize(
    "config",
    [
        {"messages": [{"role": "user"}]},
        {"messages": [{"role": "user", "content": "Hello"}]},
        {"limits": {"tokens": 1}},
        {"target": {"url": "a"}},
        {"next": {}},
        {"required": True},
    ],
    ids=str,
)
def test_a_preset_leaves_out_what_a_nested_object_requires(integration: Resource, config: Json) -> None:
    """A preset that matches without the schema's `required`, at its root alone or at every depth, is deployed."""
    assert failures(config) == {}
    given = agent(input_schema=NESTED, request_presets=[{"name": "a", "config": config}])
    (created,) = integration.up(given)
    assert (created.status, created.body["config"]["request_presets"]) == (201, [{"name": "a", "config": config}])


@pytest.mark.parametrize(
    ("config", "path", "reason"),
    [
        ({"messages": [{"role": 1}]}, "messages[0].role", 'type: "string"'),
        ({"messages": {}}, "messages", 'type: "array"'),
        ({"limits": {"tokens": 1, "seconds": 2}}, "limits", 'not: {"required"'),
        ({"next": {"name": 1}}, "next.name", 'type: "string"'),
        ({"required": "yes"}, "required", 'type: "boolean"'),
    ],
    ids=str,
)
def test_a_preset_that_cannot_match_is_refused(config: Json, path: str, reason: str) -> None:
    """A value of another type, and one that no reading of the schema allows, stands at its path."""
    found = failures(config)
    assert reason in found[f"config.request_presets[0].config.{path}"]


@pytest.mark.parametrize("declared", [agent, evaluator])
def test_headers_of_a_hosted_endpoint_can_be_long(integration: Resource, declared: Any) -> None:
    """The limit of 8,175 bytes is that of LLM integrations: for agents and evaluators the API states none."""
    headers = {"x-key": "s3cret" * 2000}
    (created,) = integration.up(declared(headers=headers))
    assert (created.status, integration.document["config"]["headers"]) == (201, headers)
