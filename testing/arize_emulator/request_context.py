"""What an operation knows of its request besides path, query and body: set by its key or by a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Roles:
    """The names of a key's roles in the account, and by ID in organizations and in spaces; custom ones by their IDs."""

    account: str = "ADMIN"
    organizations: Mapping[str, str] = field(default_factory=dict)
    spaces: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RequestContext:
    """The user, the roles and the fault of a request; by default the account's first key, and no fault."""

    lag: float = 0.0
    """Seconds by which reads lag behind writes."""
    moved: int = 0
    """Items added at the front of a list since its previous page; negative: removed."""
    user: str | None = None
    """The user who sends the request; None: the account's first one."""
    roles: Roles = Roles()
    """The roles of the key."""


_DEFAULT = RequestContext()
_context: ContextVar[RequestContext] = ContextVar("_context", default=_DEFAULT)


def request_context() -> RequestContext:
    """Return the context of the current request."""
    return _context.get()


@contextmanager
def with_request_context(value: RequestContext) -> Iterator[None]:
    """Run the operations inside `with` in this context."""
    token = _context.set(value)
    try:
        yield
    finally:
        _context.reset(token)
