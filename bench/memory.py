"""The memory of the providers that run below this process."""

from __future__ import annotations

import os
import threading

from tests.soak.killable_engines import memory, providers
from typing_extensions import Self

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
            self.peak = max([self.peak, *(memory(pid, "VmHWM") for pid in providers(os.getpid()))])
