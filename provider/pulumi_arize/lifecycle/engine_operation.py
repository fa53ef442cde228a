"""The ids and names of the resources in one operation of the engine: no resource adopts or deletes what another has.

A resource that is renamed without an alias, and adopts what it had, has the id of its old state; the engine deletes the
old one afterwards, and only the provider knows that both are the same. A resource is named by its URN, or by its type
and name where the front end has no URN; an empty name is a resource without a known one.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..errors import ArizeError
from .shared_claims import ADOPTS, OWNS, RELEASES, SharedClaims

CLAIMED_ELSEWHERE = (
    "if another stack manages an adopted resource, first run `pulumi state delete` there: "
    "a destroy there would delete what this stack has adopted"
)
"""A warning about other stacks, which no provider knows; it is given once in an operation."""

CREATED_BY = "created_by_user_id"
"""The field with the user who has created a resource."""

RESOLUTION_HINT = "remove `adopt`, or remove the other resource from the program"


class EngineOperation:
    """One operation of an engine, such as `up`. Threads may share it.

    `engine` is the address at which the engine listens, and `server` that of the API, whose ids these are; without an
    engine, claims are not shared with other processes.
    """

    def __init__(self, engine: str = "", server: tuple[str, int] = ("", 0)) -> None:
        self.user: str | None = None
        """The user who has created what this operation has created, None where that is not known."""
        self.stack_users: set[str] = set()
        """The users who have created the resources of the stack whose states are known."""
        self._lock = threading.Lock()
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        self._expected: dict[str, str] = {}
        self._adopted: dict[str, str] = {}
        self._imported: set[tuple[str, str]] = set()
        self._known: set[str] = set()
        self._replaced: set[str] = set()
        self._created: set[str] = set()
        self._has_warned = False
        self._name_by_resource: dict[str, tuple[str, str]] = {}
        self._resource_by_name: dict[tuple[str, str], str] = {}
        self._shared = SharedClaims(engine, server) if engine else None

    def knows(self, item_id: str) -> bool:
        """Tell whether a resource of this operation, or of another one that runs on this machine, has the id."""
        with self._lock:
            is_known = item_id in self._known
        return is_known or (self._shared is not None and self._shared.is_claimed(item_id))

    def record_created(self, item_id: str, resource: str, user: str | None) -> None:
        """Record that a resource has been created, and by which user."""
        self.record_owned(item_id, resource)
        with self._lock:
            self._created.add(item_id)
            self.user = user or self.user

    def record_stack_user(self, state: Mapping[str, Any]) -> None:
        """Record the user who has created a resource of the stack."""
        user = state.get(CREATED_BY)
        if isinstance(user, str):
            with self._lock:
                self.stack_users.add(user)

    def has_created(self, item_id: str) -> bool:
        """Tell whether this operation has created the id."""
        with self._lock:
            return item_id in self._created

    def record_seen(self, item_id: str) -> None:
        """Record an id of the state, whether or not its resource is still in the program."""
        with self._lock:
            self._known.add(item_id)

    def record_owned(self, item_id: str, *resources: str) -> None:
        """Record that a resource of the program has an id, by both names where an alias renames it.

        Raises ArizeError where another resource has it too, adopts it, or has adopted it in this operation.
        """
        with self._lock:
            self._known.add(item_id)
            other = self._expected.get(item_id) or self._adopted.get(item_id, resources[0])
            others = self._owners[item_id] - {*resources, ""} if other in resources else set()
            if not others:
                self._owners[item_id].update(resources)
            if other in resources:  # an engine compares what it has adopted in a later operation only
                self._adopted.pop(item_id, None)
        if others:
            raise ArizeError(
                f"{item_id} is declared twice: {resource_label(min(others))} has it too; "
                "remove one of them from the program"
            )
        if self._shared:
            self._shared.claim(OWNS, item_id)
            other = "" if ADOPTS in self._shared.claims_of_others(item_id) else other
        if other not in resources:
            raise ArizeError(f"{item_id} is declared twice: {resource_label(other)} adopts it; {RESOLUTION_HINT}")

    def record_replaced(self, resource: str) -> None:
        """Record that a resource is about to be replaced, so that its ids may be deleted."""
        with self._lock:
            released = [item_id for item_id, owners in self._owners.items() if resource in owners]
            for item_id in released:
                self._owners[item_id].discard(resource)
            self._replaced.update(released)
        if self._shared:
            for item_id in released:
                self._shared.claim(RELEASES, item_id)

    def is_being_replaced(self, item_id: str) -> bool:
        """Tell whether the id is of a resource that is being replaced, and is not deleted yet."""
        with self._lock:
            return item_id in self._replaced

    def expect_adoption(self, item_id: str, resource: str) -> None:
        """Record that a resource is about to adopt an id, so that it is not deleted before.

        Raises ArizeError where another resource has it already.
        """
        with self._lock:
            self._claim_adoption(item_id, resource)
            self._expected[item_id] = resource

    def adoption_warning(self) -> str:
        """Return the warning before an adoption, at first; after that an empty text."""
        with self._lock:
            was_given, self._has_warned = self._has_warned, True
        return "" if was_given else CLAIMED_ELSEWHERE

    def record_adopted(self, item_id: str, resource: str) -> None:
        """Record that a resource has adopted an id. Raises ArizeError where another resource has it already."""
        with self._lock:
            self._claim_adoption(item_id, resource)
            self._known.add(item_id)
            self._owners[item_id].add(resource)
            self._expected.pop(item_id, None)
            self._adopted[item_id] = resource

    def belongs_to_another(self, item_id: str, resource: str) -> bool:
        """Tell whether another resource of this operation has the id, or is about to adopt it."""
        with self._lock:
            owners = self._owners.get(item_id) or set()
            if item_id in self._expected or (owners and resource not in owners):
                return True
        return self._shared is not None and bool(self._shared.claims_of_others(item_id))

    def record_imported(self, item_id: str, resource: str) -> None:
        """Record that a resource has read an id that its program names, by `import_` or `get`."""
        with self._lock:
            self._imported.add((item_id, resource))

    def has_adopted_or_imported(self, item_id: str, resource: str) -> bool:
        """Tell whether the resource itself has adopted or imported the id in this operation.

        What it then deletes is its own old state, with the same id. A replacement that is created first leaves it, and
        so does an import by a name, which the engine takes for another id.
        """
        with self._lock:
            return bool(resource) and (self._adopted.get(item_id) == resource or (item_id, resource) in self._imported)

    def record_deleted(self, item_id: str, resource: str) -> None:
        """Record that a resource has been deleted."""
        with self._lock:
            self._owners.pop(item_id, None)
            self._adopted.pop(item_id, None)
            self._known.discard(item_id)
            self._replaced.discard(item_id)
            self._release_name(resource)

    def claim_name(self, namespace: str, name: str, resource: str) -> str | None:
        """Claim a name for a resource; return the other resource that has it already, None where none has."""
        with self._lock:
            if self._name_by_resource.get(resource) != (namespace, name):
                self._release_name(resource)
            other = self._resource_by_name.setdefault((namespace, name), resource)
            if other != resource:
                return other
            self._name_by_resource[resource] = namespace, name
            return None

    def claimant(self, namespace: str, name: str) -> str | None:
        """Return the resource that has claimed a name, None where none has."""
        with self._lock:
            return self._resource_by_name.get((namespace, name))

    def has_claimed_name(self, item_id: str, name: str) -> bool:
        """Tell whether a resource with an id has claimed a name."""
        with self._lock:
            claims = (self._name_by_resource.get(owner) for owner in self._owners.get(item_id, ()))
            return any(claim and claim[1] == name for claim in claims)

    def release_name(self, resource: str) -> None:
        """Release the name that a resource has claimed, if any."""
        with self._lock:
            self._release_name(resource)

    def _release_name(self, resource: str) -> None:
        self._resource_by_name.pop(self._name_by_resource.pop(resource, ("", "")), None)

    def _claim_adoption(self, item_id: str, resource: str) -> None:
        """Claim an id for a resource that adopts it. Raises ArizeError where another resource has it already."""
        other = next(iter(sorted(self._owners[item_id] - {resource})), None)
        if other is None and self._shared:
            # claimed before the claims of the others are read: of two processes at least one sees the other
            self._shared.claim(ADOPTS, item_id)
            if self._shared.claims_of_others(item_id):
                self._shared.claim(RELEASES, item_id)
                other = ""
        if other is not None:
            raise ArizeError(f"{item_id} is declared twice: {resource_label(other)} has it already; {RESOLUTION_HINT}")


@cache
def operation_of(engine: str, server: tuple[str, int]) -> EngineOperation:
    """Return the operation of the engine at an address on a server, the same one in the whole process."""
    return EngineOperation(engine, server)


def resource_label(resource: str, unknown: str = "another resource of this program") -> str:
    """Return the name of a resource in a message: not that of its integration, which may be secret."""
    return repr(resource.rpartition("::")[2]) if resource else unknown
