"""The account: what it holds, found and kept unique, and changed only under its lock."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from pulumi_arize.model.enums import IntegrationType

from ..errors import Conflict, Forbidden, NotFound
from .clock import Clock
from .ids import new_id, require_id
from .records import Integration, Organization, Space, Store

ENTITLEMENT = "REMOTE_EVALUATORS"
REQUIRED_PLAN = "ENTERPRISE"

MAX_LAG = 60.0
"""Seconds for which the account remembers how things were."""


@dataclass(frozen=True)
class PastState:
    """An integration as it was until a moment; None: it was not there."""

    until: float
    id: str
    record: Integration | None


@dataclass
class Account:
    """Contents with the rules that hold between them."""

    contents: Store
    save: Callable[[Store], None]
    """Called after each change."""
    clock: Clock = field(default_factory=Clock)
    lock: threading.RLock = field(default_factory=threading.RLock)
    """Held while anything is read or changed: tests reach in from threads of their own."""
    history: deque[PastState] = field(default_factory=deque)
    """What integrations were before each change of late, oldest first."""

    def next_number(self) -> int:
        """Return a number that grows with everything that is created."""
        self.contents.last_number += 1
        return self.contents.last_number

    def new_id(self, what: str) -> str:
        """Return an ID for something that is no record of its own."""
        return new_id(what, self.next_number())

    def add_integration(self, kind: str, values: dict[str, object], user: str | None) -> Integration:
        """Keep a new integration whose values were checked."""
        number, now = self.next_number(), self.clock.now()
        what = "".join(part.capitalize() for part in kind.split("_")) + "Integration"
        record = Integration(new_id(what, number), number, kind, values, now, now, user)
        self._remember(record.id)
        self.contents.integrations[record.id] = record
        self.save(self.contents)
        return record

    def change(self, record: Integration, values: dict[str, object]) -> None:
        """Give the integration these values; its time of change moves if they differ."""
        if values != record.values:
            self._remember(record.id)
            record.values = values
            record.updated_at = self.clock.now()
        self.save(self.contents)

    def remove(self, record: Integration) -> None:
        """Forget the integration, also where it was a space's default."""
        self._remember(record.id)
        del self.contents.integrations[record.id]
        for space in self.contents.spaces.values():
            for name in ("default_llm_integration", "default_agent_runtime"):
                if (getattr(space, name) or {}).get("integration_id") == record.id:
                    setattr(space, name, None)
        self.save(self.contents)

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
        found = dict(self.contents.integrations)
        for before in reversed(self.history):
            if before.until <= moment:
                break
            if before.record is None:
                found.pop(before.id, None)
            else:
                found[before.id] = before.record
        return found

    def _remember(self, key: str) -> None:
        now, record = time.monotonic(), self.contents.integrations.get(key)
        self.history.append(PastState(now, key, replace(record) if record else None))
        while self.history[0].until < now - MAX_LAG:
            self.history.popleft()

    def require_free(self, name: object, kind: str, but: Integration | None = None) -> None:
        """Check that no other integration of the same namespace has the name.

        LLM integrations share one namespace over both resources, agents and evaluators another. Source: the
        descriptions of `name` in `CreateLlmIntegrationRequest` and `CreateAgentIntegrationRequest`.

        Raises:
            Conflict: One has it.
        """
        llm = kind == IntegrationType.LLM
        for other in self.contents.integrations.values():
            if other is not but and other.is_llm == llm and other.name == name:
                raise Conflict(f"name: another integration of the account has it already ({other.id})")

    def require_evaluators(self, kind: str) -> None:
        """Check that the account's plan has this type of integration.

        Raises:
            Forbidden: It has not; the problem names the entitlement and the plan, as `ForbiddenProblem` does.
        """
        if kind == IntegrationType.EVALUATOR and not self.contents.remote_evaluators:
            raise Forbidden(
                "the account's plan does not include remote evaluators",
                entitlement=ENTITLEMENT,
                required_plan=REQUIRED_PLAN,
            )

    def organization(self, key: str) -> Organization:
        """Return the organization with this ID.

        Raises:
            InvalidRequest: It is no ID.
            NotFound: There is none.
        """
        found = self.contents.organizations.get(require_id(key, "the organization's ID"))
        if found is None:
            raise NotFound("there is no organization with this ID")
        return found

    def space(self, key: str) -> Space:
        """Return the space with this ID.

        Raises:
            InvalidRequest: It is no ID.
            NotFound: There is none.
        """
        found = self.contents.spaces.get(require_id(key, "the space's ID"))
        if found is None:
            raise NotFound("there is no space with this ID")
        return found
