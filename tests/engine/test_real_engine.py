"""The real engine, live: it still does what was recorded, and each engine continues with the state of the other."""

import json
import shutil
from pathlib import Path

import pytest
from tests.share import sample

from .engine_drivers import RealEngine
from .project import EMBEDDED, REAL, Project, missing_commands, out, secret, thing
from .recordings import load, record
from .scenarios import KEYED, SCENARIOS, SECRETS, A

_MISSING = missing_commands()
pytestmark = pytest.mark.skipif(bool(_MISSING), reason=f"not on PATH: {', '.join(_MISSING)}")

UP = ("up", "--yes", "--skip-preview")
NESTED = thing("n", {"additional_secret_outputs": ["value"]}, value={"open": 1, "deep": secret("hidden-deep")})
"""Has an output that is secret as a whole, with a secret in it."""


@pytest.mark.soak
@pytest.mark.parametrize("scenario", sample(sorted(SCENARIOS), 12))
def test_the_real_engine_does_what_was_recorded(scenario: str, tmp_path: Path) -> None:
    """Each run makes the same steps and the same calls, and ends with the same exit code and state."""
    assert record(RealEngine(), SCENARIOS[scenario], tmp_path / "project") == load(scenario)


@pytest.mark.parametrize("command", [REAL, EMBEDDED], ids=["real", "embedded"])
def test_changes_that_were_not_expected(command: tuple[str, ...], tmp_path: Path) -> None:
    """The exit codes say whether `--expect-no-changes` held."""
    project = Project(tmp_path / "project")
    assert project.run(command, "stack", "init", "dev").code == 0
    project.declare(A)
    codes = [project.run(command, *UP, *options).code for options in ([], ["--expect-no-changes"])]
    project.declare(thing("a", value=2))
    codes.append(project.run(command, *UP, "--expect-no-changes").code)
    assert codes == [0, 0, 7]


@pytest.mark.parametrize(("first", "second"), [(REAL, EMBEDDED), (EMBEDDED, REAL)], ids=["to-embedded", "to-real"])
def test_state_is_portable(first: tuple[str, ...], second: tuple[str, ...], tmp_path: Path) -> None:
    """A deployment exported from one engine imports into the other, whose next preview shows no change."""
    giver, taker = (Project(tmp_path / name) for name in ("giver", "taker"))
    for project, command in ((giver, first), (taker, second)):
        project.declare(SECRETS, NESTED, A, *KEYED, outputs={"whole": out("s", "value")})
        assert project.run(command, "stack", "init", "dev").code == 0
    assert giver.run(first, *UP).code == 0
    exported = giver.run(first, "stack", "export").output
    assert "hidden" not in exported
    shutil.copytree(giver.folder / "world", taker.folder / "world")
    imported = taker.run(second, "stack", "import", text=exported)
    assert imported.code == 0, imported
    assert taker.run(second, "preview", "--expect-no-changes").code == 0
    assert taker.run(second, *UP, "--expect-no-changes").code == 0
    outputs = [
        project.run(command, "stack", "output", "--json", "--show-secrets").output
        for project, command in ((giver, first), (taker, second))
    ]
    assert json.loads(outputs[0]) == json.loads(outputs[1])
