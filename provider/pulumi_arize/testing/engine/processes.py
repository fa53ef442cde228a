"""Processes that the engine starts: their output is passed on line by line, and they never outlive it."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

_PATIENCE = 2.0  # seconds a process has to end by itself after an interrupt


class Process:
    """A child process in a group of its own, whose standard error (and output) goes to `show`."""

    def __init__(
        self, command: list[str], folder: Path, environment: dict[str, str], show: Callable[[str], None]
    ) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - the program of the user is what there is to run
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._show = show
        self._quiet = False
        self._readers = [self._follow(self._process.stderr)]

    def first_line(self) -> str:
        """Return the first line of the standard output, empty if the process ended without one."""
        assert self._process.stdout is not None  # noqa: S101 - it is a pipe
        return self._process.stdout.readline().strip()

    def show_output(self) -> None:
        """From now on pass on the standard output too."""
        self._readers.append(self._follow(self._process.stdout))

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        code = self._process.wait()
        for reader in self._readers:
            reader.join(_PATIENCE)
        return code

    def stop(self) -> None:
        """End the process and its children; what it says while it goes is not shown."""
        self._quiet = True
        if self._process.poll() is None:
            self._signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE)
        self._signal(signal.SIGKILL)
        self.wait()

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def _follow(self, stream: IO[str] | None) -> threading.Thread:
        def read() -> None:
            for line in stream or ():
                if not self._quiet:
                    self._show(line.rstrip("\n"))

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        return thread
