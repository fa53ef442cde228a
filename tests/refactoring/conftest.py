"""Projects whose programs are changed from one deployment to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.e2e.conftest import NewProject, engine, project
from tests.e2e.project import Project

from arize_emulator import Emulator
from pulumi_embedded.processes import Launch

__all__ = ["CHECKOUT", "NewProject", "engine", "new_project", "project"]

CHECKOUT = str(Path(__file__).parents[2])


@pytest.fixture
def new_project(engine: str, emulator: Emulator, tmp_path: Path, launch: Launch) -> NewProject:
    """Return a maker of projects by name, on this engine and for one emulated account."""

    def new(name: str = "project") -> Project:
        made = Project(tmp_path / name, engine, emulator, "refactored", {"PYTHONPATH": CHECKOUT})
        made.engine.launch = launch
        return made

    return new
