"""What the two resources' forms have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from ..store.records import Integration

Json = dict[str, Any]


@dataclass(frozen=True)
class RequestContext:
    """What the server adds to what it is sent: the time, and IDs."""

    now: str
    new_id: Callable[[], str]


class Form(Protocol):
    """A form in which integrations are written and read."""

    def shows(self, record: Integration) -> bool:
        """Tell whether the integration is there at all in this form."""
        ...

    def read_new(self, body: object, moment: RequestContext) -> tuple[str, Json]:
        """Return the type and the values that a POST describes, or raise what is wrong with it."""
        ...

    def read_change(self, body: object, record: Integration, moment: RequestContext) -> Json:
        """Return the values after a PATCH, or raise what is wrong with it."""
        ...

    def render(self, record: Integration) -> Json:
        """Return the integration as an answer shows it."""
        ...
