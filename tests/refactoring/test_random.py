"""Random refactorings of random stacks: the server always holds what is declared, each integration once.

REFACTORINGS is how many programs, on the embedded engine; REFACTORING_SEED is the first seed.
REFACTORING_ENGINE=pulumi runs them on the real one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.machine import need_engine
from tests.share import share

from arize_emulator import Emulator
from pulumi_embedded.processes import Launch

from .project import RefactoredProject
from .randomly import Refactorings, Tally

PROGRAMS = int(os.environ.get("REFACTORINGS", share(300, 20)))
FIRST_SEED = int(os.environ.get("REFACTORING_SEED", "1"))
PARTS = min(4, PROGRAMS)
"""How many tests share the programs, so that workers can."""

ENOUGH = 20
"""Programs among which some need advice, whatever the seeds are."""

ENGINE = os.environ.get("REFACTORING_ENGINE", "embedded")


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_random_refactorings(part: int, tmp_path: Path, emulator: Emulator, launch: Launch) -> None:
    """Whatever is done to programs and states, and two stacks of one account, nothing is lost and nothing is twice."""
    need_engine(ENGINE)
    tally, broken = Tally(), []
    for seed in range(FIRST_SEED + part, FIRST_SEED + PROGRAMS, PARTS):
        try:
            Refactorings(seed, RefactoredProject(tmp_path / f"{seed}", ENGINE, emulator, launch), tally).run()
        except AssertionError as error:  # noqa: PERF203 - the others are run all the same: a soak counts
            broken.append(f"REFACTORING_SEED={seed} REFACTORINGS=1: {error}")
    sys.stderr.write(f"{tally}; broken promises {len(broken)}\n")
    assert not broken, "\n\n".join(broken)
    assert tally.advice or PROGRAMS < ENOUGH, "no refactoring has needed advice: the seeds show too little"
