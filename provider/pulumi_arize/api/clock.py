"""The clock of a server, as the `Date` of its last answer tells it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from .error_responses import parse_http_date

WHOLE_SECOND = 1.0
"""Seconds by which a clock may be further than a `Date` says, which counts whole seconds. Source: RFC 9110, 5.6.7."""


@dataclass(frozen=True)
class _DateSample:
    date: float
    sent_at: float
    answered_at: float


class ServerClock:
    """Tells the times of a server's clock from moments of `time.monotonic()`. Threads may share it.

    As long as no answer bore a date, the clock of this machine stands for the server's.
    """

    def __init__(self) -> None:
        self._last: _DateSample | None = None

    def record(self, date: str | None, sent_at: float, answered_at: float) -> None:
        """Note the `Date` of an answer: the server wrote it after `sent_at` and before `answered_at`."""
        moment = parse_http_date(date)
        if moment is not None:
            self._last = _DateSample(moment.timestamp(), sent_at, answered_at)

    def bounds(self, begun: float, ended: float) -> tuple[float, float]:
        """Return the earliest and the latest time that the server's clock can have shown from `begun` to `ended`.

        In seconds since the epoch.
        """
        last = self._last
        if last is None:
            here = time.time() - time.monotonic()
            return here + begun, here + ended
        return last.date + begun - last.answered_at, last.date + WHOLE_SECOND + ended - last.sent_at

    def now(self) -> float:
        """Return the latest time that the server's clock can show now, in seconds since the epoch."""
        moment = time.monotonic()
        return self.bounds(moment, moment)[1]
