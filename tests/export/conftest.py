"""The command that the tests of this folder run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def command_on_path(virtualenv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the commands that start in hundredths of a second first on PATH."""
    monkeypatch.setenv("PATH", f"{virtualenv / 'bin'}{os.pathsep}{os.environ['PATH']}")
