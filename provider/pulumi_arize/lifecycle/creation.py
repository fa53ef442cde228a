"""One create, and what it comes to where its response is lost or its name is taken."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress

from ..api.account import Account
from ..api.collections import Document
from ..errors import ApiError, ApiStatusError
from ..model.resource_types import COLLECTION_TYPES, ResourceType
from ..model.traits import Model
from ..safe_json import Values
from .diff import post_body
from .engine_operation import CREATED_BY, EngineOperation
from .find_existing import has_same_parent, immutable_values, may_be, parent_filter
from .resource_lifecycle import is_conflict
from .similarity import matches_inputs, names_match
from .timestamps import timestamp

MAX_LIST_DELAY = 10.0
"""Seconds for which a list may lag behind a write."""

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds between two reads, at first and at most."""

MAX_CLOCK_LAG, MAX_CLOCK_LEAD = 0.2, 0.5
"""Seconds by which the clock of `created_at` may be behind or ahead of the one of the header `Date`."""

ADOPTION_HINT = (
    'renamed in the program? add the former name to its option `aliases`, in Python as `pulumi.Alias(name="…")`; '
    "in another stack? first `pulumi state delete` it there, or set `retainOnDelete` there; "
    "replaced by `--replace` or `pulumi state taint`? set the option `deleteBeforeReplace`, which is on in Python; "
    "left by a `pulumi up` that was interrupted, or made by hand? give its id to `adopt` to take it over, "
)
"""The ways to adopt the resource that has the name, the harmless one first."""

REPLACEMENT_HINT = (
    "the resource that is being replaced has this name: set `deleteBeforeReplace` to true and leave out "
    "`retainOnDelete`, or change the name too"
)
"""What to do where the resource that is replaced is not deleted before."""

SWAP_HINT = "the two swap their names: first give one of them a third name"
"""What to do where each of two resources waits for the name of the other."""


class Creation:
    """The create of one resource with these inputs."""

    def __init__(
        self, account: Account, resource_type: ResourceType, operation: EngineOperation, inputs: Values
    ) -> None:
        self._account = account
        self._resource_type = resource_type
        self._operation = operation
        self._inputs = inputs
        self._name = str(inputs.get("name"))
        self._started = time.monotonic()
        self.is_response_lost = False
        self._uncertain: list[Document] = []

    def run(self, model: type[Model]) -> Document:
        """Return the created resource. Raises ApiError.

        Where the name is taken and no resource has it, it may have been released meanwhile: the request is repeated
        once.
        """
        try:
            return self._send(model)
        except ApiStatusError as error:
            if not is_conflict(error):
                raise
            created = self._poll_for_created() if self.is_response_lost else None
            if created is not None:
                return created
            if self._find_owner() is not None:
                raise
        return self._send(model)

    def conflict_hint(self) -> str:
        """Return what to do about the taken name, and which resources may have been created by this request."""
        owner = self._find_owner()
        if owner and self._operation.replaces(str(owner[1]["id"])):
            return REPLACEMENT_HINT
        not_free = name_not_free_hint(owner, self._inputs, self._operation)
        hint = not_free or name_conflict_hint(owner, self._inputs, ADOPTION_HINT)
        ids = ", ".join(str(item["id"]) for item in self._uncertain)
        doubt = f"the response was lost, and {ids} may be what was created, or somebody else's: nothing was adopted; "
        return f"{doubt if ids else ''}{hint}"

    def _send(self, model: type[Model]) -> Document:
        body = post_body(model, self._inputs)
        return self._account.collections[self._resource_type].create(model, body, self._find_created)

    def _find_created(self) -> Document | None:
        """Return the resource that the lost response was about; None where there is none, or more than one may be."""
        self.is_response_lost = True
        certain = self._find_certain()
        return certain[0] if len(certain) == 1 else None

    def _find_certain(self) -> list[Document]:
        """Return what this create may have made.

        It has the name and the inputs, was created during this create, by the user of this key, and belongs to no known
        resource.
        """
        self._uncertain = [
            item for item in self._find_candidates() if matches_inputs(self._resource_type, item, self._inputs)
        ]
        start, end = self._account.client.clock.bounds(self._started, time.monotonic())
        return [item for item in self._uncertain if was_created_between(item, start, end) and self._is_own(item)]

    def _find_candidates(self) -> Iterator[Document]:
        """Return those with the name and the type of the inputs that belong to no resource of the program."""
        filters = {"name": self._name.strip(), **parent_filter(self._resource_type, self._inputs)}
        for item in self._account.collections[self._resource_type].items(filters):
            if (
                isinstance(item.get("id"), str)
                and names_match(item.get("name"), self._name)
                and may_be(self._resource_type, item, self._inputs)
                and not self._is_known(item["id"])
            ):
                yield item

    def _is_known(self, item_id: str) -> bool:
        """Tell whether the id belongs to a resource, or existed before this create was sent."""
        read_before = (one.was_read_before(item_id, self._started) for one in self._account.collections.values())
        return self._operation.knows(item_id) or any(read_before)

    def _is_own(self, item: Document) -> bool:
        """Tell whether the user of this key may have created the item, as far as the API says who has.

        That user is known from what this operation has created. Before it has created anything, a user who has created
        nothing else of the stack is doubtful.
        """
        if CREATED_BY not in self._resource_type.output_fields():
            return True
        creator, stack_users = item.get(CREATED_BY), self._operation.stack_users
        if self._operation.user:
            return bool(creator == self._operation.user)
        return not stack_users or creator is None or creator in stack_users

    def _poll_for_created(self) -> Document | None:
        """Read the list until it shows what has the name: it may lag behind the create."""
        for _ in self._account.client.retries.pauses(FIRST_PAUSE, LONGEST_PAUSE, MAX_LIST_DELAY):
            # the owner first: once it is listed, the second read lists it too
            owner, created = self._find_owner(), self._find_created()
            if owner or created:
                return created
        return None

    def _find_owner(self) -> tuple[ResourceType, Document] | None:
        return name_owner(self._account, self._resource_type, self._inputs)


