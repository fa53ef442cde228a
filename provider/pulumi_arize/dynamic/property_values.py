"""Converts between the property values of `pulumi.dynamic` and plain ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi.output import Unknown
from pulumi.runtime import rpc

from ..casing import to_camel_case
from ..model.resource_types import ResourceType
from ..model.secret_fields import mark_secrets
from ..safe_json import map_scalars
from ..unknown import UNKNOWN


def to_plain(value: Any) -> Any:
    """Return a value of the engine with `UNKNOWN` for unknowns, and integers where they came as floats."""
    return map_scalars(value, _to_plain_scalar)


def to_properties(resource_type: ResourceType, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return inputs or a state as the engine takes it, in camelCase, with every secret in it marked."""
    marked = to_camel_case(mark_secrets(resource_type, values, _mark_secret), resource_type.names)
    result: dict[str, Any] = map_scalars(marked, lambda value: rpc.UNKNOWN if value is UNKNOWN else value)
    return result


def _to_plain_scalar(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return UNKNOWN if isinstance(value, Unknown) or value == rpc.UNKNOWN else value


def _mark_secret(value: Any) -> dict[str, Any]:
    """Return a value in the form that marks it secret in the engine's protocol."""
    return {rpc._special_sig_key: rpc._special_secret_sig, "value": value}
