from pathlib import Path

import pytest

from pulumi_embedded.processes import Launch

from .project import Lab


@pytest.fixture
def lab(tmp_path: Path, launch: Launch, virtualenv: Path) -> Lab:
    return Lab(tmp_path / "project", launch=launch, embedded=(str(virtualenv / "bin" / "pulumi-embedded"),))
