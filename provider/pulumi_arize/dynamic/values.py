"""Between the values of `pulumi.dynamic` and plain ones: unknowns, numbers, and the properties that only we see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi.runtime import rpc

from ..unknown import UNKNOWN

PROVIDER = "__provider"
"""The pickled provider that `pulumi.dynamic` keeps beside every declaration and every state."""

DECLARED = "__declared"
"""The paths that a declaration named, kept beside the outputs: the engine gives `read` no inputs to know them from."""


def to_plain(value: Any) -> Any:
    """Return a value of the engine with `UNKNOWN` for unknowns, and integers where they came as floats."""
    if isinstance(value, Mapping):
        return {name: to_plain(item) for name, item in value.items() if name not in (PROVIDER, DECLARED)}
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return UNKNOWN if value == rpc.UNKNOWN else value


def to_engine(value: Any) -> Any:
    """Return a plain value as the engine takes it."""
    if isinstance(value, Mapping):
        return {name: to_engine(item) for name, item in value.items()}
    if isinstance(value, list):
        return [to_engine(item) for item in value]
    return rpc.UNKNOWN if value is UNKNOWN else value
