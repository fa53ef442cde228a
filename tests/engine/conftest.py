from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from pulumi_embedded.processes import Launch

from .project import EMBEDDED, REAL, Command, Project, missing_commands

Run: TypeAlias = Callable[..., str]


@pytest.fixture
def project(tmp_path: Path, launch: Launch, virtualenv: Path) -> Project:
    return Project(tmp_path / "project", launch=launch, embedded=(str(virtualenv / "bin" / "pulumi-embedded"),))


@pytest.fixture(params=[EMBEDDED, REAL], ids=["embedded", "real"])
def engine(request: pytest.FixtureRequest) -> Command:
    """Return the command of an engine that is installed."""
    command: Command = request.param
    if command == REAL and (missing := missing_commands()):
        pytest.skip(f"not on PATH: {', '.join(missing)}")
    return command


@pytest.fixture
def stack(project: Project, engine: Command) -> Project:
    """Return a project with an empty stack."""
    project.run(engine, "stack", "init", "dev")
    return project


@pytest.fixture
def command(stack: Project, engine: Command) -> Run:
    """Return a function that runs a command of the engine and returns its output, or its error."""
    return lambda *words: stack.run(engine, *words).text
