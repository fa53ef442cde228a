"""Many integrations in one stack, while the server fails now and then in each of its ways."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.declarations import CASES, FIRST
from tests.e2e.engines import Outcome
from tests.e2e.life import places
from tests.e2e.project import Project, resource

from arize_emulator import AnyFault, DropConnection, Emulator, FaultRule, Slow, Status, Truncate

from .killable_engines import Underway

SHARE = 0.05
FAULTS: tuple[AnyFault, ...] = (
    Status(status=429, retry_after=1),
    Status(status=502),
    Status(status=503),
    Status(status=504),
    Status(status=502, when="after"),
    Status(status=504, when="after"),
    DropConnection(),
    DropConnection(when="after"),
    DropConnection(how="reset", when="after"),
    Truncate(keep=20),
    Slow(chunk=200, pause=0.01),
)
SETTINGS = {"maxRetryDelay": "0.5"}
"""The defaults, but for shorter waits: what fails here fails at random and not for a time."""
SAMPLED = 0.1
"""Seconds between two measurements of the memory of the provider and at what is shown."""
SHOWN = re.compile(r"\b(?:created|deleted)\b")
"""What an engine says of a resource that is done."""


@dataclass(frozen=True)
class Done:
    """What an operation came to."""

    operation: str
    outcome: Outcome
    seconds: float
    requests: Counter[str]
    faults: int
    at_first_step: int
    """How many requests the server had received when the first resource was shown as done."""
    memory: int
    """The most that the provider held, in KiB; 0 where it cannot be seen."""

    def __str__(self) -> str:
        sent = sum(self.requests.values())
        methods = ", ".join(f"{method} {count}" for method, count in sorted(self.requests.items()))
        return (
            f"{self.operation}: exit {self.outcome.code}, {self.seconds:.1f} s, {sent} requests ({methods}), "
            f"{self.faults} with a fault, {self.at_first_step} before the first resource was shown as done, "
            f"provider at most {self.memory / 1024:.0f} MiB"
        )


def rules(turn: int) -> list[FaultRule]:
    """Return a rule for each fault; another turn strikes other requests."""
    return [
        FaultRule(share=SHARE, seed=turn * len(FAULTS) + number, fault=fault) for number, fault in enumerate(FAULTS)
    ]


class Load:
    """A stack of `count` integrations."""

    def __init__(self, folder: Path, engine: str, emulator: Emulator, count: int) -> None:
        self.emulator = emulator
        self._project = Project(folder, engine, emulator)
        spaces = places(emulator)
        cases = [CASES[number % len(CASES)] for number in range(count)]
        self.declared = {
            f"{case.name}-{number}": (case.kind, {**case.args(FIRST, spaces), "name": f"Number {number}"})
            for number, case in enumerate(cases)
        }
        self._project.declare(resource(kind, name, **args) for name, (kind, args) in self.declared.items())
        for key, value in SETTINGS.items():
            self._project.engine.set_config(f"arize:{key}", value)

    def run(self, operation: str) -> Done:
        """Run an operation while the server fails."""
        self.emulator.clear_requests()
        at_first_step = memory = 0
        with self.emulator.faults(*rules(0)):
            begun = time.monotonic()
            underway = Underway(self._project.engine, operation)
            while underway.is_running:
                time.sleep(SAMPLED)
                memory = max(memory, underway.provider_memory())
                if not at_first_step and SHOWN.search(underway.output):
                    at_first_step = len(self.emulator.requests)
            outcome = underway.wait()
        requests = self.emulator.requests
        methods = Counter(request.method for request in requests)
        faults = sum(bool(request.fault) for request in requests)
        return Done(operation, outcome, time.monotonic() - begun, methods, faults, at_first_step, memory)
