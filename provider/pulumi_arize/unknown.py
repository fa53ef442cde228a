"""The placeholder for a value that is not known yet in a preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final


class Unknown:
    """The type of `UNKNOWN`: equal only to itself, and true, because there will be a value."""

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
