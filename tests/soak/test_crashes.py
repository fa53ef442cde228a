"""The provider, the engine and the server are killed at random moments; then everything is run again until it is good.

CRASHES is how often on each engine; CRASH_SEED is the first seed, and each case has one of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.share import share

from pytest_pulumi_arize.stack import StackSession

from .crash import Crash, Tally

CRASHES = int(os.environ.get("CRASHES", share(200, 2)))
FIRST_SEED = int(os.environ.get("CRASH_SEED", "1"))


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the processes to kill in /proc")
def test_after_a_crash_all_is_there_once(engine: str, tmp_path: Path, pulumi_session: StackSession) -> None:
    """After a crash, and `up` again with what its errors advise, the server holds exactly what is declared."""
    tally, broken = Tally(), []
    operations = set()
    for seed in range(FIRST_SEED, FIRST_SEED + CRASHES):
        crash = Crash(seed, tally)
        operations.add(crash.operation)
        folder = tmp_path / str(seed)
        folder.mkdir()
        try:
            crash.run(folder, engine, pulumi_session.launch)
        except (AssertionError, subprocess.TimeoutExpired) as error:  # the others are run all the same: a soak counts
            broken.append(f"CRASH_SEED={seed} CRASHES=1, {crash}: {error}\n{crash.story}")
            sys.stderr.write(f"{engine}: {broken[-1]}\n")
        sys.stderr.write(f"{engine}: {crash}; {tally}; broken promises {len(broken)}\n")
    assert not broken, "\n\n".join(broken)
    unhurt = [operation for operation in operations if not tally.crashes[operation]]
    assert not unhurt, f"no crash came in {unhurt} while it was under way: {tally}"
