"""What the forms of the two resources have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from pulumi_arize.model.resource_types import ResourceType

from ..dialect import Dialect
from ..json_document import Json
from ..store.records import Integration


@dataclass(frozen=True)
class RequestContext:
    """What the server adds to a request's body: the time, and new IDs."""

    now: str
    new_id: Callable[[], str]


class Form(Protocol):
    """The form in which a resource of the API writes and reads integrations."""

    resource_type: ClassVar[ResourceType]

    @property
    def dialect(self) -> Dialect:
        """The dialect of the bodies."""
        ...

    def shows(self, record: Integration) -> bool:
        """Tell whether the resource has the integration."""
        ...

    def read_new(self, body: object, context: RequestContext) -> tuple[str, Json]:
        """Return the type and the values of the integration that a POST describes.

        Raises:
            InvalidRequest: The body does not have the form that the API requires.
            Unprocessable: It has, and breaks a rule.
        """
        ...

    def read_change(self, body: object, record: Integration, context: RequestContext) -> Json:
        """Return the values that the integration has after a PATCH.

        Raises:
            InvalidRequest: The body does not have the form that the API requires, or is empty.
            Unprocessable: It has, and the result would break a rule.
        """
        ...

    def render(self, record: Integration) -> Json:
        """Return the integration as a response shows it."""
        ...
