"""Between the values of `pulumi.dynamic` and plain ones: unknowns, numbers, and the properties that only we see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi.output import Unknown
from pulumi.runtime import rpc

from ..model.base import Model
from ..model.fields import fields
from ..model.kinds import Kind
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
    return UNKNOWN if isinstance(value, Unknown) or value == rpc.UNKNOWN else value


def to_engine(value: Any) -> Any:
    """Return a plain value as the engine takes it."""
    if isinstance(value, Mapping):
        return {name: to_engine(item) for name, item in value.items()}
    if isinstance(value, list):
        return [to_engine(item) for item in value]
    return rpc.UNKNOWN if value is UNKNOWN else value


def marked(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a declaration or a state for the engine, with every secret in it marked as one.

    The engine marks by itself only what was secret at the same place in the inputs: not what moved or came from
    outside.
    """
    own = {name: _secret(values[name]) for name in kind.options.returned if name in values}
    result: dict[str, Any] = to_engine({**_marked(kind.pick(values), values), **own})
    return result


def _marked(model: type[Model] | None, values: Any) -> Any:
    if model is None or not isinstance(values, Mapping):
        return values
    result = dict(values)
    for name, field in fields(model).items():
        value = values.get(name)
        if value is None:
            continue
        if field.secret:
            result[name] = _secret(value)
        elif field.nested and not field.many:
            result[name] = _marked(field.pick(value), value)
    return result


def _secret(value: Any) -> dict[str, Any]:
    """Return a value as the engine's protocol says that it is secret."""
    return {rpc._special_sig_key: rpc._special_secret_sig, "value": value}
