"""Random programs on a server that lags, loses responses, has wrong clocks and other busy clients.

All that a program does follows from its seed. Each deployment is an operation of its own, as a new process has it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from arize_emulator import (
    AnyFault,
    DropConnection,
    Emulator,
    FaultRule,
    Lag,
    MovingPages,
    OtherClient,
    Status,
    Truncate,
    WrongClock,
)
from arize_emulator.store.seed_data import OTHER_USER_ID
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.check import claim_unique_name
from pulumi_arize.lifecycle.diff import diff
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.resource_lifecycle import ResourceLifecycle

from .deployed_resource import KINDS, account, canonical
from .strategies import Json

SETTINGS = {"maxRetries": 5, "retryDelay": 0.001, "maxRetryDelay": 0.002, "apiDialect": "current"}
LAG = 0.08
"""Seconds by which a list lags: much less than the product's patience."""
HOURS = 3600.0
NAMES = ("alpha", "beta", "gamma")
KIND_NAMES = ("Integration", "AiIntegration")
LOST: tuple[AnyFault, ...] = (
    DropConnection(),
    DropConnection(when="after"),
    DropConnection(how="reset", when="after"),
    Status(status=502, when="after"),
    Status(status=503),
    Status(status=504, when="after"),
    Truncate(keep=8),
)
DEPLOYMENTS = 3


@dataclass
class Slot:
    """A resource of the program: what is declared, and what the state has of it."""

    name: str
    resource_type: str
    inputs: Json
    id: str = ""
    state: Json = field(default_factory=dict)
    adopt: str = ""
    is_dated: bool = True
    """Whether its moments are right: else its age is not known, and a read that lags gives it up at once."""


@dataclass
class Tally:
    """What came of the programs."""

    programs: int = 0
    deployments: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    refusals: int = 0
    adoptions: int = 0


