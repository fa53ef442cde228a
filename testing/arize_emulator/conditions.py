"""Under what conditions a fault lets an operation take place; the operations read them, wherever they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class FaultConditions:
    """The ordinary ones, unless said otherwise."""

    lag: float = 0.0
    """Seconds by which a read is behind the writes."""
    moved: int = 0
    """Items that came to the front of a list since the page before; negative: that went away."""
    user: str | None = None
    """Who asks, in place of the key's user."""


ORDINARY = FaultConditions()
_conditions: ContextVar[FaultConditions] = ContextVar("_conditions", default=ORDINARY)


def conditions() -> FaultConditions:
    """Return those of the present operation."""
    return _conditions.get()


@contextmanager
def with_conditions(given: FaultConditions) -> Iterator[None]:
    """Let what is inside take place under these."""
    token = _conditions.set(given)
    try:
        yield
    finally:
        _conditions.reset(token)
