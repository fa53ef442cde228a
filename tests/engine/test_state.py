"""Where the state is, what it survives, and how it travels."""

import json
import threading
from pathlib import Path

import pytest

from pulumi_embedded import Op, StackError
from pulumi_embedded.atomic_file import write_atomically

from .project import EMBEDDED, Project, out, thing


def test_import_of_another_stack_is_refused(project: Project) -> None:
    """A deployment whose resources belong elsewhere is not taken, and the state stays."""
    project.up()
    exported = json.loads(json.dumps(project.stack().export()).replace("urn:pulumi:dev", "urn:pulumi:prod"))
    with pytest.raises(StackError, match="of another stack or project"):
        project.stack().import_(exported)
    assert project.stack().preview().changes == {Op.SAME: 1}


def test_a_write_that_fails_leaves_the_old_content(tmp_path: Path) -> None:
    """Atomic writing keeps the old file whole, and leaves no other file."""
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


def test_one_run_at_a_time(project: Project) -> None:
    """A second update of a stack is refused while the first one runs; a preview changes nothing and may run."""
    project.declare()
    project.stack().init()
    folder = project.folder / ".pulumi" / "locks" / "organization" / "things" / "dev"
    locked = project.stack()
    events: list[str] = []

    def listen(_event: object) -> None:
        if not events:
            events.append(project.run(EMBEDDED, "up", "--yes", "--skip-preview", "--stack", "dev").errors)
            events.append(project.run(EMBEDDED, "preview", "--stack", "dev").errors)

    locked.listener = listen
    assert locked.up().exit_code == 0
    assert events[0].startswith("error: the stack is currently locked by 1 lock(s)")
    assert not events[1]
    assert list(folder.iterdir()) == []


def test_configuration_reaches_program_and_provider(project: Project) -> None:
    """Settings of the stack's file and those given on top are configuration to both, as strings."""
    project.declare(thing("a", value={"$config": "token"}))
    result = project.stack(config={"things:token": "on top"}).up()
    assert result.exit_code == 0
    assert project.calls()[0] == {"verb": "configure", "token": "on top", "plain": "as it is"}
    assert project.objects()["a-None"]["value"] == "on top"
    assert project.resources()["default"]["inputs"]["things:plain"] == "as it is"


def test_commands(project: Project) -> None:
    """The commands say what they did, and end with the exit codes of the real ones."""
    missing = project.run(EMBEDDED, "up", "--yes", "--stack", "dev")
    assert (missing.code, missing.errors) == (6, "error: no stack named 'dev' found\n")
    project.stack().init()
    project.declare(thing("a", value=5), outputs={"o": [1], "t": out("a")})
    changed = project.run(EMBEDDED, "-C", str(project.folder), "preview", "--expect-no-changes", "--diff")
    assert (changed.code, changed.errors.startswith("error: no changes were expected")) == (7, True)
    assert " +  pulumi-python:dynamic/things:Thing a create\n" in changed.output
    assert "      + value: 5\n" in changed.output
    assert "    + 2 to create" in changed.output
    up = project.run(EMBEDDED, "up", "-y", "-f", "--parallel", "1")
    assert "    + 2 created" in up.output
    assert json.loads(project.run(EMBEDDED, "stack", "output", "--json").output) == {"o": [1], "t": "label of a"}


def test_preview_of_a_refresh_keeps_the_state(project: Project) -> None:
    """A refresh that is only previewed writes nothing."""
    project.up(thing("a"))
    before = project.state_text()
    project.edit_object("a-None", value=3)
    assert project.stack().refresh(preview=True).changes == {Op.UPDATE: 1, Op.SAME: 1}
    assert project.state_text() == before
