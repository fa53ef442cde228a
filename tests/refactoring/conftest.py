"""Projects whose programs are changed from one deployment to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from arize_emulator import Emulator
from pulumi_embedded.processes import Launch

from .project import RefactoredProject

NewProject: TypeAlias = Callable[[str], RefactoredProject]


@pytest.fixture
def new_project(engine: str, emulator: Emulator, tmp_path: Path, launch: Launch) -> NewProject:
    """Return a maker of projects by name, on this engine and for one emulated account."""
    return lambda name: RefactoredProject(tmp_path / name, engine, emulator, launch)


@pytest.fixture
def project(new_project: NewProject) -> RefactoredProject:
    """Return a project on this engine."""
    return new_project("project")
