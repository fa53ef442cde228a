"""The collections of the API: one for each resource type that has one.

Bodies and resources are in the current dialect here, whichever the server speaks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from itertools import chain
from typing import Any

from ..errors import ApiStatusError
from ..model.dialect import has_dialects, normalize_response, to_legacy
from ..model.enums import IntegrationType
from ..model.resource_types import ResourceType
from ..model.traits import Model
from ..settings import Dialect
from .client import Body, Client, ReadIfApplied, item_path, require_id

Document = dict[str, Any]
"""A resource as the API returns it."""

EMPTY_ACCOUNT_STATUSES = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
"""The statuses with which a server refuses to list a type that it does not know, or that the plan lacks."""


class Collection:
    """The collection of one resource type in one account. Threads may share it."""

    def __init__(self, resource_type: ResourceType, client: Client, dialect: Callable[[], Dialect]) -> None:
        self.resource_type = resource_type
        self.title = resource_type.title
        self._client = client
        self._path = resource_type.path
        self._dialect = dialect
        self._first_read: dict[str, float] = {}

    def was_read_before(self, item_id: str, moment: float) -> bool:
        """Tell whether a response held an item before a moment of the monotonic clock."""
        return self._first_read.get(item_id, moment) < moment

    def get(self, item_id: str) -> Document:
        """Return the item with this ID. Raises NotFound where there is none, else ApiError."""
        return self._record(require_id(self._client.request("GET", item_path(self._path, item_id))))

    def pages(self, filters: Mapping[str, str] | None = None) -> Iterator[list[Document]]:
        """Return the pages of the list, newest items first; `filters` are query parameters. Raises ApiError."""
        query = self._query(filters or {})
        for page in _without_repeats(self._client.pages(self._path, self.resource_type.list_key, query)):
            yield [self._record(item) for item in page]

    def create(self, model: type[Model], body: Body, read_if_applied: ReadIfApplied) -> Document:
        """Create a resource; `read_if_applied` returns it where the response was lost. Raises ApiError."""
        return self._record(
            self._client.request("POST", self._path, self._in_dialect(model, body), read_if_applied=read_if_applied)
        )

    def patch(self, item_id: str, model: type[Model], body: Body, read_if_applied: ReadIfApplied) -> Document:
        """Change the fields that `body` has. Raises ApiError.

        `read_if_applied` returns the resource where the response was lost and the change was applied.
        """
        path = item_path(self._path, item_id)
        return self._record(
            self._client.request("PATCH", path, self._in_dialect(model, body), read_if_applied=read_if_applied)
        )

    def delete(self, item_id: str) -> None:
        """Delete the resource with this ID. Raises NotFound where there is none, else ApiError."""
        self._client.request("DELETE", item_path(self._path, item_id))

    def all_types(self, filters: Mapping[str, str] | None = None) -> Iterator[list[Document]]:
        """Return the pages of all types, also of those that the API lists only when the filter names them.

        Raises ApiError, but not where a server does not know such a type or the plan lacks it.
        """
        query, discriminator = filters or {}, str(self.resource_type.discriminator)
        unlisted = (
            {**query, discriminator: str(member)}
            for member in self.resource_type.unlisted
            if discriminator not in query
        )
        lists = (self.pages(filters), *map(self._pages_if_permitted, unlisted))
        yield from _without_repeats(chain.from_iterable(lists))  # a server that ignores the filter repeats everything

    def items(self, filters: Mapping[str, str] | None = None) -> Iterator[Document]:
        """Return the items of all types that match `filters`, as `all_types` does. Raises ApiError."""
        return chain.from_iterable(self.all_types(filters))

    def _pages_if_permitted(self, filters: Mapping[str, str]) -> Iterator[list[Document]]:
        try:
            yield from self.pages(filters)
        except ApiStatusError as error:
            if error.status not in EMPTY_ACCOUNT_STATUSES:
                raise

    def _in_dialect(self, model: type[Model], body: Body) -> Body:
        return body if not has_dialects(model) or self._dialect() == "current" else to_legacy(model, body)

    def _query(self, filters: Mapping[str, str]) -> Mapping[str, str]:
        """Return filters with the type in the server's dialect."""
        member = IntegrationType.parse(filters.get("type"))
        if member is None or member.legacy == member.value:
            return filters
        return {**filters, "type": member.value if self._dialect() == "current" else member.legacy}

    def _record(self, response: Document) -> Document:
        self._first_read.setdefault(str(response.get("id")), time.monotonic())
        document: Document = normalize_response(self.resource_type.models, response)
        return document


def _without_repeats(pages: Iterable[list[Document]]) -> Iterator[list[Document]]:
    """Return the pages with each item once: an item moves to the next page when another one is created meanwhile.

    Items without an ID cannot be told apart: all of them stay.
    """
    seen: set[str] = set()
    for page in pages:
        unseen = []
        for item in page:
            item_id = item.get("id")
            if isinstance(item_id, str):
                if item_id in seen:
                    continue
                seen.add(item_id)
            unseen.append(item)
        yield unseen
