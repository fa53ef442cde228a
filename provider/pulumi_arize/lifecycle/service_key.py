"""The operations on a service key where they differ: its key is returned once, and names are not unique."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar

from ..api.collections import Document
from ..api.retries import is_retryable
from ..api.service_keys import KEY, SPACE_ID
from ..errors import ApiError, ApiStatusError, InvalidResponse
from ..model.service_key import ServiceKey, ServiceKeySpace
from ..model.traits import Model
from ..safe_json import Values
from .creation import LONGEST_PAUSE, MAX_LIST_DELAY, Creation
from .engine_operation import CREATED_BY
from .expiry import expired_fields
from .merge_response import Response
from .named_resource import NamedResourceLifecycle
from .normalize import walk_objects
from .retained_secrets import ADOPT
from .state import ReadResult, State

OUTCOME_UNKNOWN: Mapping[str, str] = {
    **NamedResourceLifecycle.outcome_unknown,
    "create": "one of this name may exist now whose key nobody knows: revoke it in Arize, then run `pulumi up` again",
}

NO_KEY = "%s (%s) has no `key`: the API returns it at the creation alone; change `rotation` to get another one"
EXPIRED = "%s (%s) has expired: it is treated as deleted, and `pulumi up` creates another one"
REFRESHED = (
    "%s (%s) was refreshed in Arize, and the stack does not know its new key: it is treated as deleted, "
    "and `pulumi up` creates another one; if nobody uses the new key, revoke it in Arize"
)
UNVERIFIED = "a response was lost: one more service key %s may exist, whose key nobody knows; revoke it in Arize: %s"
UNCERTAIN = (
    "the response to a create was lost: it or somebody else may have created %s; none was revoked: check them in Arize"
)

REDACTED_KEY = "redacted_key"
NOT_OF_A_KEY = re.compile(r"[^0-9A-Za-z_-]+")
"""What stands for the parts of a key that are not shown."""

_creating = threading.Lock()
"""Held while a key is created: two creates at once could not tell their keys apart where responses are lost."""

_log = logging.getLogger("pulumi_arize")


class ServiceKeyCreation(Creation):
    """The create of one service key: one whose response is lost has no known key, so it is revoked."""

    _lost = 0
    """The requests whose response was lost, at most."""

    _revoked: frozenset[str] = frozenset()

    _user: object = None
    """The user of this account's key, once a response says it."""

    def run(self, model: type[Model]) -> Document:
        """Return the created key, once those of lost responses are revoked. Raises ApiError.

        Where that leaves none, after an error that no retry follows, the request is repeated once.
        """
        try:
            return self._create(model)
        except ApiError as error:
            if is_retryable(error) or error.outcome_unknown or not self._revoked:
                raise
        return self._create(model)

    def _create(self, model: type[Model]) -> Document:
        try:
            document = self._send(model)
            self._user = document.get(CREATED_BY)
            if not isinstance(document.get(KEY), str) or not document[KEY]:
                self._lost += 1
                raise InvalidResponse("the response has no key")
        except ApiError as error:
            self._revoke_after(error)
            raise
        try:
            self._revoke_lost(document["id"])
        except ApiError as error:
            _log.warning(UNVERIFIED, repr(self._name), error)
        return document

    def _find_created(self) -> None:
        """Count a response that may be lost: another request is sent, whose response tells which user this is."""
        self._lost += 1

    def _revoke_after(self, error: ApiError) -> None:
        """Leave nothing behind; where that cannot be verified, the error says so."""
        try:
            self._revoke_lost()
        except ApiError:
            error.outcome_unknown = True

    def _revoke_lost(self, created_id: str = "") -> None:
        """Revoke what lost responses were about, once the list shows it.

        It shows all of that where it shows the key that was created after it.
        """
        collection = self._account.collections[self._resource_type]
        longest = min(MAX_LIST_DELAY, self._account.settings.request_deadline) if self._lost else 0.0
        for _ in self._account.client.retries.pauses(0.0, LONGEST_PAUSE, longest):
            is_listed = any(item.get("id") == created_id for item in collection.items())
            found = {item["id"] for item in self._find_certain()} - {created_id}
            if len(found | self._revoked) > self._lost:
                _log.warning(UNCERTAIN, ", ".join(sorted(found - self._revoked)))
                return
            for item_id in found - self._revoked:
                collection.delete(item_id)
                self._revoked |= {item_id}
            if is_listed or len(self._revoked) == self._lost:
                return

    def _is_own(self, item: Document) -> bool:
        return item.get(CREATED_BY) == self._user if self._user else super()._is_own(item)


class ServiceKeyLifecycle(NamedResourceLifecycle):
    """The operations on the service keys of an account. All of them raise OperationError."""

    creation = ServiceKeyCreation
    outcome_unknown: ClassVar[Mapping[str, str]] = OUTCOME_UNKNOWN

    def create(self, inputs: Values) -> tuple[str, State]:
        """Create a key, or adopt one without a known key; return its id and state."""
        if inputs.get(ADOPT):
            item_id, state = super().create(inputs)
            _log.warning(NO_KEY, self._label, item_id)
            return item_id, state
        with _creating:
            response = self._post(inputs)
        document = {name: value for name, value in response.document.items() if name != KEY}
        return str(document["id"]), self._state(
            Response(document, response.sent_paths), inputs, {KEY: response.document[KEY]}
        )

    def import_(self, import_id: str) -> tuple[str, ReadResult] | None:
        """Return the id, the state and the inputs of the key that an id or a name names, without its key."""
        found = super().import_(import_id)
        if found:
            _log.warning(NO_KEY, self._label, found[0])
        return found

    def _read_current(self, item_id: str, state: Values) -> Document | None:
        """Return what the server has, None where it is revoked, expired, or has another key."""
        document = super()._read_current(item_id, state) or self._read_in_space(item_id, state)
        if document is None:
            return None
        if expired_fields(self._resource_type, document, self._account.client.clock.now()):
            _log.warning(EXPIRED, self._label, item_id)
            return None
        if was_refreshed(state, document):
            _log.warning(REFRESHED, self._label, item_id)
            return None
        return document

    def _read_in_space(self, item_id: str, state: Values) -> Document | None:
        """Return a key that the list of all keys lacks from that of a space, None where that lacks it too.

        Which keys the list of all keys has is not documented: a key that is taken for gone would be created again. The
        list of a space has those that others have created too, without their roles.
        """
        spaces = (values for _, model, values in walk_objects(ServiceKey, state) if model is ServiceKeySpace)
        space_id = next(spaces, {}).get(SPACE_ID)
        if not isinstance(space_id, str):
            return None
        try:
            keys = self._collection.items({SPACE_ID: space_id})
            return next((key for key in keys if key.get("id") == item_id), None)
        except ApiStatusError as error:
            if error.status in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN):
                return None
            raise


def was_refreshed(state: Values, document: Values) -> bool:
    """Tell whether a document shows the parts of another key than the state has, in whatever form it shows them."""
    key = state.get(KEY)
    return isinstance(key, str) and _may_show(state, key) and not _may_show(document, key)


def _may_show(document: Values, key: str) -> bool:
    """Tell whether a document can be of a key, by the first and the last part of it that it shows."""
    parts = NOT_OF_A_KEY.split(str(document.get(REDACTED_KEY) or ""))
    return key.startswith(parts[0]) and key.endswith(parts[-1])
