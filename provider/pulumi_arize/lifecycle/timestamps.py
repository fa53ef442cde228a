"""The moments that a document names: when it was created, and when it was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from ..model.integration import Named

Values = Mapping[str, Any]

(CHANGED,) = Named.volatile_fields
"""The field that tells when the resource was changed."""

_TIMESTAMP: TypeAdapter[AwareDatetime] = TypeAdapter(AwareDatetime)


def timestamp(document: Values, name: str) -> float:
    """Return a moment that a document names, in seconds since the epoch; long ago where it does not."""
    try:
        return _TIMESTAMP.validate_python(document.get(name)).timestamp()
    except (ValidationError, OverflowError):
        return 0.0


def is_same_revision(one: Values, other: Values) -> bool:
    """Tell whether two documents of a resource say that nothing has changed between them.

    A moment of whole seconds does not tell: a change from outside may be of the same one.
    """
    return bool(one.get(CHANGED) == other.get(CHANGED)) and timestamp(one, CHANGED) % 1 > 0
