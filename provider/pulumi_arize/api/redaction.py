"""What must not show in any text that comes from a server: the secrets of the operation under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..model.redaction import redact

_active_secrets: ContextVar[frozenset[str]] = ContextVar("kept", default=frozenset())


@contextmanager
def redacting(secrets: Iterable[str]) -> Iterator[None]:
    """Keep these secrets, beside those that are kept already, out of every text that comes up inside."""
    token = _active_secrets.set(_active_secrets.get().union(secrets))
    try:
        yield
    finally:
        _active_secrets.reset(token)


def active_secrets() -> frozenset[str]:
    """Return the secrets that are kept now."""
    return _active_secrets.get()


def redacted(text: str) -> str:
    """Return the text as it may be shown."""
    return redact(text, active_secrets())
