"""Forked processes are like those that a command starts."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pulumi_embedded.forkserver import ForkServer
from pulumi_embedded.processes import Child, Forked, Launch, start_process

REPORT = """
import json, os, sys
import sibling
print(json.dumps([sys.argv, sys.path[0], os.getcwd(), dict(os.environ), __name__, sibling.WHERE]))
print(os.getpgid(0) == os.getpid(), sys.stdin.read(), sys.dont_write_bytecode)
print("on stderr", file=sys.stderr)
sys.exit(3)
"""
WAIT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, flush=True)
try:
    time.sleep(600)
except KeyboardInterrupt:
    child.kill()
    sys.exit(7)
"""
OWNER = """
import os, sys, time
from pathlib import Path
from pulumi_embedded.forkserver import ForkServer
with ForkServer([]) as server:
    child = server.start([sys.executable, "-u", "wait.py"], Path.cwd(), os.environ)
    print(child.stdout.readline(), child.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork processes")
    with ForkServer(["json"]) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with programs in it."""
    for name, text in {"report": REPORT, "wait": WAIT, "sibling": "WHERE = 'in the folder'"}.items():
        (tmp_path / f"{name}.py").write_text(text)
    return tmp_path


def run(launch: Launch, folder: Path, *arguments: str, **changed: str) -> tuple[str, str, int]:
    """Run a program to its end and return its standard output, its standard error and its exit code."""
    child = launch([sys.executable, "-u", *arguments], folder, {**os.environ, **changed})
    assert child.stdout
    assert child.stderr
    with child.stdout, child.stderr:
        return child.stdout.read(), child.stderr.read(), child.wait(30)


def is_alive(pid: int) -> bool:
    """Return whether a process runs, and is no zombie."""
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return status.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.parametrize("arguments", [("-m", "report", "one", "two"), ("{}/report.py", "one")], ids=["module", "file"])
def test_fork_is_like_a_started_process(server: ForkServer, folder: Path, arguments: tuple[str, ...]) -> None:
    """A fork has the arguments, paths, folder, environment, group, streams and exit code of a plain process."""
    formatted = [argument.format(folder) for argument in arguments]
    changed = {"ANSWER": "42", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(folder)}
    forked, started = (run(launch, folder, *formatted, **changed) for launch in (server.start, start_process))
    assert forked == started
    assert forked[1:] == ("on stderr\n", 3)
    assert json.loads(forked[0].splitlines()[0])[3]["ANSWER"] == "42"


def test_error_ends_with_its_traceback(server: ForkServer, folder: Path) -> None:
    """An uncaught exception is shown, and the exit code is 1."""
    (folder / "fail.py").write_text("raise ValueError('no good')")
    _, errors, code = run(server.start, folder, "fail.py")
    assert errors.endswith("ValueError: no good\n")
    assert code == 1


def test_exit_handlers_run(server: ForkServer, folder: Path) -> None:
    """The interpreter waits for threads and runs exit handlers."""
    (folder / "end.py").write_text(
        "import atexit, threading, time\natexit.register(print, 'handler')\n"
        "threading.Thread(target=lambda: (time.sleep(0.1), print('thread'))).start()\n"
    )
    assert run(server.start, folder, "end.py") == ("thread\nhandler\n", "", 0)


def test_server_has_one_thread(server: ForkServer, folder: Path) -> None:
    """Processes are forks of the server, which has a single thread after its imports."""
    child = start(server, folder)
    with child.stdout as output:
        output.readline()
        assert isinstance(child, Forked)
        if not Path("/proc/self/task").exists():
            pytest.skip("no /proc that shows threads")
        parent = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[1]
        assert len(list(Path(f"/proc/{parent}/task").iterdir())) == 1
        os.killpg(child.pid, signal.SIGKILL)
        assert child.wait(30) == -signal.SIGKILL
    child.stderr.close()


def start(server: ForkServer, folder: Path, **changed: str) -> Forked:
    """Fork the program that waits."""
    child = server.start([sys.executable, "-u", "wait.py"], folder, {**os.environ, **changed})
    assert isinstance(child, Forked)
    return child


def test_poll_wait_and_interrupt(server: ForkServer, folder: Path) -> None:
    """`poll` and `wait` work as those of `subprocess.Popen`, and an interrupt reaches the process."""
    child = start(server, folder)
    with child.stdout as output, child.stderr:
        output.readline()
        assert child.poll() is None
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.01)
        os.killpg(child.pid, signal.SIGINT)
        assert (child.wait(30), child.poll()) == (7, 7)


@pytest.mark.parametrize(
    "variables", [{"PYTHONHASHSEED": "7"}, {"GRPC_VERBOSITY": "info"}], ids=lambda changed: next(iter(changed))
)
def test_variables_that_are_read_at_the_start_need_a_start(
    server: ForkServer, folder: Path, variables: Mapping[str, str]
) -> None:
    """Where a variable differs that is read when Python starts, the process is started by a command."""
    child: Child = server.start([sys.executable, "-u", "-c", "pass"], folder, {**os.environ, **variables})
    assert isinstance(child, subprocess.Popen)
    child.communicate(timeout=30)


def test_processes_start_without_a_killed_server(folder: Path) -> None:
    """After its server was killed, processes are started by a command, and those that it had forked count as killed."""
    with ForkServer([]) as server:
        child = start(server, folder)
        with child.stdout as output, child.stderr:
            inner = int(output.readline())
            os.kill(int(os.popen(f"ps -o ppid= -p {child.pid}").read()), signal.SIGKILL)  # noqa: S605 - a number
            assert child.wait(30) == -signal.SIGKILL
            os.killpg(child.pid, signal.SIGKILL)
        code = run(server.start, folder, "report.py")[2]
    assert code == 3
    wait_for_the_end(inner)
    assert not is_alive(inner)


def test_nothing_outlives_the_server(folder: Path) -> None:
    """At the end of the server, the processes that still run are killed with all that they started."""
    with ForkServer([]) as server:
        child = start(server, folder)
        with child.stdout as output, child.stderr:
            inner = int(output.readline())
    assert child.wait(30) == -signal.SIGKILL
    wait_for_the_end(child.pid, inner)
    assert not is_alive(child.pid)
    assert not is_alive(inner)


def test_nothing_outlives_a_killed_owner(folder: Path) -> None:
    """When the process that has the server is killed, so are all that the server forked."""
    owner = subprocess.Popen([sys.executable, "-c", OWNER], cwd=folder, stdout=subprocess.PIPE, text=True)
    assert owner.stdout
    with owner.stdout as output:
        inner = int(output.readline())
        pid = int(output.readline())
        owner.kill()
        owner.wait()
        # both hold the pipe: it is at its end when they have ended
        output.read()
    wait_for_the_end(pid, inner)
    assert not is_alive(pid)
    assert not is_alive(inner)


def wait_for_the_end(*pids: int) -> None:
    """Return when the processes are gone, or after half a minute."""
    for _ in range(300):
        if not any(is_alive(pid) for pid in pids):
            return
        time.sleep(0.1)
