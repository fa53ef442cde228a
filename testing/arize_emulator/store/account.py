"""An account: its contents, the rules that hold between them, and the lock under which they are read and changed."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from pulumi_arize.model.enums import IntegrationType

from ..errors import Conflict, Forbidden, NotFound
from ..request_context import request_context
from . import persistence
from .access import Access
from .clock import Clock, written
from .ids import new_id, require_id
from .records import REVOKED, ApiKey, Integration, Organization, Record, Space, Store, T
from .seed_data import USER_ID, seeded

ENTITLEMENT = "REMOTE_EVALUATORS"
REQUIRED_PLAN = "ENTERPRISE"

SPACE_DEFAULTS = ("default_llm_integration", "default_agent_runtime")
"""The fields of a space that name an integration."""

MAX_LAG = 60.0
"""Seconds for which the account remembers its past states."""

USE_NOTED_AFTER = timedelta(minutes=1)
"""How old the noted time of a key's last use gets."""

_TITLES: Mapping[type[Record], str] = {
    Integration: "integration",
    Organization: "organization",
    Space: "space",
    ApiKey: "API key",
}


@dataclass(frozen=True)
class PastState:
    """A record's state before a change; None: it did not exist."""

    until: float
    kind: type[Record]
    id: str
    record: Record | None


