"""One operation of a stack, timed, with the requests that the server received."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.engines import YES, Outcome
from tests.soak.server import Server

from .project import declare, stack
from .server import take_request_counts


def tell(line: str) -> None:
    """Print what has been measured so far: the table comes at the end."""
    sys.stderr.write(f"{line}\n")


@dataclass(frozen=True)
class Timing:
    """The seconds of an operation, and its requests by method."""

    seconds: float
    requests: Mapping[str, int]


class DeployedStack:
    """A stack of `count` integrations of a module."""

    def __init__(self, folder: Path, engine: str, module: str, count: int, server: Server | None = None) -> None:
        self._engine = stack(folder, engine, server.env if server else {})
        self._module = module
        self._count = count
        self._server = server

    def operate(self, operation: str, turn: int) -> Timing:
        """Run an operation, which must succeed, on what is declared in this turn."""
        return self._time(operation, turn, self._engine.operate, operation)

    def run(self, operation: str, *options: str) -> Timing:
        """Run a command, which must succeed, on what is declared at first."""
        return self._time(operation, 0, self._engine.run, operation, *YES, *options)

    def _time(self, operation: str, turn: int, run: Callable[..., Outcome], *arguments: str) -> Timing:
        declare(self._engine.folder, self._module, self._count, turn)
        begun = time.perf_counter()
        outcome = run(*arguments)
        seconds = time.perf_counter() - begun
        if outcome.code != 0:
            raise RuntimeError(f"{operation} of {self._module} failed: {outcome}")
        return Timing(seconds, take_request_counts(self._server) if self._server else Counter())
