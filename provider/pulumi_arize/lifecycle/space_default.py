"""The verbs on a space's default LLM integration: a field of the space, which is there and never created."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from ..api.account import Account
from ..api.client import item_path
from ..errors import ArizeError, NotFound
from ..model.base import Mark
from ..model.fields import fields
from ..model.kinds import SPACE_DEFAULT
from ..model.space_default import DefaultLlmIntegration, SpaceDefaultIntegration
from .changes import changes
from .importing import imported_space
from .operation import Operation
from .verbs import Found, State, Values

SETTING = "default_llm_integration"
"""The field of a space. Source: `UpdateSpaceRequest`."""

SPACE_ID = next(name for name, field in fields(SpaceDefaultIntegration).items() if field.has(Mark.IMMUTABLE))
OWN = tuple(fields(DefaultLlmIntegration))
"""What the setting holds."""

STAYS = "%s %r is not released: another resource of this program has it now"

_log = logging.getLogger("pulumi_arize")


class SpaceDefaultLifecycle:
    """The verbs on the default integration of a space. Threads may share it."""

    def __init__(self, account: Account, operation: Operation | None = None, resource: str = "") -> None:
        self._operation = operation or Operation()
        self._resource = resource
        self._account = account
        self._client = account.client

    def create(self, declared: Values) -> tuple[str, State]:
        """Set the default; the resource has the space's id. Raises ArizeError."""
        with _trying("set", declared):
            self._set(declared[SPACE_ID], _own(declared))
        self._operation.take(declared[SPACE_ID], self._resource)
        return declared[SPACE_ID], dict(declared)

    def imported(self, wanted: str) -> tuple[str, Found] | None:
        """Return the id and the default of the space that `wanted` names: an id, a name, or `organization/name`.

        Raises ArizeError.
        """
        with _trying("import", {SPACE_ID: wanted}):
            space_id = imported_space(self._account, wanted)
        found = self.read(space_id, {SPACE_ID: wanted}, ())
        return (space_id, found) if found else None

    def read(self, item_id: str, state: Values, named: Collection[str]) -> Found | None:
        """Return what the space has, None where it has no default or is gone. Raises ArizeError."""
        del named
        with _trying("read", state):
            setting = _own(self._get(item_id))
        if not setting:
            return None
        found = {SPACE_ID: item_id, **setting}
        return Found(found, found)

    def update(self, item_id: str, state: Values, declared: Values) -> State:
        """Set the default anew, where it differs. Raises ArizeError."""
        if changes(SPACE_DEFAULT, state, declared):
            with _trying("set", declared):
                self._set(item_id, _own(declared))
        return dict(declared)

    def delete(self, item_id: str, state: Values) -> None:
        """Release the space; a default that somebody else has set since stays. Raises ArizeError.

        So does one that another resource of this operation has by now.
        """
        if self._operation.is_taken(item_id, self._resource):
            _log.warning(STAYS, SPACE_DEFAULT.title, item_id)
            return
        with _trying("release", state):
            setting = _own(self._get(item_id))
            if setting and setting == _own(state):
                self._set(item_id, None)

    def _get(self, space_id: str) -> dict[str, Any] | None:
        try:
            setting = self._client.request("GET", item_path(SPACE_DEFAULT.path, space_id)).get(SETTING)
        except NotFound:
            return None
        return setting if isinstance(setting, dict) else None

    def _set(self, space_id: str, setting: dict[str, Any] | None) -> None:
        def is_set() -> dict[str, Any] | None:
            return {"id": space_id} if _own(self._get(space_id)) == setting else None

        self._client.request("PATCH", item_path(SPACE_DEFAULT.path, space_id), {SETTING: setting}, look=is_set)


def _own(setting: Values | None) -> dict[str, Any] | None:
    """Return a setting without what only the server knows of it."""
    return {name: setting.get(name) for name in OWN} if setting else None


@contextmanager
def _trying(verb: str, values: Values) -> Iterator[None]:
    """Say of an error what was tried, and on which space."""
    try:
        yield
    except ArizeError as error:
        raise ArizeError(f"cannot {verb} the {SPACE_DEFAULT.title} {values.get(SPACE_ID)!r}: {error}") from None
