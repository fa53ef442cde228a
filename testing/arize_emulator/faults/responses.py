"""A response, and how it is sent: whole, in parts, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Ending = Literal["complete", "close", "reset", "kill"]
"""What follows the last byte: the end of the response, of the connection, or of the process."""


@dataclass(frozen=True)
class Response:
    """A response of the API; the defaults are those for an operation that did not run."""

    instance: str
    """The URI of this occurrence, for problem details."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """By their names in lower case."""
    body: bytes = b""


@dataclass(frozen=True)
class Delivery:
    """What is sent, chunk by chunk."""

    status: int | None = None
    """None: not even a status line is sent."""
    headers: Mapping[str, str] = field(default_factory=dict)
    chunks: Iterable[bytes] = ()
    """The body; with a status at least one chunk, even if it is empty."""
    pause: float = 0.0
    """Seconds before each chunk."""
    ending: Ending = "complete"


def whole(status: int, headers: Mapping[str, str], body: bytes) -> Delivery:
    """Return a response sent in one piece, with its length."""
    return Delivery(status, {**headers, "content-length": str(len(body))}, (body,))
