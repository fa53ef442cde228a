"""Between the values of `pulumi.dynamic` and plain ones: unknowns, numbers, and the properties that only we see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pulumi.output import Unknown
from pulumi.runtime import rpc

from ..casing import to_snake_case
from ..lifecycle.key_fingerprint import COMPARISON_INPUTS
from ..lifecycle.retained_secrets import with_current_keys
from ..model.resource_types import ResourceType
from ..model.secret_fields import mark_secrets
from ..sdk.resource_options import HIDE_DIFFS, REPLACE_ON_CHANGES, RESOURCE
from ..unknown import UNKNOWN

PROVIDER = "__provider"
"""The pickled provider that `pulumi.dynamic` keeps beside every declaration and every state."""

INPUT_PATHS = "__input_paths"
"""The paths that a declaration named, kept beside the outputs: the engine gives `read` no inputs to know them from.

They are one text: the SDK makes an Output of each item of a list, and the engine writes each at every step.
"""

OLDER_INPUT_PATHS = "__declared"
"""What earlier versions called it."""

HIDDEN_PROPERTIES = (
    PROVIDER,
    RESOURCE,
    REPLACE_ON_CHANGES,
    HIDE_DIFFS,
    INPUT_PATHS,
    OLDER_INPUT_PATHS,
    COMPARISON_INPUTS,
)
"""The properties that are no part of a declaration or a state."""


def resource_of(properties: Mapping[str, Any]) -> str:
    """Return the type and the name of the resource with these properties; empty where an older version wrote them."""
    return str(properties.get(RESOURCE) or "")


def input_names(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the property that names the resource, where there is one."""
    return {RESOURCE: resource_of(properties)} if resource_of(properties) else {}


def encode_input_paths(paths: Iterable[str]) -> str:
    """Return the value of `INPUT_PATHS`."""
    return " ".join(paths)


def decode_input_paths(outputs: Mapping[str, Any]) -> list[str]:
    """Return the paths that the declaration of a state named."""
    return str(outputs.get(INPUT_PATHS) or outputs.get(OLDER_INPUT_PATHS) or "").split()


def to_plain(value: Any) -> Any:
    """Return a value of the engine with `UNKNOWN` for unknowns, and integers where they came as floats."""
    if isinstance(value, Mapping):
        return {name: to_plain(item) for name, item in value.items() if name not in HIDDEN_PROPERTIES}
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return UNKNOWN if isinstance(value, Unknown) or value == rpc.UNKNOWN else value


def to_engine(value: Any) -> Any:
    """Return a plain value as the engine takes it."""
    if isinstance(value, Mapping):
        return {name: to_engine(item) for name, item in value.items()}
    if isinstance(value, list):
        return [to_engine(item) for item in value]
    return rpc.UNKNOWN if value is UNKNOWN else value


def to_engine_with_secrets(resource_type: ResourceType, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a declaration or a state for the engine, with every secret in it marked as one."""
    result: dict[str, Any] = to_engine(mark_secrets(resource_type, values, _secret))
    return result


def to_fields(resource_type: ResourceType, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a declaration or a state of the engine by the models' names, also one that the native plugin has left."""
    fields: dict[str, Any] = to_snake_case(with_current_keys(to_plain(values)), resource_type.names)
    return fields


def _secret(value: Any) -> dict[str, Any]:
    """Return a value as the engine's protocol says that it is secret."""
    return {rpc._special_sig_key: rpc._special_secret_sig, "value": value}
