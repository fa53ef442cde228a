"""How much of a long test runs: a small share that is always the same, or all of it in `make soak`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

SOAK = bool(os.environ.get("SOAK"))


def share(whole: int, small: int) -> int:
    """Return how often something is done: `whole` in `make soak`, else `small`."""
    return whole if SOAK else small


def sample(items: Sequence[Item], small: int) -> Sequence[Item]:
    """Return all items in `make soak`, else `small` of them, drawn by a seed of their number."""
    return items if SOAK else Random(len(items)).sample(items, min(small, len(items)))  # noqa: S311 - it is repeatable
