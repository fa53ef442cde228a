"""The verbs on one integration. Errors are ArizeErrors that name the verb and the resource."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress

from ..api.account import Account
from ..api.listing import Document
from ..api.redaction import redacted, redacting
from ..api.retries import may_have_been_applied
from ..casing import called
from ..errors import ApiError, ArizeError, NotFound, Refused
from ..model.fields import fields
from ..model.provider_options import ANSWERED
from ..model.resource_types import ResourceType
from ..model.secret_fields import secrets_in_fields
from ..model.traits import Model
from ..safe_json import laid_over
from .check import PROTECTION
from .creation import FIRST_PAUSE, LONGEST_PAUSE, Creation
from .diff import changes, patch_body
from .engine_operation import CREATOR, Operation, called_resource
from .find_existing import adoptable, name_is_taken, taken_by
from .import_ids import imported_id
from .merge_response import EVERYTHING, Answered
from .repeated_secrets import without_repeated
from .resource_operations import Found, State, Values
from .response_forms import as_sent
from .retained_secrets import ADOPT, KEPT, kept_by_server
from .similarity import resembles, resembles_changes
from .state import redeclared, state_of, unsent_state
from .timestamps import moment_of
from .unknown_value_warnings import tell_of_strange

IN_DOUBT: Mapping[str, str] = {
    "create": "it may exist now: the next `pulumi up` then says that its name is taken, and how to adopt it",
    "adopt": "it may be changed already: run `pulumi up` again",
    "update": "it may be changed already: run `pulumi up` again, or `pulumi refresh` to see what it is now",
}
"""What to do where an answer was lost, and what it was about could not be found out."""

LAG = 6.0
"""Seconds that a read may lag behind a write of an earlier operation."""

AT_ONCE = 0.01
"""Seconds for another read where the first was answered with what was there before the last write."""

STAYS = "%s (%s) is not deleted: another resource of this program has it now"

_log = logging.getLogger("pulumi_arize")


class IntegrationLifecycle:
    """The verbs on an integration of one kind in one account. Threads may share it."""

    def __init__(
        self, kind: ResourceType, account: Account, operation: Operation | None = None, resource: str = ""
    ) -> None:
        self._operation = operation or Operation()
        self._resource = resource
        self._kind = kind
        self._account = account
        self._collection = account.collections[kind]

    def create(self, declared: Values) -> tuple[str, State]:
        """Create what is declared, or adopt it; return its id and state. Raises ArizeError."""
        with self._trying("adopt" if declared.get(ADOPT) else "create", declared):
            model = self._model(declared)
            answer = self._adopt(model, declared) if declared.get(ADOPT) else self._post(model, declared)
        return str(answer.document["id"]), self._state(answer, declared, {})

    def adoption(self, declared: Values) -> str:
        """Say what `create` will do to the integration that it adopts. Raises ArizeError where it will not adopt it.

        Many at once are looked up in pages of the list.
        """
        with self._trying("adopt", declared):
            found = adoptable(self._account, self._kind, declared, self._account.readers[self._kind].read)
            self._operation.expect(str(found["id"]), self._resource)
            differences = changes(self._kind, found, declared)
            patch_body(self._model(declared), declared, differences)  # says what cannot be sent
        paths = [called(".".join(change.path)) for change in differences]
        changed = f"it changes {', '.join(f'`{path}`' for path in paths)}" if paths else "it changes nothing"
        called_here = called_resource(self._resource, self._kind.title)
        return f"{called_here}: adopts the existing integration {declared[ADOPT]!r} and creates none; {changed}"

    def imported(self, wanted: str) -> tuple[str, Found] | None:
        """Return the id and what the server has of what `wanted` names: an id, a name, or `type/name`.

        Raises ArizeError.
        """
        with self._trying("import", {"name": wanted}):
            item_id = imported_id(self._account, self._kind, wanted)
        answer = self._get(item_id, {"name": wanted})
        if answer is None:
            return None
        state = {name: value for name, value in self._state(Answered(answer), {}, {}).items() if name != ANSWERED}
        inputs = redeclared(self._kind.variants(state), state, ())
        kept = kept_by_server(self._kind.model_for(state), inputs, state)
        return item_id, Found(state, {**inputs, **({KEPT: kept} if kept else {})})

    def read(self, item_id: str, state: Values, named: Collection[str]) -> Found | None:
        """Return what the server has, None where it is gone. Raises ArizeError.

        `state` is the last known one; `named` are the paths that its declaration named.
        """
        with self._trying("read", state):
            answer = self._read(item_id, state)
        if answer is None:
            self._operation.forget(item_id, self._resource)
            return None
        self._operation.see(item_id)
        self._operation.note_creator(answer)
        model = self._kind.model_for(state) or self._kind.model_for(answer)
        found = self._state(Answered(answer), as_sent(model, state), state)
        own = {name: found[name] for name in fields(self._kind.options) if name in found}
        inputs = redeclared(self._kind.variants(found), as_sent(model, found), named)
        return Found(found, inputs | own)

    def update(self, item_id: str, state: Values, declared: Values) -> State:
        """Make the resource what is declared; return its state. Nothing is sent where nothing differs.

        Raises ArizeError.
        """
        with self._trying("update", declared), self._keeping(state):
            try:
                answer = self._patch(item_id, self._model(declared), state, declared)
            except NotFound as error:
                raise ArizeError(f"{error}; if it was deleted outside, `pulumi refresh` drops it") from None
        if not answer.asked:
            return unsent_state(self._kind, state, declared, self._account.settings.keyed_with)
        return self._state(answer, declared, state)

    def delete(self, item_id: str, state: Values) -> None:
        """Delete the resource; one that is gone already is as good as deleted. Raises ArizeError.

        One that another resource of this operation has by now stays.
        """
        if self._operation.is_taken(item_id, self._resource):
            _log.warning(STAYS, called_resource(self._resource, self._kind.title), item_id)
            return
        with self._trying("delete", state):
            if state.get(PROTECTION):
                raise ArizeError(f"`{called(PROTECTION)}` is on: turn it off and run `pulumi up` first")
            with suppress(NotFound):
                self._collection.delete(item_id)
        self._operation.forget(item_id, self._resource)
        self._account.forget_dialect()

    def _read(self, item_id: str, state: Values) -> Document | None:
        """Return what the server has, and nothing older than the last write, as far as a moment of patience helps.

        What this operation has made is not waited for: the engine reads nothing back that it has just written.
        """
        found = self._found(self._account.readers[self._kind].read, item_id)
        if not self._is_behind(found, state):
            return found
        written = max(moment_of(state, "created_at"), moment_of(state, "updated_at"))
        left = 0.0 if self._operation.has_made(item_id) else written + LAG - self._account.client.clock.now()
        patience = max(min(left, LAG), AT_ONCE if found else 0.0)
        for _ in self._account.client.pauses(0.0 if found else FIRST_PAUSE, LONGEST_PAUSE, patience):
            found = self._found(self._collection.get, item_id)
            if not self._is_behind(found, state):
                break
        return found

    @staticmethod
    def _found(read: Callable[[str], Document], item_id: str) -> Document | None:
        try:
            return read(item_id)
        except NotFound:
            return None

    @staticmethod
    def _is_behind(found: Document | None, state: Values) -> bool:
        """Tell whether a read has found nothing, or what was there before the last write."""
        return found is None or moment_of(found, "updated_at") < moment_of(state, "updated_at")

    def _model(self, declared: Values) -> type[Model]:
        model = self._kind.model_for(declared)
        if model is None:
            raise ArizeError(
                f"no {self._kind.title} has the {self._kind.discriminator} "
                f"{declared.get(self._kind.discriminator or '')!r}"
            )
        return model

    def _get(self, item_id: str, values: Values) -> Document | None:
        """Return what the server has, None where it is gone. Raises ArizeError."""
        with self._trying("read", values):
            return self._found(self._account.readers[self._kind].read, item_id)

    def _post(self, model: type[Model], declared: Values) -> Answered:
        def is_declared(item: Document) -> bool:
            return resembles(self._kind, item, declared)

        answer = Creation(self._account, self._kind, self._operation, declared, is_declared).run(model)
        self._account.forget_dialect()
        user = answer.get(CREATOR)
        self._operation.make(str(answer["id"]), self._resource, str(user) if user else None)
        return Answered(answer, EVERYTHING)

    def _patch(self, item_id: str, model: type[Model], state: Values, declared: Values) -> Answered:
        """Send what differs from `state`; return the answer, or the state where nothing does."""
        found = changes(self._kind, state, declared)
        body = patch_body(model, declared, found)
        if not body:
            return Answered(state)

        def patched() -> Document | None:
            answer = self._collection.get(item_id)
            return answer if self._is_applied(answer, state, declared) else None

        with self._naming(declared):
            try:
                answer = self._collection.patch(item_id, model, body, declared, patched)
            except ApiError as error:
                # a look that finds a difference is no proof: it does not see the keys
                error.outcome_unknown = may_have_been_applied(error)
                raise
        self._account.forget_dialect()
        return Answered(answer, [change.path for change in found])

    def _is_applied(self, answer: Document, state: Values, declared: Values) -> bool:
        """Tell whether a server has what is declared, in whatever form; its keys are those that it had."""
        now = self._state(Answered(answer), as_sent(self._kind.model_for(state), state), state)
        return resembles_changes(changes(self._kind, now, declared), now, state)

    def _adopt(self, model: type[Model], declared: Values) -> Answered:
        found = adoptable(self._account, self._kind, declared, self._collection.get)
        self._operation.take(str(found["id"]), self._resource)
        return self._patch(str(found["id"]), model, found, declared)

    def _state(self, answer: Answered, sent: Values, before: Values) -> State:
        merged = state_of(
            self._kind, self._shown(answer, sent, before), sent, before, self._account.settings.keyed_with
        )
        with self._keeping(sent):
            for path, answered in merged.strange.items():
                tell_of_strange(".".join(path), answered)
        return merged.state

    def _shown(self, answer: Answered, sent: Values, before: Values) -> Answered:
        """Return an answer without what it repeats of the secrets of this resource and of its account."""
        own = (
            secret for values in (sent, before) for secret in secrets_in_fields(self._kind.model_for(values), values)
        )
        secrets = {*self._account.client.secrets, *own}
        document = without_repeated(self._kind, answer.document, laid_over(before, sent), secrets)
        return Answered(document, answer.asked)

    @contextmanager
    def _naming(self, declared: Values) -> Iterator[None]:
        """Say of a conflict who holds the name."""
        try:
            yield
        except Refused as error:
            if name_is_taken(error):
                error.hint = taken_by(self._account, self._kind, str(declared.get("name")), "")
            raise

    def _keeping(self, values: Values) -> AbstractContextManager[None]:
        """Keep the secrets among the values out of what is shown."""
        return redacting([*self._account.client.secrets, *secrets_in_fields(self._kind.model_for(values), values)])

    @contextmanager
    def _trying(self, verb: str, values: Values) -> Iterator[None]:
        """Say of an error what was tried, and on which resource."""
        with self._keeping(values):
            try:
                yield
            except ArizeError as error:
                in_doubt = isinstance(error, ApiError) and error.outcome_unknown
                said = "; ".join([redacted(str(error)), *([IN_DOUBT[verb]] if in_doubt and verb in IN_DOUBT else [])])
                raise ArizeError(f"cannot {verb} {self._kind.title} {values.get('name')!r}: {said}") from None
