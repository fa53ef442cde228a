"""An account as the layers above use it."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from functools import cache
from http import HTTPStatus

from ..errors import ApiStatusError
from ..model.data_sources import DATA_SOURCES
from ..model.enums import IntegrationType
from ..model.resource_types import INTEGRATION, INTEGRATION_TYPES
from ..settings import Dialect, Settings
from .client import Client
from .collection import Collection
from .listing import Listing
from .read_batching import ReadBatcher


class Account:
    """One account on one server: a client, the dialect that the server speaks, and its collections."""

    def __init__(self, settings: Settings) -> None:
        self.client = Client(settings)
        self.settings = settings
        self._lock = threading.Lock()
        self._asked: Future[Dialect] | None = None
        self._given: Dialect | None = None if settings.api_dialect == "auto" else settings.api_dialect
        self.collections = {kind: Collection(kind, self.client, self.dialect) for kind in INTEGRATION_TYPES}
        self.organizations, self.spaces = (
            Listing(self.client, data_source.path, data_source.list_key, data_source.title)
            for data_source in DATA_SOURCES
        )
        self.readers = {kind: ReadBatcher(collection) for kind, collection in self.collections.items()}

    def dialect(self) -> Dialect:
        """Return the spelling that the server speaks; asked once, and only where something is sent that needs it.

        Raises ApiError, in all threads that have waited for the same answer; a later one asks again.
        """
        return self._given or self._detection().result()

    def forget_dialect(self) -> None:
        """Drop what was read before a write: both kinds stand over one store."""
        for reader in self.readers.values():
            reader.forget()

    def _detection(self) -> Future[Dialect]:
        """Return the answer that is there or on its way, else ask."""
        with self._lock:
            if self._asked and not (self._asked.done() and self._asked.exception()):
                return self._asked
            response = self._asked = Future()
        try:
            response.set_result(self._detect())
        except BaseException as error:  # whatever it is, those who wait must hear of it
            response.set_exception(error)
        return response

    def _detect(self) -> Dialect:
        """Ask for a type in today's spelling: an older server refuses the filter, or answers in its own spelling.

        A newer server may answer so too, but it does not take the filter in that spelling.
        """
        member = IntegrationType.LLM
        response = self._list_types(member.value)
        if response is None:
            return "legacy"
        return "legacy" if member.legacy in response and self._list_types(member.legacy) is not None else "current"

    def _list_types(self, spelling: str) -> list[object] | None:
        """Return the types of some integrations of one type; None where the server knows no such spelling."""
        try:
            response = self.client.request("GET", INTEGRATION.path, params={"type": spelling, "limit": 1})
        except ApiStatusError as error:
            if error.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY):
                return None
            raise
        listed = response.get(INTEGRATION.list_key)
        return [item.get("type") for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []


def connect(settings: Settings) -> Account:
    """Return the account for these settings: one for each in a process, so that all share its connections."""
    with _connecting:
        return _connected(settings)


@cache
def _connected(settings: Settings) -> Account:
    return Account(settings)


_connecting = threading.Lock()
