"""The conditions under which an operation runs: its key or a fault sets them, and the operations read them."""

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
class Conditions:
    """The defaults are those of a request with the account's first key, without a fault."""

    lag: float = 0.0
    """Seconds by which reads lag behind writes."""
    moved: int = 0
    """Items added at the front of a list since its previous page; negative: removed."""
    user: str | None = None
    """The user who sends the request; None: the account's first one."""
    roles: Roles = Roles()
    """The roles of the key."""


_DEFAULT = Conditions()
_conditions: ContextVar[Conditions] = ContextVar("_conditions", default=_DEFAULT)


def conditions() -> Conditions:
    """Return the conditions of the current operation."""
    return _conditions.get()


@contextmanager
def with_conditions(value: Conditions) -> Iterator[None]:
    """Run the operations inside `with` under these conditions."""
    token = _conditions.set(value)
    try:
        yield
    finally:
        _conditions.reset(token)
