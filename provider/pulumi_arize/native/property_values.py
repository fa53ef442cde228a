"""Converts between the property values of the engine's protocol and plain ones with the models' names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi.provider.experimental.property_value import Computed, PropertyValue
from pulumi.runtime import rpc

from ..casing import camel, to_camel_case
from ..model.resource_types import ResourceType
from ..model.secret_fields import mark_secrets
from ..unknown import UNKNOWN

Properties = dict[str, PropertyValue]

UNKNOWNS = frozenset(
    {
        rpc.UNKNOWN,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    }
)
"""The protocol's values for an unknown string, boolean, number, list and object: the SDK passes them on as strings."""


def to_properties(resource_type: ResourceType, values: Mapping[str, Any]) -> Properties:
    """Return inputs or a state by the schema's names, with every secret in it marked."""
    named = to_camel_case(mark_secrets(resource_type, values, _secret), resource_type.names)
    return {name: to_property(value) for name, value in named.items()}


def with_secrets_of(properties: Properties, *others: Mapping[str, PropertyValue]) -> Properties:
    """Return properties that are secret where those of the same name in others are, in either casing, at any depth.

    The engine does this by name, and finds none in a state in snake_case, which an earlier version has written.
    """
    named = [{**{camel(name): value for name, value in other.items()}, **other} for other in others]
    return {
        name: _secret_like(value, [other[name] for other in named if name in other])
        for name, value in properties.items()
    }


def _secret_like(value: PropertyValue, others: list[PropertyValue]) -> PropertyValue:
    """Return a value that is secret where one of the others is; a list is secret as a whole."""
    if any(other.is_secret or (isinstance(other.value, tuple) and _holds_secret(other)) for other in others):
        return value.with_secret(is_secret=True)
    if not isinstance(value.value, Mapping):
        return value
    inside = with_secrets_of(dict(value.value), *(other.value for other in others if isinstance(other.value, Mapping)))
    return PropertyValue(inside, is_secret=value.is_secret)


def _holds_secret(value: PropertyValue) -> bool:
    inner = value.value
    items = inner.values() if isinstance(inner, Mapping) else inner if isinstance(inner, tuple) else ()
    return value.is_secret or any(_holds_secret(item) for item in items)


def to_plain(properties: Mapping[str, PropertyValue]) -> dict[str, Any]:
    """Return values without secret marks, with `UNKNOWN` for unknowns and integers where they came as floats."""
    return {name: _plain(value) for name, value in properties.items()}


def to_property(value: Any) -> PropertyValue:
    """Return a plain value as the engine takes it; a property value stays."""
    if isinstance(value, PropertyValue):
        return value
    if value is UNKNOWN:
        return PropertyValue(rpc.UNKNOWN)
    if isinstance(value, Mapping):
        return PropertyValue({name: to_property(item) for name, item in value.items()})
    if isinstance(value, list):
        return PropertyValue([to_property(item) for item in value])
    return PropertyValue(float(value) if isinstance(value, int) and not isinstance(value, bool) else value)


def _secret(value: Any) -> PropertyValue:
    return to_property(value).with_secret(is_secret=True)


def _plain(property_value: PropertyValue) -> Any:
    value = property_value.value
    if isinstance(value, Computed) or (isinstance(value, str) and value in UNKNOWNS):
        return UNKNOWN
    if isinstance(value, Mapping):
        return to_plain(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
