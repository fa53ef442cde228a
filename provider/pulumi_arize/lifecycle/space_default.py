"""The verbs on a space's default LLM integration: a field of the space, which is there and never created."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from ..api.account import Account
from ..api.client import item_path
from ..api.redaction import redacted, redacting
from ..errors import ArizeError, NotFound
from ..model.fields import fields
from ..model.resource_types import SPACE_DEFAULT
from ..model.space_default import DefaultLlmIntegration, SpaceDefaultIntegration
from ..model.traits import FieldTrait
from .diff import patch_changes
from .engine_operation import EngineOperation
from .import_ids import resolve_import_space
from .merge_response import ALL_PATHS, Response
from .repeated_secrets import without_repeated
from .resource_operations import ReadResult, State, Values
from .similarity import resembles_changes
from .state import build_state, state_without_request
from .unknown_value_warnings import warn_of_unknown_values

SETTING = "default_llm_integration"
"""The field of a space. Source: `UpdateSpaceRequest`."""

SPACE_ID = next(name for name, field in fields(SpaceDefaultIntegration).items() if field.has(FieldTrait.IMMUTABLE))
OWN = tuple(fields(DefaultLlmIntegration))
"""What the setting holds."""

STAYS = "%s %r is not released: another resource of this program has it now"

_log = logging.getLogger("pulumi_arize")


class SpaceDefaultLifecycle:
    """The verbs on the default integration of a space. Threads may share it."""

    def __init__(self, account: Account, operation: EngineOperation | None = None, resource: str = "") -> None:
        self._operation = operation or EngineOperation()
        self._resource = resource
        self._account = account
        self._client = account.client

    def create(self, inputs: Values) -> tuple[str, State]:
        """Set the default; the resource has the space's id. Raises ArizeError."""
        with self._error_context("set", inputs):
            response = self._set(inputs[SPACE_ID], inputs, {})
        self._operation.adopt(inputs[SPACE_ID], self._resource)
        return inputs[SPACE_ID], self._state(response, inputs, {})

    def import_(self, import_id: str) -> tuple[str, ReadResult] | None:
        """Return the id and the default of the space that `import_id` names: an id, a name, or `organization/name`.

        Raises ArizeError.
        """
        with self._error_context("import", {SPACE_ID: import_id}):
            space_id = resolve_import_space(self._account, import_id)
        found = self.read(space_id, {SPACE_ID: import_id}, ())
        return (space_id, found) if found else None

    def read(self, item_id: str, state: Values, named: Collection[str]) -> ReadResult | None:
        """Return what the space has, None where it has no default or is gone. Raises ArizeError."""
        del named
        with self._error_context("read", state):
            setting = self._get(item_id)
        if not setting:
            return None
        found = self._state(Response({SPACE_ID: item_id, **setting}), state, state)
        return ReadResult(found, {name: found[name] for name in (*OWN, SPACE_ID) if name in found})

    def update(self, item_id: str, state: Values, inputs: Values) -> State:
        """Set the default anew, where it differs. Raises ArizeError."""
        if not patch_changes(SPACE_DEFAULT, state, inputs):
            return state_without_request(SPACE_DEFAULT, state, inputs, b"")
        with self._error_context("set", inputs):
            response = self._set(item_id, inputs, state)
        return self._state(response, inputs, state)

    def delete(self, item_id: str, state: Values) -> None:
        """Release the space; a default that somebody else has set since stays. Raises ArizeError.

        So does one that another resource of this operation has by now.
        """
        if self._operation.is_adopted(item_id, self._resource):
            _log.warning(STAYS, SPACE_DEFAULT.title, item_id)
            return
        with self._error_context("release", state):
            setting = self._get(item_id)
            if setting and not patch_changes(SPACE_DEFAULT, self._seen(item_id, setting, state), _own(state)):
                self._release(item_id)

    def _get(self, space_id: str) -> dict[str, Any] | None:
        try:
            setting = self._client.request("GET", item_path(SPACE_DEFAULT.path, space_id)).get(SETTING)
        except NotFound:
            return None
        return setting if isinstance(setting, dict) else None

    def _set(self, space_id: str, inputs: Values, state: Values) -> Response:
        def is_set() -> dict[str, Any] | None:
            found = self._get(space_id)
            return {"id": space_id, SETTING: found} if found and self._is_applied(found, state, inputs) else None

        setting = {name: inputs[name] for name in OWN}
        response = self._client.request(
            "PATCH", item_path(SPACE_DEFAULT.path, space_id), {SETTING: setting}, look=is_set
        )
        answered = response.get(SETTING)
        return Response({SPACE_ID: space_id, **(answered if isinstance(answered, dict) else {})}, ALL_PATHS)

    def _release(self, space_id: str) -> None:
        def is_released() -> dict[str, Any] | None:
            return None if self._get(space_id) else {"id": space_id}

        self._client.request("PATCH", item_path(SPACE_DEFAULT.path, space_id), {SETTING: None}, look=is_released)

    def _is_applied(self, found: Values, state: Values, inputs: Values) -> bool:
        """Tell whether a space has what is declared, in whatever form."""
        now = self._seen(inputs[SPACE_ID], found, state)
        return resembles_changes(patch_changes(SPACE_DEFAULT, now, inputs), now, state)

    def _seen(self, space_id: str, setting: Values, state: Values) -> State:
        """Return the state with what a space has now."""
        return self._state(Response({SPACE_ID: space_id, **setting}), state, state)

    def _state(self, response: Response, sent: Values, old_state: Values) -> State:
        document = without_repeated(SPACE_DEFAULT, response.document, sent, self._client.secrets)
        merged = build_state(SPACE_DEFAULT, Response(document, response.sent_paths), sent, old_state, b"")
        for path, answered in merged.unknown_values.items():
            warn_of_unknown_values(".".join(path), answered)
        return merged.state

    @contextmanager
    def _error_context(self, verb: str, values: Values) -> Iterator[None]:
        """Say of an error what was tried, and on which space."""
        with redacting(self._client.secrets):
            try:
                yield
            except ArizeError as error:
                said = redacted(str(error))
                raise ArizeError(f"cannot {verb} the {SPACE_DEFAULT.title} {values.get(SPACE_ID)!r}: {said}") from None


def _own(values: Values) -> dict[str, Any]:
    """Return what is declared, without what only a state holds."""
    return {name: values.get(name) for name in (*OWN, SPACE_ID)}
