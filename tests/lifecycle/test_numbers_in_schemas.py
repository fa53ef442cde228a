"""Numbers in JSON Schemas and in the bodies of presets: languages have more of them than JSON, and floats round."""

from __future__ import annotations

from typing import Any

import pytest

from pulumi_arize.lifecycle.check import check
from pulumi_arize.model.resource_types import INTEGRATION_TYPES

from .samples import agent, evaluator

NOT_FINITE = [float("inf"), float("-inf"), float("nan")]


def failures_of(inputs: dict[str, Any]) -> dict[str, str]:
    """Return the reasons of the failures by path."""
    return {failure.property_path: failure.reason for failure in check(INTEGRATION_TYPES[0], inputs)[1]}


def prices(multiple: float, price: float) -> dict[str, Any]:
    """Return an agent that has a preset with a price, and takes only multiples of a number."""
    schema = {"type": "object", "properties": {"price": {"type": "number", "multipleOf": multiple}}}
    return agent(input_schema=schema, request_presets=[{"name": "a", "config": {"price": price}}])


@pytest.mark.parametrize("number", NOT_FINITE)
def test_numbers_that_json_does_not_have(number: float) -> None:
    """An infinite number and NaN fail the check, in a schema and in a preset: no request can send them."""
    schema = {"type": "object", "properties": {"n": {"maximum": number}}}
    preset = {"name": "a", "config": {"n": [1, number]}}

    assert failures_of(evaluator(input_schema=schema)) == {"config.input_schema.properties.n.maximum": "must be JSON"}
    assert failures_of(agent(request_presets=[preset])) == {"config.request_presets[0].config.n[1]": "must be JSON"}


@pytest.mark.parametrize(
    ("multiple", "price"), [(0.01, 19.99), (0.1, 0.3), (0.001, 2.675), (1e-7, 0.4), (0.5, 1e300), (3, 9), (1, -4.0)]
)
def test_decimal_multiples(multiple: float, price: float) -> None:
    """A decimal number is a multiple of another one as it is written, not as floats divide."""
    assert failures_of(prices(multiple, price)) == {}


@pytest.mark.parametrize(("multiple", "price"), [(0.01, 19.995), (0.3, 1), (2, 3), (1, 0.5)])
def test_other_numbers(multiple: float, price: float) -> None:
    """A number that is not a multiple fails the check."""
    [reason] = failures_of(prices(multiple, price)).values()

    assert reason == f"does not match `inputSchema`: multipleOf: {multiple}"
