"""Shows property values as text, without those of secrets."""

from typing import Any

from .values import REDACTED, UNKNOWN, Secret, plain_json


def render(value: Any) -> str:
    """Return the value on one line."""
    if isinstance(value, Secret):
        return REDACTED
    if value is UNKNOWN:
        return "[unknown]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {render(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(render(item) for item in value) + "]"
    return plain_json(value)


def describe_invalid(resource_type: str, name: str, path: str, value: Any, reason: str) -> str:
    """Return the message of a check failure; `path` may be empty."""
    if not path:
        return f"{resource_type} resource '{name}' has a problem: {reason}"
    shown = value if isinstance(value, str) else "<nil>" if value is None else render(value)
    return f"{resource_type} resource '{name}': property {path} value {{{shown}}} has a problem: {reason}"
