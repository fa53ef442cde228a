"""The stand-in for a value that a preview does not know yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final


class Unknown:
    """The type of `UNKNOWN`: equal to nothing but itself, and true, for something will be there."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()


def has_unknown(value: Any) -> bool:
    """Tell whether `value` is `UNKNOWN` or holds it at any depth."""
    if isinstance(value, Mapping):
        return any(has_unknown(item) for item in value.values())
    if isinstance(value, list):
        return any(has_unknown(item) for item in value)
    return value is UNKNOWN
