"""One operation of a stack, timed, with the requests that the server received."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.soak.server import Server

from .project import declare, stack
from .server import take_request_counts


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
        declare(self._engine.folder, self._module, self._count, turn)
        begun = time.perf_counter()
        outcome = self._engine.operate(operation)
        seconds = time.perf_counter() - begun
        if outcome.code != 0:
            raise RuntimeError(f"{operation} of {self._module} failed: {outcome}")
        return Timing(seconds, take_request_counts(self._server) if self._server else Counter())