class Hostile:
    """A program and its life; AssertionError where a promise is broken."""

    def __init__(self, seed: int, emulator: Emulator, tally: Tally) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a seed makes a failure repeatable
        self._emulator = emulator
        self._tally = tally
        self._slots: dict[str, Slot] = {}
        self._theirs: dict[str, Json] = {}
        self._key = 0
        self._account = account(emulator, **SETTINGS)
        self._is_clock_wrong = False
        """Whether moments contradict each other: a read then waits for seconds, which only costs time here."""

    def run(self) -> None:
        """Deploy some random declarations under random faults, then the last one in peace, and destroy it."""
        self._emulator.reset()
        self._add_others()
        for _ in range(DEPLOYMENTS):
            self._change()
            self._deploy(hostile=True)
            self._check()
        for _ in range(2):  # what errors have advised is followed
            self._deploy(hostile=False)
            self._check()
        self._check_all_is_there()
        operation = EngineOperation()
        for slot in self._slots.values():
            if slot.id:
                self._verbs(slot, operation).delete(slot.id, slot.state)
        assert {item["id"] for item in self._emulator.integrations} == self._theirs.keys(), "theirs alone are left"
        self._tally.programs += 1

    def _add_others(self) -> None:
        """Let somebody else have some already, names of the program among them."""
        for name in self._chance.sample([*NAMES, "other 1", "other 2"], 2):
            held = {"type": "LLM", "name": name, "config": {"provider": "OPEN_AI", "api_key": "theirs"}}
            self._emulator.add("integrations", held)
        self._theirs = {item["id"]: item for item in self._emulator.integrations}

    def _change(self) -> None:
        """Declare something else: resources come, change, or go with the next deployment."""
        for name in ("one", "two", "three"):
            if self._chance.random() < 0.6 and not (
                name in self._slots and (self._slots[name].id or self._slots[name].adopt)
            ):
                kind = self._chance.choice(KIND_NAMES)
                self._slots[name] = Slot(name, kind, self._declaration(kind))
            elif name in self._slots and not self._slots[name].adopt and self._chance.random() < 0.4:
                slot = self._slots[name]
                slot.inputs = {**self._declaration(slot.resource_type), "name": slot.inputs["name"]}

    def _declaration(self, kind: str) -> Json:
        self._key += 1
        name = self._chance.choice(NAMES) if self._chance.random() < 0.4 else f"own {self._key}"
        calling = self._chance.random() < 0.5
        config = {"provider": "OPEN_AI", "api_key": f"ours-{self._key}"}
        if kind == "Integration":
            return {"name": name, "config": {**config, "is_function_calling_enabled": calling}}
        return {"name": name, **config, "function_calling_enabled": calling}

    def _let_time_pass(self) -> None:
        """Make everything some seconds older: between two deployments, and before the first, there is that much."""
        for item in self._emulator.integrations:
            created = datetime.fromisoformat(item["created_at"].replace("Z", "+00:00")) - timedelta(seconds=3)
            self._emulator.edit(item["id"], {"created_at": f"{created:%Y-%m-%dT%H:%M:%S}.000Z"})

    def _deploy(self, *, hostile: bool) -> None:
        self._let_time_pass()
        operation = EngineOperation()
        self._account = account(self._emulator, **SETTINGS)
        self._tally.deployments += 1
        slots = list(self._slots.values())
        self._chance.shuffle(slots)
        for slot in slots:
            if slot.id:
                operation.record_owned(slot.id, slot.name)
                operation.record_stack_user(slot.state)
        for slot in slots:
            try:
                with self._trouble(slot, operation) if hostile else self._peace():
                    self._up(slot, operation, checked=not hostile or self._chance.random() < 0.5)
            except ArizeError as error:
                self._refused(slot, str(error))
            if hostile:
                self._note_theirs()

    def _up(self, slot: Slot, operation: EngineOperation, *, checked: bool) -> None:
        resource_type = KINDS[slot.resource_type]
        verbs = self._verbs(slot, operation)
        if slot.id and slot.is_dated and not self._is_clock_wrong and self._chance.random() < 0.4:
            found = verbs.read(slot.id, slot.state, [])
            assert found is not None, "a read says that it is gone, and it is there"
            slot.state = found.state
        inputs = canonical(
            resource_type, {**slot.inputs, **({"adopt": slot.adopt} if slot.adopt and not slot.id else {})}
        )
        if checked and claim_unique_name(resource_type, inputs, operation, slot.name):
            raise ArizeError("found in the check")
        if not slot.id:
            slot.id, slot.state = verbs.create(inputs)
        elif diff(resource_type, slot.state, inputs):
            slot.state = verbs.update(slot.id, slot.state, inputs)
        slot.is_dated = slot.is_dated and not self._is_clock_wrong
        held = self._emulator.get(slot.id)
        calling = slot.inputs.get("config", slot.inputs)
        assert held["api_key"] == calling["api_key"], "the state holds a key that the server does not"

    def _refused(self, slot: Slot, message: str) -> None:
        """Do what the error advises, where its user knows that it is theirs to take."""
        self._tally.refusals += 1
        assert "\n" not in message
        known = {other.id for other in self._slots.values()}
        orphans = [item["id"] for item in self._held_by_nobody(known)]
        named = [item_id for item_id in orphans if item_id in message]
        if named and not slot.id:
            self._tally.adoptions += 1
            slot.adopt = named[0]

    def _held_by_nobody(self, known: set[str]) -> list[Json]:
        self._note_theirs()
        return [
            item for item in self._emulator.integrations if item["id"] not in known and item["id"] not in self._theirs
        ]

    def _note_theirs(self) -> None:
        for item in self._emulator.integrations:
            if item["created_by_user_id"] == OTHER_USER_ID:
                self._theirs.setdefault(item["id"], item)

    @contextmanager
    def _trouble(self, slot: Slot, operation: EngineOperation) -> Iterator[None]:
        rules = [*self._on_posts(slot, operation), *self._on_reads()]
        self._tally.faults.update(rule.fault.kind for rule in rules)
        self._is_clock_wrong = any(isinstance(rule.fault, WrongClock) for rule in rules)
        with self._emulator.faults(*rules):
            yield

    @contextmanager
    def _peace(self) -> Iterator[None]:
        self._is_clock_wrong = False
        yield

    def _on_posts(self, slot: Slot, operation: EngineOperation) -> list[FaultRule]:
        if self._chance.random() < 0.7:
            return [FaultRule(method="P*", nth=1, fault=self._chance.choice(LOST))]
        # one who makes the same can only be distinguished by its creator, which a first create does not know
        knows_users = operation.user is not None or operation.stack_users
        alike = knows_users and self._chance.random() < 0.5
        name = "config" if slot.resource_type == "Integration" else "is"
        calling: Any = slot.inputs.get("config", slot.inputs)
        flag = "is_function_calling_enabled" if name == "config" else "function_calling_enabled"
        other = {"api_key": "theirs"} if alike else {"api_key": "theirs", flag: not calling[flag]}
        fields: Json = {"config": other} if name == "config" else other
        status = self._chance.choice([None, 503, 502])
        return [FaultRule(method="POST", nth=1, fault=OtherClient(fields=fields, status=status))]

    def _on_reads(self) -> list[FaultRule]:
        drawn = self._chance.random()
        if drawn < 0.3:
            return [FaultRule(method="GET", fault=Lag(seconds=LAG))]
        if drawn < 0.5:
            of: Any = self._chance.choice(["date", "documents", "both"])
            seconds = self._chance.choice([-5, 5]) * HOURS
            return [FaultRule(fault=WrongClock(seconds=seconds, of=of))]
        if drawn < 0.7:
            return [FaultRule(method="GET", fault=MovingPages(by=self._chance.choice([-1, 1])))]
        return []

    def _verbs(self, slot: Slot, operation: EngineOperation) -> ResourceLifecycle:
        return lifecycle(KINDS[slot.resource_type], self._account, operation, slot.name)

    def _check(self) -> None:
        """Fail where something was taken, deleted, doubled, or forgotten without a word."""
        self._note_theirs()
        held = {item["id"]: item for item in self._emulator.integrations}
        ids = [slot.id for slot in self._slots.values() if slot.id]
        assert len(ids) == len(set(ids)), "one id, two resources"
        assert not self._theirs.keys() & {*ids}, "taken"
        for item_id, theirs in self._theirs.items():
            assert item_id in held, "theirs is gone"
            assert held[item_id]["api_key"] == theirs["api_key"], "theirs was changed"
        assert {*ids} <= held.keys(), "lost"
        reported = {slot.adopt for slot in self._slots.values()}
        forgotten = held.keys() - {*ids} - self._theirs.keys() - reported
        assert not forgotten, f"created, in no state, and in no error: {forgotten}"

    def _check_all_is_there(self) -> None:
        """Fail unless each resource is there as declared, but for those whose name somebody else has."""
        names = {item["name"]: item["id"] for item in self._emulator.integrations}
        ids = {slot.id for slot in self._slots.values()}
        for slot in self._slots.values():
            assert slot.id or slot.adopt in {"", *ids}, "not adopted, though advised to"
            if slot.id:
                assert names[slot.inputs["name"]] == slot.id
