"""The requests on one kind of resource. Bodies and answers are in today's spelling, whatever the server speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..errors import BadAnswer
from ..model.base import Model
from ..model.kinds import Kind
from ..model.spelling import current, legacy
from ..settings import Vocabulary
from .client import Client, item_path

Document = dict[str, Any]


class Collection:
    """One kind of resource of one account. Threads may share it."""

    def __init__(self, kind: Kind, client: Client, vocabulary: Callable[[], Vocabulary]) -> None:
        self.kind = kind
        self._client = client
        self._vocabulary = vocabulary

    def create(self, model: type[Model], body: Mapping[str, Any]) -> Document:
        """Create a resource. Raises ApiError."""
        return self._document(self._client.request("POST", self.kind.path, self._spelled(model, body, body)))

    def get(self, item_id: str) -> Document:
        """Return the resource with this id. Raises NotFound where there is none, else ApiError."""
        return self._document(self._client.request("GET", item_path(self.kind.path, item_id)))

    def patch(self, item_id: str, model: type[Model], body: Mapping[str, Any], like: Mapping[str, Any]) -> Document:
        """Change what `body` names; `like` is the whole declaration. Raises ApiError."""
        spelled = self._spelled(model, body, like)
        return self._document(self._client.request("PATCH", item_path(self.kind.path, item_id), spelled))

    def delete(self, item_id: str) -> None:
        """Delete the resource with this id. Raises NotFound where there is none, else ApiError."""
        self._client.request("DELETE", item_path(self.kind.path, item_id))

    def pages(self) -> Iterator[list[Document]]:
        """Return the pages of all that is listed without a filter, newest first. Raises ApiError."""
        for page in self._client.pages(self.kind.path, self.kind.items):
            yield [current(self.kind.pick(item), item) for item in page]

    def _spelled(self, model: type[Model], body: Mapping[str, Any], like: Mapping[str, Any]) -> Mapping[str, Any]:
        return body if self._vocabulary() == "current" else legacy(model, body, like)

    def _document(self, answer: Document) -> Document:
        if not isinstance(answer.get("id"), str) or not answer["id"]:
            raise BadAnswer(f"the answer to a request on {self.kind.path} holds no id: is it the API of Arize?")
        document: Document = current(self.kind.pick(answer), answer)
        return document
