"""Where the state is, what it survives, and how it travels."""

import json
import threading
from pathlib import Path

import pytest

from pulumi_embedded import Op, StackError
from pulumi_embedded.atomic_file import write_atomically

from .project import EMBEDDED, Lab, out, secret, thing


def test_export_imports_into_another_stack_with_no_change(lab: Lab, tmp_path: Path) -> None:
    """An exported deployment, secrets encrypted, makes another backend's stack the same: the next preview is empty."""
    program = [thing("a", value=secret("hidden")), thing("b", value=out("a"))]
    lab.up(*program, outputs={"o": out("a", "value")})
    exported = lab.run(EMBEDDED, "stack", "export").output
    assert "hidden" not in exported
    other = Lab(tmp_path / "other")
    other.declare(*program, outputs={"o": out("a", "value")})
    other.stack().init()
    assert other.run(EMBEDDED, "stack", "import", "--stack", "dev", text=exported).code == 0
    assert other.stack().preview().changes == {Op.SAME: 3}
    assert other.stack().outputs() == {"o": "hidden"}


def test_import_of_another_stack_is_refused(lab: Lab) -> None:
    """A deployment whose resources belong elsewhere is not taken, and the state stays."""
    lab.up()
    exported = json.loads(json.dumps(lab.stack().export()).replace("urn:pulumi:dev", "urn:pulumi:prod"))
    with pytest.raises(StackError, match="of another stack or project"):
        lab.stack().import_(exported)
    assert lab.stack().preview().changes == {Op.SAME: 1}


def test_a_write_that_fails_leaves_the_old_content(tmp_path: Path) -> None:
    """Atomic writing keeps the old file whole, and leaves nothing beside it."""
    path = tmp_path / "state.json"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "new \udc00")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_never_sees_half_a_state(tmp_path: Path) -> None:
    """However often the file is written, whoever reads it reads one content or the other."""
    path = tmp_path / "state.json"
    contents = {letter * 200_000 for letter in "ab"}
    write_atomically(path, "a" * 200_000)
    done = threading.Event()

    def write() -> None:
        for _ in range(20):
            for content in contents:
                write_atomically(path, content)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not done.is_set():
        assert path.read_text() in contents
    writer.join()


def test_one_run_at_a_time(lab: Lab) -> None:
    """A second update of a stack is refused while the first one runs; a preview changes nothing and may run."""
    lab.declare()
    lab.stack().init()
    folder = lab.folder / ".pulumi" / "locks" / "organization" / "things" / "dev"
    locked = lab.stack()
    events: list[str] = []

    def listen(_event: object) -> None:
        if not events:
            events.append(lab.run(EMBEDDED, "up", "--yes", "--skip-preview", "--stack", "dev").errors)
            events.append(lab.run(EMBEDDED, "preview", "--stack", "dev").errors)

    locked.listener = listen
    assert locked.up().exit_code == 0
    assert events[0].startswith("error: the stack is currently locked by 1 lock(s)")
    assert not events[1]
    assert list(folder.iterdir()) == []


def test_configuration_reaches_program_and_provider(lab: Lab) -> None:
    """Settings of the stack's file and those given on top are configuration to both, as strings."""
    lab.declare(thing("a", value={"$config": "token"}))
    result = lab.stack(config={"things:token": "on top"}).up()
    assert result.exit_code == 0
    assert lab.calls()[0] == {"verb": "configure", "token": "on top", "plain": "as it is"}
    assert lab.world()["a-None"]["value"] == "on top"
    assert lab.resources()["default"]["inputs"]["things:plain"] == "as it is"


def test_commands(lab: Lab) -> None:
    """The commands say what they did, and end with the exit codes of the real ones."""
    missing = lab.run(EMBEDDED, "up", "--yes", "--stack", "dev")
    assert (missing.code, missing.errors) == (6, "error: no stack named 'dev' found\n")
    lab.stack().init()
    lab.declare(thing("a", value=5), outputs={"o": [1], "t": out("a")})
    changed = lab.run(EMBEDDED, "-C", str(lab.folder), "preview", "--expect-no-changes", "--diff")
    assert (changed.code, changed.errors.startswith("error: no changes were expected")) == (7, True)
    assert " +  pulumi-python:dynamic/things:Thing a create\n" in changed.output
    assert "      + value: 5\n" in changed.output
    assert "    + 2 to create" in changed.output
    up = lab.run(EMBEDDED, "up", "-y", "-f", "--parallel", "1")
    assert "    + 2 created" in up.output
    assert json.loads(lab.run(EMBEDDED, "stack", "output", "--json").output) == {"o": [1], "t": "label of a"}
    refused = lab.run(EMBEDDED, "up", "--target", "x")
    assert (refused.code, "the option `--target` of `up` is not supported" in refused.errors) == (1, True)


def test_preview_of_a_refresh_keeps_the_state(lab: Lab) -> None:
    """A refresh that is only previewed writes nothing."""
    lab.up(thing("a"))
    before = lab.state_text()
    lab.meddle("a-None", value=3)
    assert lab.stack().refresh(preview=True).changes == {Op.UPDATE: 1, Op.SAME: 1}
    assert lab.state_text() == before
