"""Python processes that start in hundredths of a second: forks of one that has done its imports.

Each is a process of its own, with its own folder and environment, as if it had been started by a command.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from typing_extensions import Self

from .processes import Child, start_process

_ENTRY: Final = Path(__file__).with_name("forkserver_entry.py")
# what the interpreter and its libraries read when they start: a fork is past that
_READ_AT_START: Final = ("PYTHON", "LD_", "DYLD_", "GRPC_", "OPENSSL_")
_READ_LATER: Final = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
_PATIENCE: Final = 5.0  # seconds that the server has to end
_KILLED: Final = -signal.SIGKILL  # the code of what went down with its server


class ForkServer:
    """Forks processes of this interpreter while it is entered; elsewhere, and of others, it starts them plainly.

    `modules` are imported beforehand. They must start no thread: a fork would not have it.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = modules
        self._environment = dict(os.environ)
        self._server: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._asking = threading.Lock()

    def __enter__(self) -> Self:
        if not hasattr(os, "fork"):
            return self
        self._control, theirs = socket.socketpair()
        with theirs:
            self._server = subprocess.Popen(  # noqa: S603 - our own script
                [sys.executable, "-u", str(_ENTRY), str(theirs.fileno()), *self._modules],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is None or self._control is None:
            return
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._server.wait(_PATIENCE)
        self._server.kill()
        self._server.wait()
        self._server = None

    def start(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Child:
        """Start a command: by a fork where it is `[<this interpreter>, "-u", …]` in a like environment."""
        if not self._can_fork(command, environment):
            return start_process(command, folder, environment)
        request = {"arguments": list(command[2:]), "folder": str(folder), "environment": dict(environment)}
        try:
            return self._fork(json.dumps(request))
        except (OSError, ValueError):
            # the server was killed
            return start_process(command, folder, environment)

    def _can_fork(self, command: Sequence[str], environment: Mapping[str, str]) -> bool:
        return (
            self._server is not None
            and list(command[:2]) == [sys.executable, "-u"]
            and _read_at_start(environment) == _read_at_start(self._environment)
        )

    def _fork(self, request: str) -> "Forked":
        assert self._control is not None  # noqa: S101 - it runs
        line, their_line = socket.socketpair()
        output, their_output = os.pipe()
        errors, their_errors = os.pipe()
        theirs = [their_line.detach(), their_output, their_errors]
        try:
            with self._asking:
                socket.send_fds(self._control, [b"+"], theirs)
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        line.sendall(f"{request}\n".encode())
        return Forked(line, output, errors)


class Forked:
    """A forked process, with those of the members of `subprocess.Popen` that the engine needs."""

    def __init__(self, line: socket.socket, output: int, errors: int) -> None:
        self.stdout = os.fdopen(output, encoding="utf-8", errors="replace")
        self.stderr = os.fdopen(errors, encoding="utf-8", errors="replace")
        self._code: int | None = None
        self._ended = threading.Event()
        answers = line.makefile("r")
        self.pid = int(answers.readline())
        threading.Thread(target=self._follow, args=(line, answers), daemon=True).start()

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit code, negative after a signal; TimeoutExpired where it takes longer."""
        if not self._ended.wait(timeout) or self._code is None:
            raise subprocess.TimeoutExpired("a forked process", timeout or 0)
        return self._code

    def _follow(self, line: socket.socket, answers: IO[str]) -> None:
        with line, answers:
            self._code = int(answers.readline() or _KILLED)
        self._ended.set()


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name.startswith(_READ_AT_START) and name not in _READ_LATER
    }
