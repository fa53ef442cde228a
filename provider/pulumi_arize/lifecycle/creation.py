"""One create, and what it has come to where its answer was lost or its name is taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..api.account import Account
from ..api.collections import Document
from ..errors import ApiStatusError
from ..model.resource_types import ResourceType
from ..model.traits import Model
from .diff import post_body
from .engine_operation import CREATED_BY, EngineOperation
from .find_existing import find_similarly_named, holders, is_of_moment, name_conflict_hint, name_is_taken
from .known_values import has_same_discriminator

Values = Mapping[str, Any]

VISIBILITY_DELAY = 10.0
"""Seconds that a list may lag behind a write: so long a name that is taken is looked for, after a lost answer."""

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds between two looks, at first and at most."""

ADOPTION_HINT = (
    'renamed in the program? add `aliases=[pulumi.Alias(name="…")]` with the former name to its options; '
    "in another stack? first `pulumi state delete` it there, or set `retain_on_delete` there; "
    "give its id to `adopt` to take it over, "
)
"""The ways to one that exists, the harmless one first."""


class Creation:
    """The create of what is declared; `is_declared` tells whether a document holds that, as far as it shows."""

    def __init__(
        self,
        account: Account,
        resource_type: ResourceType,
        operation: EngineOperation,
        inputs: Values,
        is_declared: Callable[[Document], bool],
    ) -> None:
        self._account = account
        self._resource_type = resource_type
        self._operation = operation
        self._inputs = inputs
        self._is_declared = is_declared
        self._begun = time.monotonic()
        self._is_open = False
        self._doubtful: list[Document] = []

    def run(self, model: type[Model]) -> Document:
        """Return what was created. Raises ApiError.

        A name that is taken though nobody has it may have been freed meanwhile: then it is sent once more.
        """
        try:
            return self._send(model)
        except ApiStatusError as error:
            if not name_is_taken(error):
                raise
            found = self._poll_for_created() if self._is_open else None
            if found is not None:
                return found
            if self._find_name_owner() is not None:
                self._explain_conflict(error)
                raise
        try:
            return self._send(model)
        except ApiStatusError as error:
            if name_is_taken(error):
                self._explain_conflict(error)
            raise

    def _send(self, model: type[Model]) -> Document:
        body = post_body(model, self._inputs)
        return self._account.collections[self._resource_type].create(model, body, self._find_created)

    def _find_created(self) -> Document | None:
        """Return the one that the lost answer was about: None where there is none, or where that is not certain.

        It bears the name, holds what is declared, was made in the seconds of this create, by this key's user, and no
        resource that is known has it.
        """
        self._is_open = True
        alike = [item for item in self._find_candidates() if self._is_declared(item)]
        begun, ended = self._account.client.clock.bounds(self._begun, time.monotonic())
        certain = [item for item in alike if is_of_moment(item, begun, ended) and self._is_own(item)]
        self._doubtful = alike
        return certain[0] if len(certain) == 1 else None

    def _find_candidates(self) -> Iterator[Document]:
        """Return those that bear the declared name and tag, and are no known resource's."""
        for item in find_similarly_named(self._account, self._resource_type, str(self._inputs.get("name"))):
            if has_same_discriminator(self._resource_type, item, self._inputs) and not self._is_known(
                str(item.get("id"))
            ):
                yield item

    def _is_known(self, item_id: str) -> bool:
        """Tell whether a resource has the id, or it was there before this create was sent."""
        read_before = (one.was_read_before(item_id, self._begun) for one in self._account.collections.values())
        return self._operation.knows(item_id) or any(read_before)

    def _is_own(self, item: Document) -> bool:
        """Tell whether the user of this key may have made it.

        That user is known by what this operation has made. Before it has made anything, it is doubtful that a user has
        made it who has made nothing else of the stack.
        """
        creator, of_stack = item.get(CREATED_BY), self._operation.stack_users
        if self._operation.user:
            return bool(creator == self._operation.user)
        return not of_stack or creator is None or creator in of_stack

    def _poll_for_created(self) -> Document | None:
        """Look until the list shows who has the name: it may lag behind the create itself."""
        for _ in self._account.client.pauses(FIRST_PAUSE, LONGEST_PAUSE, VISIBILITY_DELAY):
            holder, found = (
                self._find_name_owner(),
                self._find_created(),
            )  # in this order: what shows first is looked at second
            if found is not None or holder is not None:
                return found
        return None

    def _find_name_owner(self) -> tuple[ResourceType, Document] | None:
        return next(holders(self._account, self._resource_type, str(self._inputs.get("name"))), None)

    def _explain_conflict(self, error: ApiStatusError) -> None:
        """Say who has the name, and of what cannot be told apart that it was left alone."""
        hint = name_conflict_hint(self._account, self._resource_type, str(self._inputs.get("name")), ADOPTION_HINT)
        ids = ", ".join(str(item["id"]) for item in self._doubtful)
        doubt = f"an answer was lost, and {ids} may be what was made, or somebody else's: nothing was taken; "
        error.hint = f"{doubt if ids else ''}{hint}"
