"""The verbs on one integration. Errors are ArizeErrors that name the verb and the resource."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress

from ..api.account import Account
from ..api.collections import Document
from ..api.redaction import redacted, redacting
from ..api.retries import may_have_been_applied
from ..casing import display_name
from ..errors import ApiError, ApiStatusError, ArizeError, NotFound
from ..model.fields import fields
from ..model.provider_options import ANSWERED
from ..model.resource_types import ResourceType
from ..model.secret_fields import secrets_in_fields
from ..model.traits import Model
from ..safe_json import merge
from .check import PROTECTION
from .creation import FIRST_PAUSE, LONGEST_PAUSE, Creation
from .diff import patch_body, patch_changes
from .engine_operation import CREATED_BY, EngineOperation, resource_label
from .find_existing import adoptable, name_conflict_hint, name_is_taken
from .import_ids import resolve_import_id
from .merge_response import ALL_PATHS, Response
from .repeated_secrets import without_repeated
from .resource_operations import ReadResult, State, Values
from .response_forms import as_sent
from .retained_secrets import ADOPT, RETAINED, retained_after_import
from .similarity import resembles, resembles_changes
from .state import build_state, inputs_from_state, state_without_request
from .timestamps import timestamp
from .unknown_value_warnings import warn_of_unknown_values

OUTCOME_UNKNOWN: Mapping[str, str] = {
    "create": "it may exist now: the next `pulumi up` then says that its name is taken, and how to adopt it",
    "adopt": "it may be changed already: run `pulumi up` again",
    "update": "it may be changed already: run `pulumi up` again, or `pulumi refresh` to see what it is now",
}
"""What to do where an answer was lost, and what it was about could not be found out."""

VISIBILITY_DELAY = 6.0
"""Seconds that a read may lag behind a write of an earlier operation."""

AT_ONCE = 0.01
"""Seconds for another read where the first was answered with what was there before the last write."""

NOT_DELETED = "%s (%s) is not deleted: another resource of this program has it now"

_log = logging.getLogger("pulumi_arize")


class IntegrationLifecycle:
    """The verbs on an integration of one kind in one account. Threads may share it."""

    def __init__(
        self,
        resource_type: ResourceType,
        account: Account,
        operation: EngineOperation | None = None,
        resource: str = "",
    ) -> None:
        self._operation = operation or EngineOperation()
        self._resource = resource
        self._resource_type = resource_type
        self._account = account
        self._collection = account.collections[resource_type]

    def create(self, inputs: Values) -> tuple[str, State]:
        """Create what is declared, or adopt it; return its id and state. Raises ArizeError."""
        with self._error_context("adopt" if inputs.get(ADOPT) else "create", inputs):
            model = self._model(inputs)
            response = self._adopt(model, inputs) if inputs.get(ADOPT) else self._post(model, inputs)
        return str(response.document["id"]), self._state(response, inputs, {})

    def describe_adoption(self, inputs: Values) -> str:
        """Say what `create` will do to the integration that it adopts. Raises ArizeError where it will not adopt it.

        Many at once are looked up in pages of the list.
        """
        with self._error_context("adopt", inputs):
            found = adoptable(
                self._account, self._resource_type, inputs, self._account.readers[self._resource_type].read
            )
            self._operation.expect_adoption(str(found["id"]), self._resource)
            differences = patch_changes(self._resource_type, found, inputs)
            patch_body(self._model(inputs), inputs, differences)  # says what cannot be sent
        paths = [display_name(".".join(change.path)) for change in differences]
        changed = f"it changes {', '.join(f'`{path}`' for path in paths)}" if paths else "it changes nothing"
        called_here = resource_label(self._resource, self._resource_type.title)
        return f"{called_here}: adopts the existing integration {inputs[ADOPT]!r} and creates none; {changed}"

    def import_(self, import_id: str) -> tuple[str, ReadResult] | None:
        """Return the id and what the server has of what `import_id` names: an id, a name, or `type/name`.

        Raises ArizeError.
        """
        with self._error_context("import", {"name": import_id}):
            item_id = resolve_import_id(self._account, self._resource_type, import_id)
        response = self._get(item_id, {"name": import_id})
        if response is None:
            return None
        state = {name: value for name, value in self._state(Response(response), {}, {}).items() if name != ANSWERED}
        inputs = inputs_from_state(self._resource_type.variants(state), state, ())
        retained = retained_after_import(self._resource_type.model_for(state), inputs, state)
        return item_id, ReadResult(state, {**inputs, **({RETAINED: retained} if retained else {})})

    def read(self, item_id: str, state: Values, named: Collection[str]) -> ReadResult | None:
        """Return what the server has, None where it is gone. Raises ArizeError.

        `state` is the last known one; `named` are the paths that its declaration named.
        """
        with self._error_context("read", state):
            response = self._read(item_id, state)
        if response is None:
            self._operation.release(item_id, self._resource)
            return None
        self._operation.record_seen(item_id)
        self._operation.record_creator(response)
        model = self._resource_type.model_for(state) or self._resource_type.model_for(response)
        found = self._state(Response(response), as_sent(model, state), state)
        own = {name: found[name] for name in fields(self._resource_type.options) if name in found}
        inputs = inputs_from_state(self._resource_type.variants(found), as_sent(model, found), named)
        return ReadResult(found, inputs | own)

    def update(self, item_id: str, state: Values, inputs: Values) -> State:
        """Make the resource what is declared; return its state. Nothing is sent where nothing differs.

        Raises ArizeError.
        """
        with self._error_context("update", inputs), self._redacting(state):
            try:
                response = self._patch(item_id, self._model(inputs), state, inputs)
            except NotFound as error:
                raise ArizeError(f"{error}; if it was deleted outside, `pulumi refresh` drops it") from None
        if not response.sent_paths:
            return state_without_request(
                self._resource_type, state, inputs, self._account.settings.fingerprint_key_bytes
            )
        return self._state(response, inputs, state)

    def delete(self, item_id: str, state: Values) -> None:
        """Delete the resource; one that is gone already is as good as deleted. Raises ArizeError.

        One that another resource of this operation has by now stays.
        """
        if self._operation.is_adopted(item_id, self._resource):
            _log.warning(NOT_DELETED, resource_label(self._resource, self._resource_type.title), item_id)
            return
        with self._error_context("delete", state):
            if state.get(PROTECTION):
                raise ArizeError(f"`{display_name(PROTECTION)}` is on: turn it off and run `pulumi up` first")
            with suppress(NotFound):
                self._collection.delete(item_id)
        self._operation.release(item_id, self._resource)
        self._account.forget_dialect()

    def _read(self, item_id: str, state: Values) -> Document | None:
        """Return what the server has, and nothing older than the last write, as far as a moment of patience helps.

        What this operation has made is not waited for: the engine reads nothing back that it has just written.
        """
        found = self._read_or_none(self._account.readers[self._resource_type].read, item_id)
        if not self._is_stale(found, state):
            return found
        written = max(timestamp(state, "created_at"), timestamp(state, "updated_at"))
        left = (
            0.0
            if self._operation.has_created(item_id)
            else written + VISIBILITY_DELAY - self._account.client.clock.now()
        )
        patience = max(min(left, VISIBILITY_DELAY), AT_ONCE if found else 0.0)
        for _ in self._account.client.pauses(0.0 if found else FIRST_PAUSE, LONGEST_PAUSE, patience):
            found = self._read_or_none(self._collection.get, item_id)
            if not self._is_stale(found, state):
                break
        return found

    @staticmethod
    def _read_or_none(read: Callable[[str], Document], item_id: str) -> Document | None:
        try:
            return read(item_id)
        except NotFound:
            return None

    @staticmethod
    def _is_stale(found: Document | None, state: Values) -> bool:
        """Tell whether a read has found nothing, or what was there before the last write."""
        return found is None or timestamp(found, "updated_at") < timestamp(state, "updated_at")

    def _model(self, inputs: Values) -> type[Model]:
        model = self._resource_type.model_for(inputs)
        if model is None:
            raise ArizeError(
                f"no {self._resource_type.title} has the {self._resource_type.discriminator} "
                f"{inputs.get(self._resource_type.discriminator or '')!r}"
            )
        return model

    def _get(self, item_id: str, values: Values) -> Document | None:
        """Return what the server has, None where it is gone. Raises ArizeError."""
        with self._error_context("read", values):
            return self._read_or_none(self._account.readers[self._resource_type].read, item_id)

    def _post(self, model: type[Model], inputs: Values) -> Response:
        def is_declared(item: Document) -> bool:
            return resembles(self._resource_type, item, inputs)

        response = Creation(self._account, self._resource_type, self._operation, inputs, is_declared).run(model)
        self._account.forget_dialect()
        user = response.get(CREATED_BY)
        self._operation.record_created(str(response["id"]), self._resource, str(user) if user else None)
        return Response(response, ALL_PATHS)

    def _patch(self, item_id: str, model: type[Model], state: Values, inputs: Values) -> Response:
        """Send what differs from `state`; return the answer, or the state where nothing does."""
        found = patch_changes(self._resource_type, state, inputs)
        body = patch_body(model, inputs, found)
        if not body:
            return Response(state)

        def patched() -> Document | None:
            response = self._collection.get(item_id)
            return response if self._is_applied(response, state, inputs) else None

        with self._explain_conflict(inputs):
            try:
                response = self._collection.patch(item_id, model, body, patched)
            except ApiError as error:
                # a look that finds a difference is no proof: it does not see the keys
                error.outcome_unknown = may_have_been_applied(error)
                raise
        self._account.forget_dialect()
        return Response(response, [change.path for change in found])

    def _is_applied(self, response: Document, state: Values, inputs: Values) -> bool:
        """Tell whether a server has what is declared, in whatever form; its keys are those that it had."""
        now = self._state(Response(response), as_sent(self._resource_type.model_for(state), state), state)
        return resembles_changes(patch_changes(self._resource_type, now, inputs), now, state)

    def _adopt(self, model: type[Model], inputs: Values) -> Response:
        found = adoptable(self._account, self._resource_type, inputs, self._collection.get)
        self._operation.adopt(str(found["id"]), self._resource)
        return self._patch(str(found["id"]), model, found, inputs)

    def _state(self, response: Response, sent: Values, old_state: Values) -> State:
        merged = build_state(
            self._resource_type,
            self._without_repeated_secrets(response, sent, old_state),
            sent,
            old_state,
            self._account.settings.fingerprint_key_bytes,
        )
        with self._redacting(sent):
            for path, answered in merged.unknown_values.items():
                warn_of_unknown_values(".".join(path), answered)
        return merged.state

    def _without_repeated_secrets(self, response: Response, sent: Values, old_state: Values) -> Response:
        """Return an answer without what it repeats of the secrets of this resource and of its account."""
        own = (
            secret
            for values in (sent, old_state)
            for secret in secrets_in_fields(self._resource_type.model_for(values), values)
        )
        secrets = {*self._account.client.secrets, *own}
        document = without_repeated(self._resource_type, response.document, merge(old_state, sent), secrets)
        return Response(document, response.sent_paths)

    @contextmanager
    def _explain_conflict(self, inputs: Values) -> Iterator[None]:
        """Say of a conflict who holds the name."""
        try:
            yield
        except ApiStatusError as error:
            if name_is_taken(error):
                error.hint = name_conflict_hint(self._account, self._resource_type, str(inputs.get("name")), "")
            raise

    def _redacting(self, values: Values) -> AbstractContextManager[None]:
        """Keep the secrets among the values out of what is shown."""
        return redacting(
            [*self._account.client.secrets, *secrets_in_fields(self._resource_type.model_for(values), values)]
        )

    @contextmanager
    def _error_context(self, verb: str, values: Values) -> Iterator[None]:
        """Say of an error what was tried, and on which resource."""
        with self._redacting(values):
            try:
                yield
            except ArizeError as error:
                in_doubt = isinstance(error, ApiError) and error.outcome_unknown
                said = "; ".join(
                    [redacted(str(error)), *([OUTCOME_UNKNOWN[verb]] if in_doubt and verb in OUTCOME_UNKNOWN else [])]
                )
                raise ArizeError(f"cannot {verb} {self._resource_type.title} {values.get('name')!r}: {said}") from None
