"""Random programs on a hostile server: nothing is taken, nothing is lost, nothing is there twice.

PROGRAMS is how many; PROGRAM_SEED is the first seed.
"""

from __future__ import annotations

import os
import sys

import pytest
from tests.share import share

from arize_emulator import Emulator

from .hostile import Hostile, Tally

PROGRAMS = int(os.environ.get("PROGRAMS", share(5000, 60)))
FIRST_SEED = int(os.environ.get("PROGRAM_SEED", "1"))
PARTS = 4
"""They wait more than they work, so they run side by side."""


@pytest.mark.soak
@pytest.mark.parametrize("part", range(PARTS))
def test_programs_on_a_hostile_server(emulator: Emulator, part: int) -> None:
    """Two of one name, other clients, wrong clocks, lagging lists, moving pages, lost responses, in one account."""
    tally, broken = Tally(), []
    for seed in range(FIRST_SEED + part, FIRST_SEED + PROGRAMS, PARTS):
        try:
            Hostile(seed, emulator, tally).run()
        except AssertionError as error:  # noqa: PERF203 - the others are run all the same: a soak counts
            broken.append(f"PROGRAM_SEED={seed} PROGRAMS=1: {error}")
    sys.stderr.write(f"{tally}; broken promises {len(broken)}\n")
    assert not broken, "\n".join(broken)
    assert {"lag", "wrong_clock", "moving_pages", "other_client", "drop_connection"} <= tally.faults.keys()
    assert min(tally.refusals, tally.adoptions) > 0 or PROGRAMS < 60
