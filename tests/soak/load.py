"""Many integrations in one stack, while the server fails now and then in each of its ways."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.declarations import CASES, FIRST
from tests.e2e.engines import PASSPHRASE, STACK
from tests.e2e.life import places
from tests.e2e.project import Project, resource

from pulumi_arize.testing.emulator import Drop, Emulator, Rule, Slow, Status, Truncate
from pulumi_arize.testing.emulator.faults import AnyFault
from pulumi_arize.testing.engine import Result, Stack
from pulumi_arize.testing.engine.processes import Child, Launch
from pulumi_arize.testing.engine.steps import Event, StepDone

from .underway import PROVIDER

SHARE = 0.05
FAULTS: tuple[AnyFault, ...] = (
    Status(status=429, retry_after=1),
    Status(status=502),
    Status(status=503),
    Status(status=504),
    Status(status=502, when="after"),
    Status(status=504, when="after"),
    Drop(),
    Drop(when="after"),
    Drop(how="reset", when="after"),
    Truncate(keep=20),
    Slow(chunk=200, pause=0.01),
)
RULES = [Rule(share=SHARE, seed=seed, fault=fault) for seed, fault in enumerate(FAULTS)]
SETTINGS = {"maxRetryDelay": "0.5"}
"""The defaults, but for shorter waits: what fails here fails at random and not for a time."""
SAMPLED = 0.1
"""Seconds between two looks at the memory of the provider."""


@dataclass
class Watch:
    """Starts processes, and follows the memory of those that are providers, in KiB."""

    launch: Launch
    sizes: list[int] = field(default_factory=list)

    def start(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Child:
        """Start a command."""
        child = self.launch(command, folder, environment)
        if any(PROVIDER.decode() in word for word in command):
            threading.Thread(target=self._follow, args=(child,), daemon=True).start()
        return child

    def _follow(self, child: Child) -> None:
        while child.poll() is None and (size := resident(child.pid)):
            self.sizes.append(size)
            time.sleep(SAMPLED)


@dataclass(frozen=True)
class Done:
    """What an operation came to."""

    verb: str
    result: Result
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
            f"{self.verb}: exit {self.result.exit_code}, {self.result.seconds:.1f} s, {sent} requests ({methods}), "
            f"{self.faults} with a fault, provider at most {self.memory / 1024:.0f} MiB"
        )


class Load:
    """A stack of `count` integrations."""

    def __init__(self, folder: Path, emulator: Emulator, launch: Launch, count: int) -> None:
        self.emulator = emulator
        project = Project(folder, "embedded", emulator)
        spaces = places(emulator)
        cases = [CASES[number % len(CASES)] for number in range(count)]
        self.declared = {
            f"{case.name}-{number}": (case.kind, {**case.args(FIRST, spaces), "name": f"Number {number}"})
            for number, case in enumerate(cases)
        }
        project.declare(resource(kind, name, **args) for name, (kind, args) in self.declared.items())
        for key, value in SETTINGS.items():
            project.engine.set_config(f"arize:{key}", value)
        self._watch = Watch(launch)
        self._first = 0
        self._stack = Stack(
            folder,
            STACK,
            backend=project.engine.backend,
            passphrase=PASSPHRASE,
            env=project.engine.environment,
            launch=self._watch.start,
            listener=self._hear,
        )

    def run(self, verb: str) -> Done:
        """Run an operation while the server fails."""
        self.emulator.clear_requests()
        self._watch.sizes.clear()
        self._first = 0
        operation: Callable[[], Result] = getattr(self._stack, verb)
        with self.emulator.faults(*RULES):
            result = operation()
        requests = self.emulator.requests
        methods = Counter(request.method for request in requests)
        faults = sum(bool(request.fault) for request in requests)
        return Done(verb, result, methods, faults, self._first, max(self._watch.sizes, default=0))

    def _hear(self, event: Event) -> None:
        if isinstance(event, StepDone) and not self._first:
            self._first = len(self.emulator.requests)


def resident(pid: int) -> int:
    """Return the memory that a process holds, in KiB; 0 where that cannot be seen. Source: `proc(5)`."""
    return next(_resident(pid), 0)


def _resident(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                yield int(line.split()[1])
