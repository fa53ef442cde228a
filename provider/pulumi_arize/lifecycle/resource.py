"""The verbs on one resource. Errors are ArizeErrors that name the verb and the resource."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..api.account import Account
from ..errors import ApiError, ArizeError, NotFound
from ..model.kinds import Kind
from .changes import Change, changes, patch_body
from .state import outputs, redeclared

Values = Mapping[str, Any]
State = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What a read found: the state, and the declaration that would say it."""

    state: State
    inputs: State


def diff(kind: Kind, state: Values, declared: Values) -> list[Change]:
    """Return what an update would change; nothing is asked of the server."""
    model = kind.pick(declared)
    return list(changes(model, state, declared)) if model else []


class Lifecycle:
    """The verbs on one kind of resource of one account. Threads may share it."""

    def __init__(self, kind: Kind, account: Account) -> None:
        self._kind = kind
        self._account = account
        self._collection = account.collections[kind]

    def create(self, declared: Values) -> tuple[str, State]:
        """Create what is declared; return its id and state. Raises ArizeError."""
        model = self._kind.pick(declared)
        if model is None:
            raise ArizeError(f"cannot create a {self._kind.title} of an unknown type")
        with self._trying("create", declared):
            answer = self._collection.create(model, declared)
        self._account.forget()
        return answer["id"], outputs(self._kind.pick(answer), answer, declared)

    def read(self, item_id: str, state: Values, named: Collection[str]) -> Found | None:
        """Return what the server has, None where it is gone.

        `state` is the last known one; `named` are the paths that its declaration named. Raises ArizeError.
        """
        with self._trying("read", state):
            try:
                answer = self._account.readers[self._kind].read(item_id)
            except NotFound:
                return None
        model = self._kind.pick(answer)
        found = outputs(model, answer, state)
        return Found(found, redeclared(model, found, named))

    def update(self, item_id: str, state: Values, declared: Values) -> State:
        """Make the resource what is declared; return its state. Nothing is sent where nothing differs.

        Raises ArizeError.
        """
        model = self._kind.pick(declared)
        body = patch_body(model, declared, changes(model, state, declared)) if model else {}
        if model is None or not body:
            return outputs(model, state, declared)
        with self._trying("update", declared):
            answer = self._collection.patch(item_id, model, body, declared)
        self._account.forget()
        return outputs(self._kind.pick(answer), answer, declared)

    def delete(self, item_id: str, state: Values) -> None:
        """Delete the resource; one that is gone already is as good as deleted. Raises ArizeError."""
        with self._trying("delete", state):
            try:
                self._collection.delete(item_id)
            except NotFound:
                return
        self._account.forget()

    @contextmanager
    def _trying(self, verb: str, values: Values) -> Iterator[None]:
        """Say of an error of the API what was tried, and on which resource."""
        try:
            yield
        except ApiError as error:
            raise ArizeError(f"cannot {verb} {self._kind.title} {values.get('name')!r}: {error}") from None
