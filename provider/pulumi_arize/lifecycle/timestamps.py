"""The timestamps of a document: when it was created, and when it was changed."""

from __future__ import annotations

from ..model.field_types import parse_timestamp
from ..model.integration import Named
from ..safe_json import Values

(CHANGED,) = Named.volatile_fields
"""The field with the time of the last change."""

TIMES = ("created_at", CHANGED)


def timestamp(document: Values, name: str) -> float:
    """Return a timestamp of a document in seconds since the epoch, 0 where it has none."""
    known = parse_timestamp(document.get(name))
    return known.timestamp() if known else 0.0


def is_same_revision(one: Values, other: Values) -> bool:
    """Tell whether two documents of a resource have the same time of the last change.

    Times of whole seconds prove nothing: there may be a change outside in the same second. Nor does a missing one.
    """
    is_exact = any(timestamp(one, name) % 1 > 0 for name in TIMES)
    return is_exact and one.get(CHANGED) is not None and bool(one[CHANGED] == other.get(CHANGED))
