"""The secrets of the operation under way, which no text from a server may show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..model.redaction import redact

_active_secrets: ContextVar[frozenset[str]] = ContextVar("active_secrets", default=frozenset())


@contextmanager
def redacting(secrets: Iterable[str]) -> Iterator[None]:
    """Redact these secrets, in addition to those that are active already, in every text inside the block."""
    token = _active_secrets.set(_active_secrets.get().union(secrets))
    try:
        yield
    finally:
        _active_secrets.reset(token)


def active_secrets() -> frozenset[str]:
    """Return the secrets that are redacted now."""
    return _active_secrets.get()


def redacted(text: str) -> str:
    """Return a text without the active secrets."""
    return redact(text, active_secrets())
