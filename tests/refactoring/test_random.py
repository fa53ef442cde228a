"""Random refactorings of random stacks: the server always holds what is declared, each integration once.

REFACTORINGS is how many programs, on the embedded engine; REFACTORING_SEED is the first seed.
REFACTORING_ENGINE=pulumi runs them on the real one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.engines import missing
from tests.e2e.project import Project
from tests.share import share

from pulumi_arize.testing.emulator import Emulator
from pulumi_arize.testing.stack import OperationFailedError, Stack, Workshop

from .conftest import CHECKOUT
from .declared import Declared, declare, to_json
from .randomly import Refactored, Tally

PROGRAMS = int(os.environ.get("REFACTORINGS", share(300, 20)))
FIRST_SEED = int(os.environ.get("REFACTORING_SEED", "1"))
ENGINE = os.environ.get("REFACTORING_ENGINE", "embedded")


class Embedded:
    """A stack in this process."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    def deploy(self, resources: list[Declared]) -> str:
        """Deploy a program; return an empty text, or what its failure says."""
        try:
            self._stack.up(lambda: declare(to_json(resources)))
        except OperationFailedError as error:
            return str(error)
        return ""


class Real:
    """A stack of the `pulumi` command."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def deploy(self, resources: list[Declared]) -> str:
        """Deploy a program; return an empty text, or what its failure says."""
        self._project.declare(to_json(resources))
        outcome = self._project.engine.up()
        return outcome.text if outcome.code else ""


def cases(folder: Path, emulator: Emulator, workshop: Workshop) -> Iterator[tuple[int, tuple[Embedded, Embedded]]]:
    """Return two new stacks for each seed."""
    for seed in range(FIRST_SEED, FIRST_SEED + PROGRAMS):
        if ENGINE == "embedded":
            stacks = [Stack(workshop, emulator, folder / f"{seed}", name, "refactored") for name in ("one", "two")]
            yield seed, (Embedded(stacks[0]), Embedded(stacks[1]))
        else:
            environment = {"PYTHONPATH": CHECKOUT}
            projects = [
                Project(folder / f"{seed}-{name}", ENGINE, emulator, "refactored", environment)
                for name in ("one", "two")
            ]
            yield seed, (Real(projects[0]), Real(projects[1]))  # type: ignore[misc]  # alike


@pytest.mark.soak
def test_random_refactorings(tmp_path: Path, emulator: Emulator, pulumi_workshop: Workshop) -> None:
    """Renames, aliases, moves, other front ends, resources and stacks, adoptions and replacements: nothing is lost."""
    if reason := missing(ENGINE):
        pytest.skip(reason)
    tally, broken = Tally(), []
    for seed, stacks in cases(tmp_path, emulator, pulumi_workshop):
        try:
            Refactored(seed, emulator, stacks, tally).run()
        except AssertionError as error:  # noqa: PERF203 - the others are run all the same: a soak counts
            broken.append(f"REFACTORING_SEED={seed} REFACTORINGS=1: {error}")
    sys.stderr.write(f"{tally}; broken promises {len(broken)}\n")
    assert not broken, "\n\n".join(broken)
    assert tally.advice, "no refactoring has needed advice: the seeds show too little"
