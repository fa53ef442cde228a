from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.machine import python_packages

from arize_emulator import Emulator

from .table import ROOT, Row, Stack

HERE = Path(__file__).parent
NewStack: TypeAlias = Callable[[Row, Path], Stack]


@pytest.fixture
def stack_of(
    engine: str, front_end: str, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> NewStack:
    """Return a maker of the stack of a row, with a folder of the commands of toolchains."""

    def new(row: Row, commands: Path) -> Stack:
        # the embedded engine is in this process, and asks poetry
        monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("POETRY_VIRTUALENVS_IN_PROJECT", "true")
        monkeypatch.delenv("VIRTUAL_ENV", raising=False)
        stack = Stack(tmp_path, engine, emulator, row)
        stack.front_end = front_end
        return stack

    return new


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the commands `uv` and `poetry`, and no other."""
    installed = python_packages(HERE / "installers" / "requirements.txt") / "bin"
    folder = tmp_path_factory.mktemp("commands")
    for name in ("uv", "poetry"):
        (folder / name).symlink_to(installed / name)
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the package as a wheel, built now."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))
