"""Random refactorings of random stacks: the server always holds what is declared, each integration once.

REFACTORINGS is how many programs, on the embedded engine; REFACTORING_SEED is the first seed.
REFACTORING_ENGINE=pulumi runs them on the real one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.e2e.engines import missing
from tests.e2e.project import Project
from tests.share import share

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import Stack, StackSession

from .conftest import CHECKOUT
from .randomly import Refactored, Tally
from .stacks import Deployer, EmbeddedStack, RealStack

PROGRAMS = int(os.environ.get("REFACTORINGS", share(300, 20)))
FIRST_SEED = int(os.environ.get("REFACTORING_SEED", "1"))
PARTS = min(4, PROGRAMS)
"""How many tests share the programs, so that workers can."""

ENOUGH = 20
"""Programs among which some need advice, whatever the seeds are."""

ENGINE = os.environ.get("REFACTORING_ENGINE", "embedded")


def stacks(folder: Path, emulator: Emulator, session: StackSession) -> tuple[Deployer, Deployer]:
    """Return two new stacks over one account."""
    names = ("one", "two")
    if ENGINE == "embedded":
        one, two = (EmbeddedStack(Stack(session, emulator, folder, name, "refactored")) for name in names)
        return one, two
    project = Project(folder, ENGINE, emulator, "refactored", {"PYTHONPATH": CHECKOUT})
    return RealStack(project, names[0]), RealStack(project, names[1])


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_random_refactorings(part: int, tmp_path: Path, emulator: Emulator, pulumi_session: StackSession) -> None:
    """Whatever is done to programs and states, and two stacks of one account, nothing is lost and nothing is twice."""
    if reason := missing(ENGINE):
        pytest.skip(reason)
    tally, broken = Tally(), []
    for seed in range(FIRST_SEED + part, FIRST_SEED + PROGRAMS, PARTS):
        try:
            Refactored(seed, emulator, stacks(tmp_path / f"{seed}", emulator, pulumi_session), tally).run()
        except AssertionError as error:  # noqa: PERF203 - the others are run all the same: a soak counts
            broken.append(f"REFACTORING_SEED={seed} REFACTORINGS=1: {error}")
    sys.stderr.write(f"{tally}; broken promises {len(broken)}\n")
    assert not broken, "\n\n".join(broken)
    assert tally.advice or PROGRAMS < ENOUGH, "no refactoring has needed advice: the seeds show too little"
