"""The operations on a resource that has a name and a collection of its own in the API: nearly every resource."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from contextlib import suppress
from typing import ClassVar

from ..api import collections
from ..api.active_secrets import redacting
from ..api.collections import Document
from ..api.retries import may_have_been_applied
from ..casing import camel
from ..errors import ApiError, ArizeError, NotFound, join_sentences
from ..model.fields import fields
from ..model.provider_options import RESPONSE_FORMS, ContainerOptions
from ..model.traits import Model
from ..safe_json import Values
from ..unknown import UNKNOWN, has_unknown
from .contents import describe_contents
from .creation import FIRST_PAUSE, LONGEST_PAUSE, Creation
from .deletion_protection import PROTECTION, is_protected
from .diff import Change, changes_after_post, is_applied, patch_changes
from .engine_operation import CREATED_BY
from .find_existing import find_adoptable, read_or_none, resolve_import_id
from .merge_response import ALL_PATHS, Response
from .name_conflicts import name_conflict_hint, name_not_free_hint, name_owner
from .request_bodies import patch_body
from .resource_lifecycle import ResourceLifecycle
from .response_forms import as_sent
from .retained_secrets import ADOPT, RETAINED, retained_after_import
from .setting_claims import claim_settings, is_declared_apart
from .state import ReadResult, State, inputs_from_state
from .timestamps import timestamp

MAX_READ_DELAY = 6.0
"""Seconds for which a read may lag behind a write of an earlier operation."""

MIN_PATIENCE = 0.01
"""Seconds for another read where the first returned what was there before the last write."""

NOT_DELETED = "%s (%s) is not deleted: another resource of this program has it now"
SAME_REPLACEMENT = "%s (%s) is not deleted: its replacement has the same id"

_log = logging.getLogger("pulumi_arize")


class NamedResourceLifecycle(ResourceLifecycle):
    """The operations on the resources of one type. All of them raise OperationError."""

    creation: ClassVar[type[Creation]] = Creation

    @property
    def _collection(self) -> collections.Collection:
        return self._account.collections[self._resource_type]

    def _read_batched(self, item_id: str) -> Document:
        """Return a resource, read in a page with others. Raises NotFound."""
        return self._account.readers[self._resource_type].read(item_id)

    def create(self, inputs: Values) -> tuple[str, State]:
        """Create or adopt a resource; return its id and state."""
        response = self._adopt(inputs) if inputs.get(ADOPT) else self._post(inputs)
        return str(response.document["id"]), self._state(response, inputs, {})

    def prepare_adoption(self, inputs: Values) -> str:
        """Claim the resource that `create` will adopt; return a sentence that says what it will change of that."""
        parent, existing = self._resource_type.parent, f"the existing {self._resource_type.title} {inputs[ADOPT]!r}"
        is_type_known = self._resource_type.model_for(inputs) is not None
        if not is_type_known or (parent and inputs.get(parent.name) is UNKNOWN):  # the update will look for it
            return f"{self._label}: adopts {existing} and creates none"
        with self._operation_errors("adopt", inputs.get("name"), inputs):
            document = find_adoptable(self._account, self._resource_type, inputs, self._read_batched)
            self._operation.expect_adoption(str(document["id"]), self._resource)
            claim_settings(self._resource_type, str(document["id"]), inputs, self._operation, self._resource)
            changes = patch_changes(self._resource_type, document, inputs)
            patch_body(self._model(inputs), document, inputs, changes)  # raises for what cannot be sent
        return f"{self._label}: adopts {existing} and creates none; {_effect(changes)}"

    def import_(self, import_id: str) -> tuple[str, ReadResult] | None:
        """Return the id, the state and the inputs of what `import_id` names, None where it is gone.

        `import_id` is an id, a name, or `prefix/name`, where the prefix is a type or what the name is unique in.
        """
        with self._operation_errors("import", import_id, {}):
            item_id = resolve_import_id(self._account, self._resource_type, import_id)
            document = read_or_none(self._read_batched, item_id)
        if document is None:
            return None
        self._operation.record_imported(item_id, self._resource)
        state = self._state(Response(document), {}, {})
        state.pop(RESPONSE_FORMS, None)
        inputs = inputs_from_state(self._resource_type.variants(state), state, ())
        retained = retained_after_import(self._resource_type.model_for(state), inputs, state)
        return item_id, ReadResult(state, {**inputs, **({RETAINED: retained} if retained else {})})

    def read(self, item_id: str, state: Values, named: Collection[str]) -> ReadResult | None:
        """Return the state and the inputs that the server has, None where the resource is gone.

        `state` is the old state; `named` are the paths of the old inputs.
        """
        with self._operation_errors("read", state.get("name"), state):
            document = self._read_current(item_id, state)
        if document is None:
            self._operation.record_deleted(item_id, self._resource)
            return None
        self._operation.record_seen(item_id)
        self._operation.record_stack_user(document)
        model = self._resource_type.model_for(state) or self._resource_type.model_for(document)
        new_state = self._state(Response(document), as_sent(model, state), state)
        options = {name: new_state[name] for name in fields(self._resource_type.options) if name in new_state}
        inputs = inputs_from_state(self._resource_type.variants(new_state), as_sent(model, new_state), named)
        return ReadResult(new_state, inputs | options)

    def update(self, item_id: str, state: Values, inputs: Values) -> State:
        """Send what differs between the state and the inputs, if anything; return the new state."""
        with redacting(self._secrets_of(state)):
            response = self._patch("update", item_id, state, inputs)
        if not response.sent_paths:
            return self._state_without_request(state, inputs)
        return self._state(response, inputs, state)

    def delete(self, item_id: str, state: Values) -> None:
        """Delete the resource, unless it is gone already, or a resource of this operation adopts or imports it."""
        if self._operation.belongs_to_another(item_id, self._resource):
            _log.warning(NOT_DELETED, self._label, item_id)
            return
        if self._operation.has_adopted_or_imported(item_id, self._resource):
            _log.warning(SAME_REPLACEMENT, self._label, item_id)
            return
        with self._operation_errors("delete", state.get("name"), state):
            if is_protected(self._resource_type, state):
                raise ArizeError(self._describe_protection(item_id))
            with suppress(NotFound):
                self._collection.delete(item_id)
        self._operation.record_deleted(item_id, self._resource)
        self._account.forget_reads()

    def guard_replacement(self, item_id: str, state: Values) -> str:
        """Return a warning about what is deleted with the resource that is replaced; empty where nothing is."""
        if is_protected(self._resource_type, state):
            with self._operation_errors("replace", state.get("name"), state):
                raise ArizeError(self._describe_protection(item_id))
        contents = self._describe_contents(item_id)
        return f"{self._label}: the replacement deletes it first, unless it is retained; {contents}" if contents else ""

    def _describe_protection(self, item_id: str) -> str:
        turn_off = f"`{camel(PROTECTION)}` is on: turn it off and run `pulumi up` first"
        return join_sentences(turn_off, self._describe_contents(item_id))

    def _describe_contents(self, item_id: str) -> str:
        is_container = issubclass(self._resource_type.options, ContainerOptions)
        return describe_contents(self._account, self._resource_type, item_id) if is_container else ""

    def _read_current(self, item_id: str, state: Values) -> Document | None:
        """Return what the server has, None where it is gone; a read that may lag behind the last write is repeated.

        One of what this operation has created is not: the engine reads nothing that it has just written.
        """
        document = read_or_none(self._read_batched, item_id)
        if not _is_stale(document, state):
            return document
        patience = 0.0 if self._operation.has_created(item_id) else self._time_until_visible(state)
        patience = max(patience, MIN_PATIENCE if document else 0.0)
        for _ in self._account.client.retries.pauses(0.0 if document else FIRST_PAUSE, LONGEST_PAUSE, patience):
            document = read_or_none(self._collection.get, item_id)
            if not _is_stale(document, state):
                break
        return document

    def _time_until_visible(self, state: Values) -> float:
        """Return the seconds until every read shows the last write."""
        written_at = max(timestamp(state, "created_at"), timestamp(state, "updated_at"))
        return min(written_at + MAX_READ_DELAY - self._account.client.clock.now(), MAX_READ_DELAY)

    def _model(self, inputs: Values) -> type[Model]:
        model = self._resource_type.model_for(inputs)
        if model is None:
            raise ArizeError(
                f"no {self._resource_type.title} has the {self._resource_type.discriminator} "
                f"{inputs.get(self._resource_type.discriminator or '')!r}"
            )
        return model

    def _post(self, inputs: Values) -> Response:
        creation = self.creation(self._account, self._resource_type, self._operation, inputs)
        with self._operation_errors("create", inputs.get("name"), inputs, creation.conflict_hint):
            document = self._set_after_post(creation, creation.run(self._model(inputs)), inputs)
        self._account.forget_reads()
        user = document.get(CREATED_BY)
        self._operation.record_created(str(document["id"]), self._resource, str(user) if user else None)
        claim_settings(self._resource_type, str(document["id"]), inputs, self._operation, self._resource)
        return Response(document, ALL_PATHS)

    def _set_after_post(self, creation: Creation, created: Document, inputs: Values) -> Document:
        """Set what the POST does not take; return the resource. It is deleted again where that fails."""
        item_id, changes = str(created["id"]), changes_after_post(self._model(inputs), created, inputs)
        if not changes:
            return created
        try:
            body = patch_body(self._model(inputs), created, inputs, changes)
            return self._send_patch(item_id, body, created, inputs)
        except ApiError as error:
            is_deleted = not creation.is_response_lost and self._is_deleted(item_id)
            error.outcome_unknown = error.outcome_unknown and not is_deleted
            outcome = "is deleted again" if is_deleted else f"exists now: give its id {item_id!r} to `adopt`"
            error.hint = join_sentences(error.hint, f"the {self._resource_type.title} was created and {outcome}")
            raise

    def _is_deleted(self, item_id: str) -> bool:
        """Delete what has just been created, with nothing in it; tell whether it is gone."""
        try:
            self._collection.delete(item_id)
        except ApiError as error:
            return isinstance(error, NotFound)
        return True

    def _adopt(self, inputs: Values) -> Response:
        with self._operation_errors("adopt", inputs.get("name"), inputs):
            document = find_adoptable(self._account, self._resource_type, inputs, self._collection.get)
            self._operation.record_adopted(str(document["id"]), self._resource)
            claim_settings(self._resource_type, str(document["id"]), inputs, self._operation, self._resource)
        return self._patch("adopt", str(document["id"]), document, inputs)

    def _patch(self, operation: str, item_id: str, old_state: Values, inputs: Values) -> Response:
        """Send what differs from the old state; return the response, or the old state where nothing differs."""

        def conflict_hint() -> str:
            """Return who has the new name; an empty text where the conflict is not about the name."""
            if inputs.get("name") == old_state.get("name"):
                return ""
            owner = name_owner(self._account, self._resource_type, inputs)
            if owner and owner[1].get("id") == item_id:
                return ""
            former_name = str(old_state.get("name"))
            not_free = name_not_free_hint(owner, inputs, self._operation, self._resource, former_name)
            return not_free or name_conflict_hint(owner, inputs)

        with self._operation_errors(operation, inputs.get("name"), inputs, conflict_hint):
            changes = [
                change
                for change in patch_changes(self._resource_type, old_state, inputs)
                if change.new is not None  # a setting that has moved to a resource of its own is not cleared
                or not is_declared_apart(self._resource_type, item_id, change.path[0], self._operation, self._resource)
            ]
            body = patch_body(self._model(inputs), old_state, inputs, changes)
            if not body:
                return Response(old_state)
            document = self._send_patch(item_id, body, old_state, inputs)
        self._account.forget_reads()
        return Response(document, [change.path for change in changes])

    def _send_patch(self, item_id: str, body: Values, old_state: Values, inputs: Values) -> Document:
        def read_if_applied() -> Document | None:
            document = self._collection.get(item_id)
            return document if self._is_applied(document, old_state, inputs) else None

        try:
            return self._collection.patch(item_id, self._model(inputs), body, read_if_applied)
        except ApiError as error:
            # a difference in what was read proves nothing: keys are not returned
            error.outcome_unknown = may_have_been_applied(error)
            raise

    def _is_applied(self, document: Document, old_state: Values, inputs: Values) -> bool:
        """Tell whether a document has the inputs, in whatever form; its keys are not returned."""
        sent = as_sent(self._resource_type.model_for(old_state), old_state)
        owned = {name: None for name in inputs if name in fields(self._model(inputs))}
        new_state = self._state(Response(document), {**owned, **sent}, old_state)
        return is_applied(patch_changes(self._resource_type, new_state, inputs), new_state, old_state)


def _effect(changes: Collection[Change]) -> str:
    """Return what an adoption will change, in words.

    An immutable field that is not known yet must turn out to be what the resource has. Any other may turn out to be so.
    """
    sent = [change for change in changes if not change.replaces]
    unknown = [change for change in sent if has_unknown(change.new)]
    known = [change for change in sent if change not in unknown]
    effect = f"it changes {_paths(known)}" if known else "it changes nothing"
    return f"{effect}; not known yet, so compared in the update: {_paths(unknown)}" if unknown else effect


def _paths(changes: Iterable[Change]) -> str:
    return ", ".join(f"`{camel('.'.join(change.path))}`" for change in changes)


def _is_stale(document: Document | None, state: Values) -> bool:
    """Tell whether a read has found nothing, or what was there before the last write."""
    return document is None or timestamp(document, "updated_at") < timestamp(state, "updated_at")
