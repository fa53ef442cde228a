"""What one operation of the engine knows of ids and names, so that no resource of it takes or deletes another's.

The engine deletes the old entry of a resource that was renamed without an alias after the new one has adopted it: both
have one id, and only the provider can know. A resource is named by its URN, or by its type and name where the front end
sees no URN; an empty name is a resource of which that is not known.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..errors import ArizeError
from .claims import SharedClaims

CLAIMED_ELSEWHERE = (
    "before an adoption, `pulumi state delete` in every other stack what it declares of it: "
    "a destroy there would delete what this stack has adopted"
)
"""What no provider can know of other stacks, and a user must see to; said once."""

CREATED_BY = "created_by_user_id"
"""The field that tells who has made a resource."""

RESOLUTION_HINT = "leave out `adopt`, or take the other resource out of the program"


class EngineOperation:
    """One operation, `up` or another, as the provider processes of one engine know it. Threads share it.

    `engine` is the address at which the engine listens; processes without one know only themselves.
    """

    def __init__(self, engine: str = "") -> None:
        self.user: str | None = None
        """Who has made what this operation has created; None where that is not known."""
        self.stack_users: set[str] = set()
        """Who has made what the stack has, as far as its states are known."""
        self._lock = threading.Lock()
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        self._expected: dict[str, str] = {}
        self._known: set[str] = set()
        self._created: set[str] = set()
        self._has_cautioned = False
        self._names: dict[str, tuple[str, str]] = {}
        self._named: dict[tuple[str, str], str] = {}
        self._shared = SharedClaims(engine) if engine else None

    def knows(self, item_id: str) -> bool:
        """Tell whether any resource that this operation has met has the id."""
        with self._lock:
            return item_id in self._known

    def record_created(self, item_id: str, resource: str, user: str | None) -> None:
        """Note that a resource has been created, and by which user."""
        self.record_owned(item_id, resource)
        with self._lock:
            self._created.add(item_id)
            self.user = user or self.user

    def record_creator(self, state: Mapping[str, Any]) -> None:
        """Note who has made a resource of the stack."""
        user = state.get(CREATED_BY)
        if isinstance(user, str):
            with self._lock:
                self.stack_users.add(user)

    def has_created(self, item_id: str) -> bool:
        """Tell whether this operation has created what has the id."""
        with self._lock:
            return item_id in self._created

    def record_seen(self, item_id: str) -> None:
        """Note an id that a resource of the state has, be it still declared or not."""
        with self._lock:
            self._known.add(item_id)

    def record_owned(self, item_id: str, *resources: str) -> None:
        """Note that a declared resource has an id; of one that is renamed by an alias, both names.

        Raises ArizeError where another resource adopts it.
        """
        with self._lock:
            self._known.add(item_id)
            self._owners[item_id].update(resources)
            other = self._expected.get(item_id, resources[0])
        if self._shared:
            self._shared.own(item_id)
            other = "" if self._shared.others_adopt(item_id) else other
        if other not in resources:
            raise ArizeError(f"{item_id} is declared twice: {resource_label(other)} adopts it; {RESOLUTION_HINT}")

    def replace(self, resource: str) -> None:
        """Note that what a resource has is about to be replaced: it may be deleted."""
        with self._lock:
            released = [item_id for item_id, owners in self._owners.items() if resource in owners]
            for item_id in released:
                self._owners[item_id].discard(resource)
        if self._shared:
            for item_id in released:
                self._shared.release(item_id)

    def expect_adoption(self, item_id: str, resource: str) -> None:
        """Note that a resource is about to adopt an id: nobody may delete it before.

        Raises ArizeError where another resource has it already.
        """
        with self._lock:
            self._require_unclaimed(item_id, resource)
            self._expected[item_id] = resource
        if self._shared:
            self._shared.adopt(item_id)

    def caution(self) -> str:
        """Return what a user must see to before an adoption, once; an empty text after that."""
        with self._lock:
            said, self._has_cautioned = self._has_cautioned, True
        return "" if said else CLAIMED_ELSEWHERE

    def adopt(self, item_id: str, resource: str) -> None:
        """Give an id to a resource that adopts it. Raises ArizeError where another resource has it already."""
        with self._lock:
            self._require_unclaimed(item_id, resource)
            self._known.add(item_id)
            self._owners[item_id].add(resource)
            self._expected.pop(item_id, None)
        if self._shared:
            self._shared.adopt(item_id)

    def is_adopted(self, item_id: str, resource: str) -> bool:
        """Tell whether another resource of this operation has the id, or is about to adopt it."""
        with self._lock:
            owners = self._owners.get(item_id) or set()
            if item_id in self._expected or (owners and resource not in owners):
                return True
        return self._shared is not None and self._shared.others_have(item_id)

    def release(self, item_id: str, resource: str) -> None:
        """Note that a resource has been deleted."""
        with self._lock:
            self._owners.pop(item_id, None)
            self._known.discard(item_id)
            self._release_name(resource)

    def claim_name(self, namespace: str, name: str, resource: str) -> str | None:
        """Give a name to a resource; return the other resource that has it already, where one does."""
        with self._lock:
            if self._names.get(resource) != (namespace, name):
                self._release_name(resource)
            other = self._named.setdefault((namespace, name), resource)
            if other != resource:
                return other
            self._names[resource] = namespace, name
            return None

    def _release_name(self, resource: str) -> None:
        self._named.pop(self._names.pop(resource, ("", "")), None)

    def _require_unclaimed(self, item_id: str, resource: str) -> None:
        other = next(iter(sorted(self._owners[item_id] - {resource})), None)
        if other is None and self._shared and self._shared.others_have(item_id):
            other = ""
        if other is not None:
            raise ArizeError(f"{item_id} is declared twice: {resource_label(other)} has it already; {RESOLUTION_HINT}")


@cache
def operation_of(engine: str) -> EngineOperation:
    """Return the operation of the engine at an address: one for each in a process."""
    return EngineOperation(engine)


def resource_label(resource: str, unknown: str = "another resource of this program") -> str:
    """Return what a message calls a resource of the program: its integration's name may be secret."""
    return repr(resource.rpartition("::")[2]) if resource else unknown
