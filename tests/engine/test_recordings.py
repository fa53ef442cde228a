"""The embedded engine replays what was recorded on the real one: steps, calls, states and exit codes."""

from pathlib import Path

import pytest
from tests.share import sample

from pulumi_embedded.processes import Launch

from .engine_drivers import EmbeddedEngine
from .recordings import FOLDER, load, record
from .scenarios import SCENARIOS


@pytest.fixture(scope="module")
def embedded(launch: Launch, virtualenv: Path) -> EmbeddedEngine:
    return EmbeddedEngine(launch, (str(virtualenv / "bin" / "pulumi-embedded"),))


@pytest.mark.soak
@pytest.mark.parametrize("scenario", sample(sorted(SCENARIOS), 40))
def test_the_embedded_engine_does_what_was_recorded(scenario: str, embedded: EmbeddedEngine, tmp_path: Path) -> None:
    """Each run makes the same steps and the same calls, and ends with the same exit code and state."""
    assert record(embedded, SCENARIOS[scenario], tmp_path / "project") == load(scenario)


def test_each_recording_is_of_a_scenario() -> None:
    """There is a recording of every scenario, and none of anything else."""
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(SCENARIOS)
