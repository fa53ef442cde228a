from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from arize_emulator import Emulator
from pulumi_embedded.processes import Launch

from .engines import ENGINES, missing
from .project import Project

NewProject: TypeAlias = Callable[..., Project]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of an engine that is here."""
    name = str(request.param)
    if reason := missing(name):
        pytest.skip(reason)
    return name


@pytest.fixture
def new_project(engine: str, emulator: Emulator, tmp_path: Path, launch: Launch) -> NewProject:
    """Return a maker of projects by name, on this engine and for the emulated account."""

    def new(name: str = "project", **settings: Any) -> Project:
        project = Project(tmp_path / name, engine, settings.pop("account", emulator), **settings)
        project.engine.launch = launch
        return project

    return new


@pytest.fixture
def project(new_project: NewProject) -> Project:
    """Return a project on this engine, for the emulated account."""
    return new_project()
