"""An answer, and how it goes over the wire: whole, in parts, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Ending = Literal["complete", "close", "reset", "kill"]
"""What follows the last bytes: the end of the answer, a cut connection, or the death of the process."""


@dataclass(frozen=True)
class Response:
    """An answer of the API; the plain one stands for an operation that has not taken place."""

    instance: str
    """The URI of this occurrence, for problem details."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """By their names in lower case."""
    body: bytes = b""


@dataclass(frozen=True)
class Delivery:
    """What is sent, piece by piece."""

    status: int | None = None
    """None: not even a status line is sent."""
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: Iterable[bytes] = ()
    """The body; at least one, if only an empty one, where there is a status."""
    pause: float = 0.0
    """Seconds before each chunk."""
    ending: Ending = "complete"


def whole(status: int, headers: Mapping[str, str], body: bytes) -> Delivery:
    """Return an answer sent in one piece, with its length."""
    return Delivery(status, {**headers, "content-length": str(len(body))}, (body,))
