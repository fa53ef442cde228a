"""The operations on a default of a space: a field of the space, so that a create is an update of that."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from ..api.client import item_path, require_id
from ..errors import NotFound
from ..model.fields import fields
from ..model.resource_types import SPACE, SPACE_DEFAULT
from ..safe_json import Values
from .diff import is_applied, patch_changes
from .find_existing import resolve_import_id
from .merge_response import ALL_PATHS, Response
from .resource_lifecycle import ResourceLifecycle
from .state import ReadResult, State

SPACE_ID = SPACE_DEFAULT.unique_field

NOT_CLEARED = "%s %r is not cleared: another resource of this program has it now"

_log = logging.getLogger("pulumi_arize")


class SpaceDefaultLifecycle(ResourceLifecycle):
    """The operations on a default of a space. All of them raise OperationError."""

    def create(self, inputs: Values) -> tuple[str, State]:
        """Set the default; the resource has the space's id."""
        space_id = inputs[SPACE_ID]
        self._operation.adopt(self._resource_type.claim(space_id), self._resource)
        return space_id, self._state(self._set(space_id, inputs, {}), inputs, {})

    def import_(self, import_id: str) -> tuple[str, ReadResult] | None:
        """Return the id and the default of the space that an id, a name, or `organization/name` names."""
        with self._operation_errors("import", import_id, {}):
            space_id = resolve_import_id(self._account, SPACE, import_id)
        found = self.read(space_id, {SPACE_ID: import_id}, ())
        if not found:
            return None
        self._operation.record_imported(self._resource_type.claim(space_id), self._resource)
        return space_id, found

    def read(self, item_id: str, state: Values, named: Collection[str]) -> ReadResult | None:
        """Return the default that the space has, None where it has none or is gone."""
        del named
        with self._operation_errors("read", state.get(SPACE_ID), state):
            setting = self._get(item_id)
        if not setting:
            return None
        new_state = self._read_state(item_id, setting, state)
        inputs = {name: new_state[name] for name in self._fields if name in new_state}
        return ReadResult(new_state, inputs)

    def update(self, item_id: str, state: Values, inputs: Values) -> State:
        """Set the default again, if it differs."""
        if not patch_changes(self._resource_type, state, inputs):
            return self._state_without_request(state, inputs)
        return self._state(self._set(item_id, inputs, state), inputs, state)

    def delete(self, item_id: str, state: Values) -> None:
        """Clear the default, unless it has been changed outside, or another resource of the program has the space.

        A replacement that is created first has set it already, for the same space, and an import has found it there.
        """
        claim = self._resource_type.claim(item_id)
        if self._operation.is_adopted(claim, self._resource):
            _log.warning(NOT_CLEARED, self._resource_type.title, item_id)
            return
        if self._operation.is_replaced_by_itself(claim, self._resource):
            return
        inputs = {name: state.get(name) for name in self._fields}
        with self._operation_errors("clear", state.get(SPACE_ID), state):
            setting = self._get(item_id)
            if setting and not patch_changes(self._resource_type, self._read_state(item_id, setting, state), inputs):
                self._clear(item_id)

    @property
    def _fields(self) -> Collection[str]:
        return fields(self._resource_type.models[0])

    def _get(self, space_id: str) -> dict[str, Any] | None:
        try:
            space = require_id(self._account.client.request("GET", item_path(self._resource_type.path, space_id)))
        except NotFound:
            return None
        setting = space.get(self._resource_type.setting)
        return setting if isinstance(setting, dict) else None

    def _set(self, space_id: str, inputs: Values, old_state: Values) -> Response:
        def read_if_set() -> dict[str, Any] | None:
            setting = self._get(space_id)
            applied = setting and self._is_applied(setting, old_state, inputs)
            return {"id": space_id, self._resource_type.setting: setting} if applied else None

        body = {self._resource_type.setting: {name: inputs[name] for name in self._fields if name != SPACE_ID}}
        path = item_path(self._resource_type.path, space_id)
        with self._operation_errors("set", inputs.get(SPACE_ID), inputs):
            space = self._account.client.request("PATCH", path, body, read_if_applied=read_if_set)
        setting = space.get(self._resource_type.setting)
        return Response({SPACE_ID: space_id, **(setting if isinstance(setting, dict) else {})}, ALL_PATHS)

    def _clear(self, space_id: str) -> None:
        def read_if_cleared() -> dict[str, Any] | None:
            return None if self._get(space_id) else {"id": space_id}

        path = item_path(self._resource_type.path, space_id)
        body = {self._resource_type.setting: None}
        self._account.client.request("PATCH", path, body, read_if_applied=read_if_cleared)

    def _is_applied(self, setting: Values, old_state: Values, inputs: Values) -> bool:
        """Tell whether a setting has the inputs, in whatever form."""
        new_state = self._read_state(inputs[SPACE_ID], setting, old_state)
        return is_applied(patch_changes(self._resource_type, new_state, inputs), new_state, old_state)

    def _read_state(self, space_id: str, setting: Values, old_state: Values) -> State:
        return self._state(Response({SPACE_ID: space_id, **setting}), old_state, old_state)

    def _title(self, name: object) -> str:
        return f"the {super()._title(name)}"
