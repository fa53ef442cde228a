"""Ctrl-C: once it ends an operation in good order, twice at once."""

import json
import signal
import subprocess
import time

import pytest

from .project import EMBEDDED, Command, Project, native, out, thing

UP = ("up", "--yes", "--skip-preview", "--stack", "dev")
DESTROY = ("destroy", "--yes", "--skip-preview", "--stack", "dev")
REFRESH = ("refresh", "--yes", "--skip-preview", "--stack", "dev")
THINGS = [thing("a"), thing("b", value=out("a")), thing("c", value=out("b"))]


def interrupt(project: Project, command: Command, at: str, seconds: float, times: int) -> tuple[int, str, str]:
    """Run a command, interrupt it in the call `at`, which takes so long; return exit code, output and errors."""
    running = subprocess.Popen(
        [*EMBEDDED, *command],
        cwd=project.folder,
        env={**project.environment, "SLOW": at, "SECONDS": str(seconds)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while running.poll() is None and not (project.folder / "slow").exists():
        time.sleep(0.02)
    assert running.stdout is not None
    said = ""
    for _ in range(times):
        running.send_signal(signal.SIGINT)
        while "received" not in said:
            said += running.stdout.readline()
    output, errors = running.communicate(timeout=60)
    return running.returncode, said + output, errors


def pending(project: Project) -> list[tuple[str, str]]:
    """Return what the state says was under way."""
    latest = json.loads(project.state_text())["checkpoint"]["latest"]
    return [(item["type"], item["resource"]["inputs"]["name"]) for item in latest.get("pending_operations", [])]


@pytest.mark.parametrize(
    ("command", "at", "code", "left"),
    [
        (UP, "create:b", 1, {"a", "b"}),
        (UP, "check:b", 1, {"a"}),
        (DESTROY, "delete:b", 0, {"a"}),
        (REFRESH, "read:b", 1, {"a", "b", "c"}),
    ],
    ids=["create", "check", "delete", "read"],
)
def test_once_finishes_what_has_begun(project: Project, command: Command, at: str, code: int, left: set[str]) -> None:
    """After one interrupt the call that runs is finished and kept, nothing more begins, and nothing is pending."""
    project.stack().init()
    project.declare(*THINGS)
    if command != UP:
        assert project.stack().up().exit_code == 0
    ended, output, _ = interrupt(project, command, at, 1, times=1)
    assert (ended, "update canceled" in output) == (code, code == 1), output
    assert {name for name, entry in project.resources().items() if entry["type"].endswith(":Thing")} == left
    assert pending(project) == []
    assert project.stack().up().exit_code == 0
    assert set(project.objects()) == {"a-None", "b-None", "c-None"}


def test_twice_ends_at_once(project: Project) -> None:
    """After two interrupts what ran stays pending, the lock is gone, and the next update says what was interrupted."""
    project.stack().init()
    project.declare(*THINGS)
    code, _, errors = interrupt(project, UP, "create:b", 60, times=2)
    # gRPC may add a line of its own about the connection that was cut
    assert code == 8
    assert "error: update cancelled" in errors.splitlines()
    assert pending(project) == [("creating", "b")]
    again = project.run(EMBEDDED, *UP)
    assert (again.code, "interrupted while creating" in again.output) == (0, True)
    # only a refresh that is told so forgets a create: nobody else knows what became of it
    assert project.run(EMBEDDED, *REFRESH).code == 0
    assert pending(project) == [("creating", "b")]
    assert project.run(EMBEDDED, *REFRESH, "--clear-pending-creates").code == 0
    assert pending(project) == []


def test_native_plugin_is_told_of_an_interrupt(project: Project) -> None:
    """After one interrupt a native plugin hears of it; what it has begun is finished and kept, nothing more begins."""
    project.add_plugin()
    project.stack().init()
    project.declare(native("a"), native("b", value=out("a")), native("c", value=out("b")))
    code, output, _ = interrupt(project, UP, "create:b", 3.0, 1)
    assert (code, set(project.resources()) & {"a", "b", "c"}, pending(project)) == (1, {"a", "b"}, []), output
    assert (project.folder / "cancelled").exists()
