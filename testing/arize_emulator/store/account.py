"""An account: its contents, the rules that hold between them, and the lock under which they are read and changed."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pulumi_arize.model.enums import IntegrationType

from ..errors import Conflict, Forbidden, NotFound
from . import persistence
from .clock import Clock
from .ids import new_id, require_id
from .records import Integration, Organization, Space, Store
from .seed_data import seeded

ENTITLEMENT = "REMOTE_EVALUATORS"
REQUIRED_PLAN = "ENTERPRISE"

MAX_LAG = 60.0
"""Seconds for which the account remembers its past states."""

T = TypeVar("T", Organization, Space)


@dataclass(frozen=True)
class PastState:
    """An integration's state before a change; None: it did not exist."""

    until: float
    id: str
    record: Integration | None


@dataclass(eq=False)
class Account:
    """An account in memory, or in the file `path`."""

    contents: Store
    clock: Clock
    path: Path | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)
    """To be held for every read and change: requests and tests come from different threads."""
    history: deque[PastState] = field(default_factory=deque)
    """The integrations' states before the latest changes, oldest first."""

    @classmethod
    def open(cls, path: Path | None = None) -> Account:
        """Return the account in the file `path`, or a new one with its seed data.

        Raises:
            ValueError: The file holds something else.
        """
        clock = Clock()
        account = cls((persistence.load(path) if path else None) or seeded(clock), clock, path)
        account.save()
        return account

    def save(self) -> None:
        """Write the contents to the account's file, if it has one."""
        if self.path:
            persistence.save(self.path, self.contents)

    def reset(self) -> None:
        """Return to the seed data."""
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

    def add_integration(self, type_: str, values: dict[str, object], user: str | None) -> Integration:
        """Store a new integration; its values have been checked."""
        number, now = self.next_number(), self.clock.now()
        what = "".join(part.capitalize() for part in type_.split("_")) + "Integration"
        record = Integration(new_id(what, number), number, type_, values, now, now, user)
        self._remember(record.id)
        self.contents.integrations[record.id] = record
        self.save()
        return record

    def change(self, record: Integration, values: dict[str, object]) -> None:
        """Set the integration's values; `updated_at` moves if they differ."""
        if values != record.values:
            self._remember(record.id)
            record.values = values
            record.updated_at = self.clock.now()
        self.save()

    def remove(self, record: Integration) -> None:
        """Delete the integration, and the defaults of spaces that name it."""
        self._remember(record.id)
        del self.contents.integrations[record.id]
        for space in self.contents.spaces.values():
            for name in ("default_llm_integration", "default_agent_runtime"):
                if (getattr(space, name) or {}).get("integration_id") == record.id:
                    setattr(space, name, None)
        self.save()

    @contextmanager
    def at_past_time(self, seconds: float) -> Iterator[None]:
        """Show the integrations as they were so many seconds ago; the lock must be held."""
        if not seconds:
            yield
            return
        now = self.contents.integrations
        self.contents.integrations = self._at(time.monotonic() - seconds)
        try:
            yield
        finally:
            self.contents.integrations = now

    def _at(self, moment: float) -> dict[str, Integration]:
        integrations = dict(self.contents.integrations)
        for past in reversed(self.history):
            if past.until <= moment:
                break
            if past.record is None:
                integrations.pop(past.id, None)
            else:
                integrations[past.id] = past.record
        return integrations

    def _remember(self, key: str) -> None:
        now, record = time.monotonic(), self.contents.integrations.get(key)
        self.history.append(PastState(now, key, replace(record) if record else None))
        while self.history[0].until < now - MAX_LAG:
            self.history.popleft()

    def require_unique_name(self, name: object, type_: str, but: Integration | None = None) -> None:
        """Check that no other integration of the same namespace has the name.

        LLM integrations share one namespace over both resources, agents and evaluators another. Source: the
        descriptions of `name` in `CreateLlmIntegrationRequest` and `CreateAgentIntegrationRequest`.

        Raises:
            Conflict: Another integration has it.
        """
        llm = type_ == IntegrationType.LLM
        for other in self.contents.integrations.values():
            if other is not but and other.is_llm == llm and other.name == name:
                raise Conflict(f"name: another integration of the account has it already ({other.id})")

    def require_entitlement(self, type_: str) -> None:
        """Check that the account's plan includes this type of integration.

        Raises:
            Forbidden: It does not; the problem names the entitlement and the plan, as `ForbiddenProblem` does.
        """
        if type_ == IntegrationType.EVALUATOR and not self.contents.remote_evaluators:
            raise Forbidden(
                "the account's plan does not include remote evaluators",
                entitlement=ENTITLEMENT,
                required_plan=REQUIRED_PLAN,
            )

    def organization(self, key: str) -> Organization:
        """Return the organization with this ID.

        Raises:
            InvalidRequest: The ID is malformed.
            NotFound: There is no such organization.
        """
        return _by_id(self.contents.organizations, key, "organization")

    def space(self, key: str) -> Space:
        """Return the space with this ID.

        Raises:
            InvalidRequest: The ID is malformed.
            NotFound: There is no such space.
        """
        return _by_id(self.contents.spaces, key, "space")


def _by_id(records: Mapping[str, T], key: str, what: str) -> T:
    record = records.get(require_id(key, f"the {what}'s ID"))
    if record is None:
        raise NotFound(f"there is no {what} with this ID")
    return record
