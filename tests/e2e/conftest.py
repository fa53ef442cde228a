from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from tests.drivers.shell import PULUMI

from arize_emulator import Emulator
from pulumi_embedded.processes import Launch

from .project import Project

NewProject: TypeAlias = Callable[..., Project]
only_pulumi = pytest.mark.parametrize("engine", [PULUMI], indirect=True)
"""Marks a test of what the embedded engine refuses by name."""


@pytest.fixture
def new_project(engine: str, emulator: Emulator, tmp_path: Path, launch: Launch) -> NewProject:
    """Return a maker of projects by name, on this engine and for the emulated account."""

    def new(name: str = "project", account: Emulator = emulator, **settings: Any) -> Project:
        project = Project(tmp_path / name, engine, account, **settings)
        project.engine.launch = launch
        return project

    return new


@pytest.fixture
def project(new_project: NewProject) -> Project:
    """Return a project on this engine, for the emulated account."""
    return new_project()
