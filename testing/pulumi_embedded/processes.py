"""The processes that the engine starts: it reads their output line by line, and they never outlive it."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, TypeAlias

_STOP_TIMEOUT = 2.0  # seconds that a process has to end after an interrupt


class Forked:
    """A forked process, with the members of `subprocess.Popen` that the engine needs."""

    def __init__(self, connection: socket.socket, output: int, errors: int) -> None:
        self.stdout = os.fdopen(output, encoding="utf-8", errors="replace")
        self.stderr = os.fdopen(errors, encoding="utf-8", errors="replace")
        self._code: int | None = None
        self._ended = threading.Event()
        response = connection.makefile("r")
        self.pid = int(response.readline())
        threading.Thread(target=self._read_code, args=(connection, response), daemon=True).start()

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self._code

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit code, negative after a signal; TimeoutExpired where it takes longer."""
        if not self._ended.wait(timeout) or self._code is None:
            raise subprocess.TimeoutExpired("a forked process", timeout or 0)
        return self._code

    def _read_code(self, connection: socket.socket, response: IO[str]) -> None:
        with connection, response:
            # a server that was killed sends none
            self._code = int(response.readline() or -signal.SIGKILL)
        self._ended.set()


Child: TypeAlias = subprocess.Popen[str] | Forked
Launch: TypeAlias = Callable[[Sequence[str], Path, Mapping[str, str]], Child]
"""Starts a command in a folder and an environment, as the leader of a process group."""


def start_process(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Child:
    """Start a command."""
    return subprocess.Popen(  # noqa: S603 - the program of the user is what there is to run
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


class Process:
    """A child process; `show` gets each line of its standard error and, after `show_output`, of its standard output."""

    def __init__(self, child: Child, show: Callable[[str], None]) -> None:
        self._process = child
        self._show = show
        self._quiet = False
        self._readers = [self._follow(self._process.stderr)]

    def first_line(self) -> str:
        """Return the first line of the standard output, empty if the process ended without one."""
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        return self._process.stdout.readline().strip()

    def show_output(self) -> None:
        """Show the rest of the standard output too."""
        self._readers.append(self._follow(self._process.stdout))

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        code = self._process.wait()
        for reader in self._readers:
            reader.join(_STOP_TIMEOUT)
        return code

    def stop(self) -> None:
        """End the process and its children, without showing more of its output."""
        self._quiet = True
        if self._process.poll() is None:
            self._signal(signal.SIGINT)
        self.give_up()

    def give_up(self) -> None:
        """Wait a moment for the process to end, with its last output, and then kill it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_STOP_TIMEOUT)
        self._signal(signal.SIGKILL)
        self.wait()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def _follow(self, stream: IO[str] | None) -> threading.Thread:
        def read() -> None:
            if stream is None:
                return
            with stream:
                for line in stream:
                    if not self._quiet:
                        self._show(line.rstrip("\n"))

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        return thread
