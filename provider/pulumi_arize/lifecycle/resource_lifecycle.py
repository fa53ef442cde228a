"""What the operations on every resource type share: their errors, and the state that a response makes."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from typing import ClassVar

from ..api.account import Account
from ..api.active_secrets import redacted, redacting
from ..casing import camel
from ..errors import ApiError, ApiStatusError, ArizeError, NotFound, OperationError, join_sentences
from ..model.resource_types import ResourceType
from ..model.secret_fields import secrets_in_fields
from ..safe_json import Values, merge
from .echoed_secrets import without_echoed
from .engine_operation import EngineOperation, resource_label
from .merge_response import Response
from .state import ReadResult, State, build_state, state_without_request

OUTCOME_UNKNOWN: Mapping[str, str] = {
    "create": "it may exist now: the next `pulumi up` then says that its name is taken, and how to adopt it",
    "adopt": "it may be changed already: run `pulumi up` again",
    "set": "it may be changed already: run `pulumi up` again",
    "update": "it may be changed already: run `pulumi up` again, or `pulumi refresh` to see what it is now",
}
"""What to do where a response was lost and the outcome could not be verified, by operation."""

HINTS: Mapping[str, str] = {"update": "if it was deleted outside Pulumi, `pulumi refresh` removes it from the state"}
"""What to do where the resource does not exist, by operation."""

MAX_DESCRIPTION = 120
"""Characters of the description of an unknown value."""

_log = logging.getLogger("pulumi_arize")


class ResourceLifecycle(ABC):
    """The operations on the resources of one type in one account, which raise ArizeError. Threads may share it.

    `resource` is the name of the resource in `operation`.
    """

    outcome_unknown: ClassVar[Mapping[str, str]] = OUTCOME_UNKNOWN

    def __init__(
        self,
        resource_type: ResourceType,
        account: Account,
        operation: EngineOperation | None = None,
        resource: str = "",
    ) -> None:
        self._resource_type = resource_type
        self._account = account
        self._operation = operation or EngineOperation()
        self._resource = resource

    @abstractmethod
    def create(self, inputs: Values) -> tuple[str, State]:
        """Create the resource; return its id and state."""

    @abstractmethod
    def import_(self, import_id: str) -> tuple[str, ReadResult] | None:
        """Return the id, the state and the inputs of what an id or a name names, None where it is gone."""

    @abstractmethod
    def read(self, item_id: str, state: Values, named: Collection[str]) -> ReadResult | None:
        """Return the state and the inputs that the server has, None where the resource is gone.

        `state` is the old state; `named` are the paths of the old inputs.
        """

    @abstractmethod
    def update(self, item_id: str, state: Values, inputs: Values) -> State:
        """Change the resource to the inputs; return its state."""

    @abstractmethod
    def delete(self, item_id: str, state: Values) -> None:
        """Delete the resource."""

    def prepare_adoption(self, inputs: Values) -> str:
        """Claim what a create adopts; return a sentence that says it. Not called where the inputs adopt nothing."""
        raise NotImplementedError(self._resource_type.name)

    def guard_replacement(self, item_id: str, state: Values) -> str:
        """Return what a preview says of a delete for a replacement, empty where nothing is lost; raise to refuse it."""
        del item_id, state
        return ""

    @property
    def _label(self) -> str:
        return resource_label(self._resource, self._resource_type.title)

    def _state(self, response: Response, sent: Values, old_state: Values) -> State:
        """Return the state after a response, without the secrets that the server repeats outside of secret fields."""
        secrets = {*self._secrets_of(sent), *self._secrets_of(old_state)}
        document = without_echoed(self._resource_type, response.document, merge(old_state, sent), secrets)
        key = self._account.settings.fingerprint_key_bytes
        merged = build_state(self._resource_type, Response(document, response.sent_paths), sent, old_state, key)
        with redacting(secrets):
            for path, description in merged.unknown_values.items():
                _warn_of_unknown_value(camel(".".join(path)), redacted(description)[:MAX_DESCRIPTION])
        return merged.state

    def _state_without_request(self, old_state: Values, inputs: Values) -> State:
        key = self._account.settings.fingerprint_key_bytes
        return state_without_request(self._resource_type, old_state, inputs, key)

    def _secrets_of(self, values: Values) -> set[str]:
        """Return the secrets among the values, and those of the account."""
        own = secrets_in_fields(self._resource_type.model_for(values), values)
        return {*self._account.client.secrets, *own}

    @contextmanager
    def _operation_errors(
        self, operation: str, name: object, values: Values, conflict_hint: Callable[[], str] | None = None
    ) -> Iterator[None]:
        """Raise every ArizeError as an OperationError.

        `conflict_hint` returns what to do where the name is taken, or an empty text; it may send requests.
        """
        with redacting(self._secrets_of(values)):
            try:
                yield
            except ArizeError as error:
                name_hint = conflict_hint() if conflict_hint and is_conflict(error) else ""
                hint = redacted(join_sentences(name_hint or error.hint, *self._hints(operation, error)))
                raise OperationError(operation, self._title(name), error, redacted(error.reason), hint) from None

    def _title(self, name: object) -> str:
        """Return what an error calls the resource."""
        return f"{self._resource_type.title} {name!r}"

    def _hints(self, operation: str, error: ArizeError) -> Iterator[str]:
        if isinstance(error, NotFound):
            yield HINTS.get(operation, "")
        if isinstance(error, ApiError) and error.outcome_unknown:
            yield self.outcome_unknown.get(operation, "")


def is_conflict(error: ArizeError) -> bool:
    """Tell whether a request failed because of what exists, such as the owner of its name."""
    return isinstance(error, ApiStatusError) and error.status == HTTPStatus.CONFLICT


@cache
def _warn_of_unknown_value(path: str, description: str) -> None:
    """Warn once in a process, however many resources have the value."""
    _log.warning("the API returns `%s` as %s: the difference is ignored", path, description)
