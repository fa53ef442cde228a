"""An account, as the lifecycle uses it."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from functools import cache
from http import HTTPStatus

from ..errors import ApiStatusError, NotFound
from ..model.enums import IntegrationType
from ..model.resource_types import COLLECTION_TYPES, INTEGRATION, ORGANIZATION, SERVICE_KEY, SPACE
from ..settings import Dialect, Settings
from .client import Client, items_of
from .collections import Collection
from .read_batching import ReadBatcher
from .service_keys import ServiceKeyCollection


class Account:
    """One account on one server: a client, the dialect of the server, and the collections."""

    def __init__(self, settings: Settings) -> None:
        self.client = Client(settings)
        self.settings = settings
        self._lock = threading.Lock()
        self._detection: Future[Dialect] | None = None
        self._configured: Dialect | None = None if settings.api_dialect == "auto" else settings.api_dialect
        self.collections = {item: Collection(item, self.client, self.dialect) for item in COLLECTION_TYPES}
        self.collections[SERVICE_KEY] = ServiceKeyCollection(SERVICE_KEY, self.client, self.dialect)
        self.organizations, self.spaces = self.collections[ORGANIZATION], self.collections[SPACE]
        self.readers = {item: ReadBatcher(collection) for item, collection in self.collections.items()}

    def dialect(self) -> Dialect:
        """Return the dialect of the server. It is detected once, when a request first needs it.

        Raises ApiError, in all threads that waited for the same detection; the next call detects again.
        """
        return self._configured or self._detected().result()

    def forget_reads(self) -> None:
        """Drop what was read before a write, of every resource type: two share their integrations."""
        for reader in self.readers.values():
            reader.forget()

    def _detected(self) -> Future[Dialect]:
        """Return the detection that is done or under way, else detect in this thread."""
        with self._lock:
            if self._detection and not (self._detection.done() and self._detection.exception()):
                return self._detection
            detection = self._detection = Future()
        try:
            detection.set_result(self._detect())
        except BaseException as error:  # threads that wait must get it, whatever it is
            detection.set_exception(error)
        return detection

    def _detect(self) -> Dialect:
        """List one integration by its type in the current dialect.

        An older server refuses that filter, or ignores it and responds in the legacy dialect. A current server may
        respond in the legacy dialect too, but it does not accept a filter in it.
        """
        member = IntegrationType.LLM
        listed_types = self._list_types(member.value)
        if listed_types is None:
            return "legacy"
        responds_in_legacy = member.legacy in listed_types
        return "legacy" if responds_in_legacy and self._list_types(member.legacy) is not None else "current"

    def _list_types(self, type_filter: str) -> list[object] | None:
        """Return the types of the integrations that a filter by type finds; None where the server refuses it."""
        try:
            response = self.client.request("GET", INTEGRATION.path, params={"type": type_filter, "limit": 1})
        except ApiStatusError as error:
            is_refusal = error.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
            if is_refusal or isinstance(error, NotFound):
                return None
            raise
        return [item.get("type") for item in items_of(response, INTEGRATION.path, INTEGRATION.list_key)]


def connect(settings: Settings) -> Account:
    """Return the account for these settings: one for each in a process, so that all share its connections."""
    with _connecting:
        return _connected(settings)


@cache
def _connected(settings: Settings) -> Account:
    return Account(settings)


_connecting = threading.Lock()
