"""The requests on one kind of resource. Bodies and answers are in today's spelling, whatever the server speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from itertools import chain

from ..errors import ApiStatusError
from ..model.dialect import normalize_response, to_legacy
from ..model.resource_types import ResourceType
from ..model.traits import Model
from ..settings import Dialect
from .client import Body, Client, VerifyApplied, item_path
from .listing import Document, Listing, without_repeats

EMPTY_ACCOUNT_STATUSES = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
"""How a server answers that has no such type, or whose plan lacks it."""


class Collection(Listing):
    """One kind of resource of one account. Threads may share it."""

    def __init__(self, resource_type: ResourceType, client: Client, dialect: Callable[[], Dialect]) -> None:
        super().__init__(client, resource_type.path, resource_type.list_key, resource_type.title)
        self.resource_type = resource_type
        self._dialect = dialect

    def create(self, model: type[Model], body: Body, look: VerifyApplied) -> Document:
        """Create a resource; `look` finds it where the answer was lost. Raises ApiError."""
        spelled = self._in_dialect(model, body, body)
        return self._document(self._client.request("POST", self.resource_type.path, spelled, look=look))

    def patch(self, item_id: str, model: type[Model], body: Body, like: Body, look: VerifyApplied) -> Document:
        """Change what `body` names; `like` is the whole declaration. Raises ApiError.

        `look` returns the resource where the answer was lost and the change has been made.
        """
        spelled = self._in_dialect(model, body, like)
        return self._document(
            self._client.request("PATCH", item_path(self.resource_type.path, item_id), spelled, look=look)
        )

    def delete(self, item_id: str) -> None:
        """Delete the resource with this id. Raises NotFound where there is none, else ApiError."""
        self._client.request("DELETE", item_path(self.resource_type.path, item_id))

    def all_types(self, filters: Mapping[str, str] | None = None) -> Iterator[list[Document]]:
        """Return the pages of all types, also of those that a list leaves out unless it is asked for them.

        Raises ApiError; a server that knows no such type, or a plan that lacks it, has none to list.
        """
        unlisted = (
            {**(filters or {}), str(self.resource_type.discriminator): str(member)}
            for member in self.resource_type.unlisted
        )
        lists = (self.pages(filters), *map(self._pages_if_permitted, unlisted))
        yield from without_repeats(chain.from_iterable(lists))  # a server that ignores the filter lists all again

    def _pages_if_permitted(self, filters: Mapping[str, str]) -> Iterator[list[Document]]:
        try:
            yield from self.pages(filters)
        except ApiStatusError as error:
            if error.status not in EMPTY_ACCOUNT_STATUSES:
                raise

    def _in_dialect(self, model: type[Model], body: Body, like: Body) -> Body:
        return body if self._dialect() == "current" else to_legacy(model, body, like)

    def _read(self, response: Document) -> Document:
        document: Document = normalize_response(self.resource_type.union or self.resource_type.models[0], response)
        return document