def was_created_between(item: Document, start: float, end: float) -> bool:
    """Tell whether a resource was created between two times of the server's clock.

    A time of whole seconds stands for its whole second.
    """
    created = timestamp(item, "created_at")
    return start - MAX_CLOCK_LAG <= created + (created % 1 == 0) and created <= end + MAX_CLOCK_LEAD


def name_owner(account: Account, resource_type: ResourceType, inputs: Values) -> tuple[ResourceType, Document] | None:
    """Return the resource that has the name of the inputs, of any resource type that shares its names.

    One with exactly this name comes before one whose name differs in case or in spaces around it.
    """
    name = inputs.get("name")
    filters = {"name": str(name).strip(), **parent_filter(resource_type, inputs)}
    listed: list[tuple[ResourceType, Document]] = []
    for other in sorted(COLLECTION_TYPES, key=lambda item: item is not resource_type):
        if other.name_scopes & resource_type.name_scopes:
            with suppress(ApiError):
                items = account.collections[other].items(filters)
                listed += ((other, item) for item in items if has_same_parent(other, item, inputs))
    owners = [owner for owner in listed if names_match(owner[1].get("name"), name)]
    return min(owners, key=lambda owner: owner[1].get("name") != name, default=None)


def name_not_free_hint(
    owner: tuple[ResourceType, Document] | None,
    inputs: Values,
    operation: EngineOperation,
    resource: str = "",
    former_name: str = "",
) -> str:
    """Return what to do where another resource of the program has the name of the inputs; else an empty text.

    `resource` is the one with the inputs and `former_name` the name that it has; both are empty where it has no id yet.
    """
    item_id = str(owner[1]["id"]) if owner else ""
    if not item_id or not operation.is_adopted(item_id, resource) or operation.has_created(item_id):
        return ""
    name, is_swapped = str(inputs.get("name")), operation.takes_name(item_id, former_name)
    resolution_hint = SWAP_HINT if is_swapped else "run `pulumi up` again once that has its new name"
    return (
        f"the name {name!r} is still that of {item_id}, which another resource of this program has: {resolution_hint}"
    )


def name_conflict_hint(owner: tuple[ResourceType, Document] | None, inputs: Values, adoption_hint: str = "") -> str:
    """Return which resource outside of the program has the name of the inputs, and what to do."""
    name = str(inputs.get("name"))
    if owner is None:
        return f"the name {name!r} is taken by a resource that this key cannot see: choose another name"
    owner_type, document = owner
    other_name = f" under the name {document['name']!r}" if document.get("name") != name else ""
    immutable = [
        str(value) for _, field, value in immutable_values(owner_type, document, document) if field.enum_values
    ]
    what = " ".join(immutable) or owner_type.title
    return (
        f"the name {name!r} is taken by {document['id']} ({what}, created {document.get('created_at')}){other_name}: "
        f"{adoption_hint}choose another name, or delete that one"
    )
