"""The memory of the providers that run below this process."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.soak.killable_engines import command_line, descendants
from typing_extensions import Self

PROVIDERS = (b"pulumi.dynamic", b"pulumi-resource-arize")
"""What the command line of a provider's process holds."""
SAMPLED = 0.2
"""Seconds between two looks."""


class Watch:
    """Follows them between `with` and its end; `peak` is the most that one has held, in KiB, 0 where it is not seen."""

    def __init__(self) -> None:
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._over.wait(SAMPLED):
            for pid in descendants(os.getpid()):
                if any(part in command_line(pid) for part in PROVIDERS):
                    self.peak = max([self.peak, *_most_held(pid)])


def _most_held(pid: int) -> Iterator[int]:
    """Return the most that a process has held so far, in KiB. Source: `proc(5)`."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                yield int(line.split()[1])
