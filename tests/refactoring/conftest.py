"""Projects whose programs are changed from one deployment to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from tests.e2e.engines import ENGINES, missing
from tests.e2e.project import Project

from pulumi_arize.testing.emulator import Emulator
from pulumi_arize.testing.stack import Workshop

NewProject: TypeAlias = Callable[..., Project]
CHECKOUT = str(Path(__file__).parents[2])


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of an engine that is here."""
    name = str(request.param)
    if reason := missing(name):
        pytest.skip(reason)
    return name


@pytest.fixture
def new_project(engine: str, emulator: Emulator, tmp_path: Path, pulumi_workshop: Workshop) -> NewProject:
    """Return a maker of projects by name, on this engine and for one emulated account."""

    def new(name: str = "project") -> Project:
        project = Project(tmp_path / name, engine, emulator, "refactored", {"PYTHONPATH": CHECKOUT})
        project.engine.launch = pulumi_workshop.launch
        return project

    return new


@pytest.fixture
def project(new_project: NewProject) -> Project:
    """Return a project on this engine, for the emulated account."""
    return new_project()
