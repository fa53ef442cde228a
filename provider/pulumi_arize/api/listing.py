"""Reading one collection of the API: by id, and page by page."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .client import Client, item_path, require_id

Document = dict[str, Any]


def without_repeats(pages: Iterable[list[Document]]) -> Iterator[list[Document]]:
    """Return the pages with each item once: one moves to the next page when another is created while pages are read."""
    seen: set[Any] = set()
    for page in pages:
        yield [item for item in page if _is_new(item.get("id"), seen)]


def _is_new(item_id: object, seen: set[Any]) -> bool:
    """Tell whether an id has not been seen, and note it; what has none cannot be told from others."""
    if not isinstance(item_id, str):
        return True
    is_new = item_id not in seen
    seen.add(item_id)
    return is_new


class Listing:
    """A collection that can be read. `title` is what a message calls one of its items. Threads may share it."""

    def __init__(self, client: Client, path: str, items: str, title: str) -> None:
        self.title = title
        self._client = client
        self._path = path
        self._items = items
        self._first_read: dict[str, float] = {}

    def was_read_before(self, item_id: str, moment: float) -> bool:
        """Tell whether an item has been in an answer before a moment of the monotonic clock."""
        return self._first_read.get(item_id, moment) < moment

    def get(self, item_id: str) -> Document:
        """Return the item with this id. Raises NotFound where there is none, else ApiError."""
        return self._document(self._client.request("GET", item_path(self._path, item_id)))

    def pages(self, filters: Mapping[str, str] | None = None) -> Iterator[list[Document]]:
        """Return the pages of what is listed, newest first; `filters` are the API's own. Raises ApiError."""
        for page in without_repeats(self._client.pages(self._path, self._items, filters)):
            yield [self._record(item) for item in page]

    def _document(self, response: Document) -> Document:
        return self._record(require_id(response))

    def _record(self, response: Document) -> Document:
        self._first_read.setdefault(str(response.get("id")), time.monotonic())
        return self._read(response)

    def _read(self, response: Document) -> Document:
        """Return an answer as the layers above see it."""
        return response
