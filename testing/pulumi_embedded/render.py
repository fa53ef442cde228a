"""Property values as text for people: secrets and unknowns keep their value to themselves."""

from typing import Any

from .values import UNKNOWN, Secret, plain_json


def render(value: Any) -> str:
    """Return the value on one line."""
    if isinstance(value, Secret):
        return "[secret]"
    if value is UNKNOWN:
        return "[unknown]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {render(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(render(item) for item in value) + "]"
    return plain_json(value)


def describe_invalid(kind: str, name: str, path: str, value: Any, reason: str) -> str:
    """Return the message of a check failure; one of no property has an empty path."""
    if not path:
        return f"{kind} resource '{name}' has a problem: {reason}"
    shown = value if isinstance(value, str) else "<nil>" if value is None else render(value)
    return f"{kind} resource '{name}': property {path} value {{{shown}}} has a problem: {reason}"
