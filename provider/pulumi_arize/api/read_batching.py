"""Many reads served from pages of the list.

The engine reads one resource at a time, several at once. The first read is a GET of its own. Reads that start while
another one is under way are served from the list, page after page, as long as that costs no more requests than
reading them one by one. What the list does not hold is read with a GET of its own: it may exist all the same.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from .collections import Collection, Document

MAX_PAGE_AGE = 10.0
"""Seconds for which a page serves reads: a process may outlive the operation for which it was read."""


class ReadBatcher:
    """Reads of one resource type. Threads share it."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._counting = threading.Lock()
        self._listing = threading.Lock()
        self._requested = 0
        self._under_way = 0
        self._known: dict[str, Document] = {}
        self._pages: Iterator[list[Document]] | None = None
        self._pages_read = 0
        self._listed_at = 0.0

    def forget(self) -> None:
        """Drop what was read: it is older than the write that has just been made."""
        with self._listing:
            self._restart()

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._listed_at <= MAX_PAGE_AGE

    def _restart(self) -> None:
        self._known, self._pages, self._pages_read = {}, None, 0
        self._listed_at = time.monotonic()

    def read(self, item_id: str) -> Document:
        """Return the resource with this ID. Raises NotFound where there is none, else ApiError."""
        with self._counting:
            self._requested += 1
            self._under_way += 1
            alone = self._under_way == 1 and not (self._known and self._is_fresh())
        try:
            return (None if alone else self._listed(item_id)) or self._collection.get(item_id)
        finally:
            with self._counting:
                self._under_way -= 1

    def _listed(self, item_id: str) -> Document | None:
        """Return the resource from the pages read so far, or from further ones while they save requests."""
        with self._listing:
            if not self._is_fresh():
                self._restart()
            while item_id not in self._known and self._pages_read < self._requested:
                self._pages = self._pages or self._collection.all_types()
                page = next(self._pages, None)
                if page is None:
                    break
                self._pages_read += 1
                self._known |= {str(item.get("id")): item for item in page}
            return self._known.get(item_id)
