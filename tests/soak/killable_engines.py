"""The engines as operations under way, whose engine or provider can be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.engines import COLOURS, YES, Engine, Outcome

LOCKS = ".pulumi/locks"
PROVIDERS = (b"pulumi.dynamic", b"pulumi-resource-arize")
"""What the command line of a provider holds."""
SECONDS = 300


class Underway:
    """An operation that a command line runs."""

    def __init__(self, engine: Engine, operation: str) -> None:
        self._process = subprocess.Popen(
            [*engine.command, operation, *YES, "--stack", engine.stack],
            cwd=engine.folder,
            env=engine.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.output = ""
        """What it has shown so far."""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._family: set[int] = set()

    @property
    def is_running(self) -> bool:
        """Whether it is still under way."""
        return self._process.poll() is None

    def kill_engine(self, *, alone: bool) -> None:
        """Kill the engine, alone or with all that it has started."""
        self._family |= set(descendants(self._process.pid))
        kill(self._process.pid)
        if not alone:
            self.reap()

    def kill_provider(self) -> None:
        """Kill the provider, if there is one."""
        for pid in providers(self._process.pid):
            kill(pid)

    def provider_memory(self) -> int:
        """Return what the provider holds now, in KiB; 0 where that cannot be seen."""
        return sum(map(memory, providers(self._process.pid)))

    def wait(self) -> Outcome:
        """Return what it ended with."""
        code = self._process.wait(SECONDS)
        self._reader.join(1)  # those that outlive their engine hold the pipe
        return Outcome(code, self.output)

    def reap(self) -> None:
        """Kill what the engine has left behind."""
        for pid in self._family:
            kill(pid)

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self.output += COLOURS.sub("", line)


def repaired(engine: Engine) -> list[Path]:
    """Take away the attribute files that a killed `pulumi` has left empty, and return them.

    Its file backend replaces a state at once, but not the file of attributes next to it: where that is empty, every
    command ends with "failed to load checkpoint: EOF", `cancel` too; where it is not there, all is well.
    """
    torn = [path for path in engine.backend.rglob("*.attrs") if path.stat().st_size == 0]
    for path in torn:
        path.unlink()
    return torn


def unlock(engine: Engine) -> Outcome | None:
    """Take away the lock that a killed engine has left, if it has; where that fails, the next `up` says so."""
    if not any(lock.is_file() for lock in (engine.backend / LOCKS).rglob("*")):
        return None
    return engine.run("cancel", "--yes")


def providers(pid: int) -> list[int]:
    """Return the providers' processes below this one."""
    lines = {child: command_line(child) for child in descendants(pid)}
    return [child for child, line in lines.items() if any(provider in line for provider in PROVIDERS)]


def descendants(pid: int) -> Iterator[int]:
    """Return the processes that this one has started, and theirs. Source: `proc(5)`."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(stat.parent.name))
    waiting = list(children.get(pid, ()))
    while waiting:
        found = waiting.pop()
        yield found
        waiting += children.get(found, ())


def command_line(pid: int) -> bytes:
    """Return the command of a process, empty where it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def memory(pid: int, figure: str = "VmRSS") -> int:
    """Return the memory that a process holds, or has held at most (`VmHWM`), in KiB; 0 where that cannot be seen.

    Source: `proc(5)`.
    """
    with contextlib.suppress(OSError):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith(f"{figure}:")), 0)
    return 0


def kill(pid: int) -> None:
    """Send SIGKILL; the process may be gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
