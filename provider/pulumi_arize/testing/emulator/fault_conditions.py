"""Under what conditions a fault lets an operation take place; the operations read them, wherever they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Conditions:
    """The ordinary ones, unless said otherwise."""

    lag: float = 0.0
    """Seconds by which a read is behind the writes."""
    moved: int = 0
    """Items that came to the front of a list since the page before; negative: that went away."""
    user: str | None = None
    """Who asks, in place of the key's user."""


ORDINARY = Conditions()
_conditions: ContextVar[Conditions] = ContextVar("_conditions", default=ORDINARY)


def conditions() -> Conditions:
    """Return those of the present operation."""
    return _conditions.get()


@contextmanager
def under(given: Conditions) -> Iterator[None]:
    """Let what is inside take place under these."""
    token = _conditions.set(given)
    try:
        yield
    finally:
        _conditions.reset(token)
