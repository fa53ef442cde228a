"""The verbs on one integration. Errors are ArizeErrors that name the verb and the resource."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress

from ..api.account import Account
from ..api.listing import Document
from ..api.retries import leaves_open
from ..api.secrecy import keeping, shown
from ..errors import ApiError, ArizeError, NotFound, Refused
from ..model.base import Model
from ..model.fields import fields
from ..model.kinds import Kind
from ..model.secrets import secrets_in
from ..property_names import called
from .changes import changes, patch_body
from .check import PROTECTION
from .creation import FIRST_PAUSE, LONGEST_PAUSE, Creation
from .existing import adoptable, moment_of, name_is_taken, taken_by
from .importing import imported_id
from .kept import ADOPT, KEPT, kept_by_server
from .operation import Operation
from .state import redeclared, state_of
from .verbs import Found, State, Values

IN_DOUBT: Mapping[str, str] = {
    "create": "it may exist now: the next `pulumi up` then says that its name is taken, and how to adopt it",
    "adopt": "it may be changed already: run `pulumi up` again",
    "update": "it may be changed already: run `pulumi up` again, or `pulumi refresh` to see what it is now",
}
"""What to do where an answer was lost, and what it was about could not be found out."""

LAG = 6.0
"""Seconds that a read may lag behind a write of an earlier operation."""

STAYS = "%s %r (%s) is not deleted: another resource of this program has it now"

_log = logging.getLogger("pulumi_arize")


class IntegrationLifecycle:
    """The verbs on an integration of one kind in one account. Threads may share it."""

    def __init__(self, kind: Kind, account: Account, operation: Operation | None = None, resource: str = "") -> None:
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
        return str(answer["id"]), self._state(answer, declared, {})

    def adoption(self, declared: Values) -> str:
        """Say what `create` will do to the integration that it adopts. Raises ArizeError where it will not adopt it.

        Many at once are looked up in pages of the list.
        """
        with self._trying("adopt", declared):
            found = adoptable(self._account, self._kind, declared, self._account.readers[self._kind].read)
            self._operation.expect(str(found["id"]), self._resource)
        paths = [called(".".join(change.path)) for change in changes(self._kind, found, declared)]
        changed = f"it changes {', '.join(f'`{path}`' for path in paths)}" if paths else "it changes nothing"
        named = f"{declared.get('name')!r}: adopts the existing integration {declared[ADOPT]!r} and creates none"
        return f"{named}; {changed}"

    def imported(self, wanted: str) -> tuple[str, Found] | None:
        """Return the id and what the server has of what `wanted` names: an id, a name, or `type/name`.

        Raises ArizeError.
        """
        with self._trying("import", {"name": wanted}):
            item_id = imported_id(self._account, self._kind, wanted)
        found = self.read(item_id, {"name": wanted}, ())
        if found is None:
            return None
        kept = kept_by_server(self._kind.pick(found.state), found.inputs, found.state)
        return item_id, Found(found.state, {**found.inputs, **({KEPT: kept} if kept else {})})

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
        found = self._state(answer, state, state)
        own = {name: found[name] for name in fields(self._kind.options) if name in found}
        return Found(found, redeclared(self._kind.pick(answer), found, named) | own)

    def update(self, item_id: str, state: Values, declared: Values) -> State:
        """Make the resource what is declared; return its state. Nothing is sent where nothing differs.

        Raises ArizeError.
        """
        with self._trying("update", declared), self._keeping(state):
            try:
                answer = self._patch(item_id, self._model(declared), state, declared)
            except NotFound as error:
                raise ArizeError(f"{error}; if it was deleted outside, `pulumi refresh` drops it") from None
        return self._state(answer, declared, state)

    def delete(self, item_id: str, state: Values) -> None:
        """Delete the resource; one that is gone already is as good as deleted. Raises ArizeError.

        One that another resource of this operation has by now stays.
        """
        if self._operation.is_taken(item_id, self._resource):
            _log.warning(STAYS, self._kind.title, state.get("name"), item_id)
            return
        with self._trying("delete", state):
            if state.get(PROTECTION):
                raise ArizeError(f"`{called(PROTECTION)}` is on: turn it off and run `pulumi up` first")
            with suppress(NotFound):
                self._collection.delete(item_id)
        self._operation.forget(item_id, self._resource)
        self._account.forget()

    def _read(self, item_id: str, state: Values) -> Document | None:
        """Return what the server has, and nothing older than the last write, as far as a moment of patience helps.

        What this operation has made is not waited for: the engine reads nothing back that it has just written.
        """
        found = self._found(self._account.readers[self._kind].read, item_id)
        if not self._is_behind(found, state):
            return found
        written = max(moment_of(state, "created_at"), moment_of(state, "updated_at"))
        left = 0.0 if self._operation.has_made(item_id) else written + LAG - self._account.client.server_time()
        for _ in self._account.client.pauses(0.0 if found else FIRST_PAUSE, LONGEST_PAUSE, min(left, LAG)):
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
        model = self._kind.pick(declared)
        if model is None:
            raise ArizeError(f"no {self._kind.title} has the {self._kind.tag} {declared.get(self._kind.tag or '')!r}")
        return model

    def _post(self, model: type[Model], declared: Values) -> Mapping[str, object]:
        def is_declared(item: Document) -> bool:
            return not self._differs(item, declared, declared)

        answer = Creation(self._account, self._kind, self._operation, declared, is_declared).run(model)
        self._account.forget()
        user = answer.get("created_by_user_id")
        self._operation.make(str(answer["id"]), self._resource, str(user) if user else None)
        return answer

    def _patch(self, item_id: str, model: type[Model], state: Values, declared: Values) -> Values:
        """Send what differs from `state`; return the answer, or the state where nothing does."""
        body = patch_body(model, declared, changes(self._kind, state, declared))
        if not body:
            return state

        def patched() -> Document | None:
            found = self._collection.get(item_id)
            return None if self._differs(found, state, declared) else found

        with self._naming(declared):
            try:
                answer = self._collection.patch(item_id, model, body, declared, patched)
            except ApiError as error:
                # a look that finds a difference is no proof: it does not see the keys
                error.in_doubt = leaves_open(error)
                raise
        self._account.forget()
        return answer

    def _differs(self, found: Document, written: Values, declared: Values) -> bool:
        """Tell whether what a server has is not what is declared; its keys are those that were `written` to it."""
        return bool(changes(self._kind, self._state(found, written, {}), declared))

    def _adopt(self, model: type[Model], declared: Values) -> Values:
        found = adoptable(self._account, self._kind, declared, self._collection.get)
        self._operation.take(str(found["id"]), self._resource)
        return self._patch(str(found["id"]), model, found, declared)

    def _state(self, answer: Values, written: Values, before: Values) -> State:
        return state_of(self._kind, answer, written, before, self._account.settings.keyed_with)

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
        return keeping(secrets_in(self._kind.pick(values), values))

    @contextmanager
    def _trying(self, verb: str, values: Values) -> Iterator[None]:
        """Say of an error what was tried, and on which resource."""
        with self._keeping(values):
            try:
                yield
            except ArizeError as error:
                in_doubt = isinstance(error, ApiError) and error.in_doubt
                said = "; ".join([shown(str(error)), *([IN_DOUBT[verb]] if in_doubt and verb in IN_DOUBT else [])])
                raise ArizeError(f"cannot {verb} {self._kind.title} {values.get('name')!r}: {said}") from None