@dataclass(eq=False)
class Account:
    """An account in memory, or in the file `path`."""

    contents: Store
    clock: Clock
    path: Path | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)
    """To be held for every read and change: requests and tests come from different threads."""
    history: deque[PastState] = field(default_factory=deque)
    """The records' states before the latest changes, oldest first."""

    @classmethod
    def open(cls, path: Path | None = None, clock: Clock | None = None) -> Account:
        """Return the account in the file `path`, or a new one with its seed data; ValueError for another file."""
        clock = clock or Clock()
        account = cls((persistence.load(path) if path else None) or seeded(clock), clock, path)
        account.save()
        return account

    def save(self) -> None:
        """Write the contents to the account's file, if it has one."""
        if self.path:
            persistence.save(self.path, self.contents)

    def reset(self) -> None:
        """Return to the seed data and the machine's time."""
        self.clock.reset()
        self.contents = seeded(self.clock)
        self.history.clear()
        self.save()

    def next_number(self) -> int:
        """Return a number that is higher for everything created later."""
        self.contents.last_number += 1
        return self.contents.last_number

    def new_id(self, what: str) -> str:
        """Return an ID for an object inside a record."""
        return new_id(what, self.next_number())

    @property
    def user(self) -> str:
        """The ID of the user who sends the current request."""
        return request_context().user or USER_ID

    @property
    def access(self) -> Access:
        """What the key of the current request may read and change."""
        return Access(self.contents, request_context().roles, self.user)

    @property
    def visible(self) -> Store:
        """The contents without what the key of the current request may not read."""
        return self.access.visible()

    def require_access(self, record: Record) -> None:
        """Check that the key of the current request may create, change or delete the record; Forbidden otherwise."""
        if not self.access.may_change(record):
            raise Forbidden("the roles of the key do not allow this")

    def authenticate(self, key: str) -> ApiKey | None:
        """Return the API key of a request, and note its use; None where it opens nothing."""
        with self.lock:
            now = self.clock.moment()
            record = next((item for item in self.contents.api_keys.values() if item.opens(key, written(now))), None)
            if record and (record.last_used_at or "") < written(now - USE_NOTED_AFTER):
                self.set(record, {"last_used_at": written(now)})
            return record

    def add(self, record: Record) -> None:
        """Store a new record."""
        self._remember(record)
        self.contents.table(type(record))[record.id] = record
        self.save()

    def set(self, record: Record, changes: Mapping[str, Any]) -> None:
        """Set fields of a record."""
        self._remember(record)
        for name, value in changes.items():
            setattr(record, name, value)
        self.save()

    def discard(self, record: Record) -> None:
        """Delete a record, and nothing else."""
        self._remember(record)
        del self.contents.table(type(record))[record.id]
        self.save()

    def new_integration(self, type_: str, values: dict[str, object]) -> Integration:
        """Return a new integration, which is not stored yet."""
        number, now = self.next_number(), self.clock.now()
        what = "".join(part.capitalize() for part in type_.split("_")) + "Integration"
        return Integration(new_id(what, number), number, type_, values, now, now, self.user)

    def change(self, record: Integration, values: dict[str, object]) -> None:
        """Set the integration's values; `updated_at` moves if they differ."""
        if values != record.values:
            self.set(record, {"values": values, "updated_at": self.clock.now()})

    def delete(self, record: Record) -> None:
        """Delete a record, and what the API deletes together with it."""
        if isinstance(record, Integration):
            self.remove(record)
        elif isinstance(record, Space):
            self.remove_space(record)
        elif isinstance(record, Organization):
            self.remove_organization(record)
        else:
            self.discard(record)

    def remove(self, record: Integration) -> None:
        """Delete the integration, and the defaults of spaces that name it."""
        self.discard(record)
        for space in self.contents.spaces.values():
            named = [name for name in SPACE_DEFAULTS if (getattr(space, name) or {}).get("integration_id") == record.id]
            if named:
                self.set(space, dict.fromkeys(named))

    def remove_space(self, space: Space) -> None:
        """Delete the space, the scopings that name it, and the roles that service keys have in it."""
        settings = self.contents.settings
        self.discard(space)
        for record, left in self._scoped(lambda scoping: scoping.get("space_id") == space.id):
            if left or settings.last_scoping == "account_wide":
                self.change(record, {**record.values, "scopings": left})
            elif settings.last_scoping == "deleted":
                self.remove(record)
        for key in [key for key in self.contents.api_keys.values() if space.id in key.spaces()]:
            self._set_organizations(key, _without_space(key.organizations, space.id))
            if not key.organizations and settings.last_space_of_key == "revoked":
                self.set(key, {"status": REVOKED})

    def remove_organization(self, organization: Organization) -> None:
        """Delete the organization, its spaces, and the integrations and service keys that are for it alone.

        Source: the description of `delete_organization`.
        """
        for space in [space for space in self.contents.spaces.values() if space.organization_id == organization.id]:
            self.discard(space)
        self.discard(organization)
        for record, left in self._scoped(lambda scoping: scoping.get("organization_id") == organization.id):
            if left:
                self.change(record, {**record.values, "scopings": left})
            else:
                self.remove(record)
        for key in list(self.contents.api_keys.values()):
            left = [item for item in key.organizations if item["org_id"] != organization.id]
            if left == key.organizations:
                continue
            if left:
                self._set_organizations(key, left)
            else:
                self.discard(key)

    def _scoped(self, gone: Callable[[Mapping[str, Any]], bool]) -> list[tuple[Integration, list[Any]]]:
        """Return the integrations with a scoping that is gone, each with the scopings that are left."""
        records = list(self.contents.integrations.values())
        pairs = [(record, [item for item in record.scopings if not gone(item)]) for record in records]
        return [(record, left) for record, left in pairs if left != record.scopings]

    def _set_organizations(self, key: ApiKey, organizations: list[Any]) -> None:
        self.set(key, {"bot_user": {**(key.bot_user or {}), "organizations": organizations}})

    @contextmanager
    def at_past_time(self, seconds: float) -> Iterator[None]:
        """Show the account as it was so many seconds ago; the lock must be held."""
        if not seconds:
            yield
            return
        now = self.contents
        self.contents = self._at(time.monotonic() - seconds)
        try:
            yield
        finally:
            self.contents = now

    def _at(self, moment: float) -> Store:
        contents = self.contents.copy()
        for past in reversed(self.history):
            if past.until <= moment:
                break
            table = contents.table(past.kind)
            if past.record is None:
                table.pop(past.id, None)
            else:
                table[past.id] = past.record
        return contents

    def _remember(self, changing: Record) -> None:
        now, record = time.monotonic(), self.contents.table(type(changing)).get(changing.id)
        self.history.append(PastState(now, type(changing), changing.id, replace(record) if record else None))
        while self.history[0].until < now - MAX_LAG:
            self.history.popleft()

    def require_unique_name(self, name: object, type_: str, but: Integration | None = None) -> None:
        """Check that no other integration of the same namespace has the name; Conflict where one has.

        LLM integrations share one namespace over both resources, agents and evaluators another. Source: the
        descriptions of `name` in `CreateLlmIntegrationRequest` and `CreateAgentIntegrationRequest`.
        """
        llm = type_ == IntegrationType.LLM
        for other in self.contents.integrations.values():
            if other is not but and other.is_llm == llm and other.name == name:
                raise Conflict(f"name: another integration of the account has it already ({other.id})")

    def require_entitlement(self, type_: str) -> None:
        """Check that the account's plan includes this type of integration.

        Otherwise Forbidden, which names the entitlement and the plan, as `ForbiddenProblem` does.
        """
        if type_ == IntegrationType.EVALUATOR and not self.contents.settings.remote_evaluators:
            raise Forbidden(
                "the account's plan does not include remote evaluators",
                entitlement=ENTITLEMENT,
                required_plan=REQUIRED_PLAN,
            )

    def find(self, kind: type[T], key: str) -> T:
        """Return the record with this ID; InvalidRequest where that is malformed.

        NotFound where there is none that the key of the current request may read.
        """
        record: T | None = self.visible.table(kind).get(require_id(key, f"the {_TITLES[kind]}'s ID"))
        if record is None:
            raise NotFound(f"there is no {_TITLES[kind]} with this ID")
        return record

    def find_to_change(self, kind: type[T], key: str) -> T:
        """Return the record with this ID; Forbidden where the key of the current request may not change it."""
        record = self.find(kind, key)
        self.require_access(record)
        return record


def _without_space(organizations: list[Any], space_id: str) -> list[Any]:
    """Return the roles without those in one space, and without an organization that has no other space."""
    spaces = [[space for space in item["spaces"] if space["space_id"] != space_id] for item in organizations]
    return [{**item, "spaces": left} for item, left in zip(organizations, spaces, strict=True) if left]
