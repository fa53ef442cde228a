"""JSON Schemas, the request presets that match them, and what the documentation of the API does not forbid of both."""

from __future__ import annotations

from typing import Any

import pytest
from tests.official_models import official

from arize_emulator import Emulator

from .deployed_resource import Resource, failures_of
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
    return failures_of("Integration", given)


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


NOT_FINITE = [float("inf"), float("-inf"), float("nan")]


def prices(multiple: float, price: float) -> dict[str, Any]:
    """Return an agent that has a preset with a price, and takes only multiples of a number."""
    schema = {"type": "object", "properties": {"price": {"type": "number", "multipleOf": multiple}}}
    return agent(input_schema=schema, request_presets=[{"name": "a", "config": {"price": price}}])


@pytest.mark.parametrize("number", NOT_FINITE)
def test_numbers_that_json_does_not_have(number: float) -> None:
    """An infinite number and NaN fail the check, in a schema and in a preset: no request can send them."""
    schema = {"type": "object", "properties": {"n": {"maximum": number}}}
    preset = {"name": "a", "config": {"n": [1, number]}}

    for given, path in (
        (evaluator(input_schema=schema), "config.input_schema.properties.n.maximum"),
        (agent(request_presets=[preset]), "config.request_presets[0].config.n[1]"),
    ):
        assert failures_of("Integration", given) == {path: "must be JSON"}


@pytest.mark.parametrize(
    ("multiple", "price"), [(0.01, 19.99), (0.1, 0.3), (0.001, 2.675), (1e-7, 0.4), (0.5, 1e300), (3, 9), (1, -4.0)]
)
def test_decimal_multiples(multiple: float, price: float) -> None:
    """A decimal number is a multiple of another one as it is written, not as floats divide."""
    assert failures_of("Integration", prices(multiple, price)) == {}


@pytest.mark.parametrize(("multiple", "price"), [(0.01, 19.995), (0.3, 1), (2, 3), (1, 0.5)])
def test_other_numbers(multiple: float, price: float) -> None:
    """A number that is not a multiple fails the check."""
    [reason] = failures_of("Integration", prices(multiple, price)).values()

    assert reason == f"does not match `inputSchema`: multipleOf: {multiple}"


DESCRIBED = {"name": "a", "description": "d", "config": {}}
OTHER = {"name": "b", "config": {"depth": 1}}
PRESETS: dict[str, tuple[list[Any], list[Any], list[Any]]] = {
    "removed": ([DESCRIBED, OTHER], [{"name": "a", "config": {}}, OTHER], [{**DESCRIBED, "description": None}, OTHER]),
    "emptied": ([DESCRIBED], [{**DESCRIBED, "description": ""}], [{**DESCRIBED, "description": ""}]),
    "renamed": ([DESCRIBED], [{"name": "b", "config": {}}], [{"name": "b", "config": {}}]),
    "stays": ([DESCRIBED], [{**DESCRIBED, "config": {"depth": 1}}], [{**DESCRIBED, "config": {"depth": 1}}]),
    "never set": ([OTHER], [{"name": "b", "config": {}}], [{"name": "b", "config": {}}]),
}


@pytest.mark.parametrize("case", PRESETS)
def test_a_removed_description_is_sent_as_null(integration: Resource, case: str) -> None:
    """Null clears the description, whether the API takes a field that is left out as unchanged or as not set."""
    old, new, sent = PRESETS[case]
    integration.up(agent(request_presets=old))
    (patch,) = integration.up(agent(request_presets=new))
    assert patch.body == {"type": "AGENT", "config": {"request_presets": sent}}
    assert official.UpdateIntegrationRequest.from_dict(patch.body).to_dict() == patch.body
    integration.check_settled(agent(request_presets=new))


def test_a_description_that_was_added_outside_is_removed(integration: Resource, emulator: Emulator) -> None:
    """The deployment after a refresh clears what somebody else has written."""
    given = agent(request_presets=[OTHER])
    integration.up(given)
    emulator.edit(integration.id, {"config": {"request_presets": [{**OTHER, "description": "theirs"}]}})
    integration.refresh()
    (patch,) = integration.up(given)
    assert patch.body["config"]["request_presets"] == [{**OTHER, "description": None}]
    assert integration.document["config"]["request_presets"][0]["description"] is None
    assert integration.up(given) == []
