from pathlib import Path

import pytest

from pulumi_embedded.processes import Launch

from .project import EMBEDDED, REAL, Command, Project, missing_commands


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
