"""The memory of the providers that run below this process."""

from __future__ import annotations

import os
import threading

from tests.soak.killable_engines import memory, providers
from typing_extensions import Self

INTERVAL = 0.2
"""Seconds between two samples."""


class MemoryWatch:
    """Samples them inside `with`; `peak` is the most memory of one, in KiB, or 0 where the system does not show it."""

    def __init__(self) -> None:
        self.peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._over.wait(INTERVAL):
            self.peak = max([self.peak, *(memory(pid, "VmHWM") for pid in providers(os.getpid()))])
