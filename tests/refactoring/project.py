"""A project whose program is a list of `Declared`; its stacks are deployed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.e2e.engines import Engine, Outcome
from tests.e2e.project import Project

from arize_emulator import Emulator
from pulumi_embedded.processes import Launch

from .declared import Declared, declare, to_json

CHECKOUT = str(Path(__file__).parents[2])


class RefactoredProject(Project):
    """The project; an engine that is driven from Python runs the program in this process."""

    def __init__(self, folder: Path, engine: str, emulator: Emulator, launch: Launch) -> None:
        super().__init__(folder, engine, emulator, "refactored", {"PYTHONPATH": CHECKOUT})
        self.engine.launch = launch

    def stack(self, name: str) -> Engine:
        """Return another stack of the project."""
        stack = type(self.engine)(self.folder, self.engine.environment, name)
        stack.launch = self.engine.launch
        return stack

    def program(self, resources: Sequence[Declared], stack: Engine | None = None) -> None:
        """Make this the program, for one of the stacks."""
        entries = to_json(resources)
        self.write(resources=entries)
        (stack or self.engine).program = partial(declare, entries)

    def deploy(self, *resources: Declared) -> Outcome:
        """Deploy a program, which must succeed."""
        self.program(resources)
        return self.up()
