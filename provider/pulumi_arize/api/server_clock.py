"""The clock of a server, from the `Date` of its last response."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

WHOLE_SECOND = 1.0
"""Seconds by which a clock can be ahead of a `Date`, which has whole seconds. Source: RFC 9110, 5.6.7."""


@dataclass(frozen=True)
class _DateSample:
    date: float
    sent_at: float
    received_at: float


def parse_http_date(value: str | None) -> datetime | None:
    """Return the time of an HTTP date, None where it is invalid. Source: RFC 9110, 5.6.7."""
    try:
        moment = parsedate_to_datetime(value or "")
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


class ServerClock:
    """Converts times of `time.monotonic()` to those of a server's clock. Threads may share it.

    Until a response has a date, it uses the clock of this machine.
    """

    def __init__(self) -> None:
        self._last: _DateSample | None = None

    def record(self, date: str | None, sent_at: float, received_at: float) -> None:
        """Record the `Date` of a response: the server wrote it between `sent_at` and `received_at`."""
        moment = parse_http_date(date)
        if moment is not None:
            self._last = _DateSample(moment.timestamp(), sent_at, received_at)

    def bounds(self, begun: float, ended: float) -> tuple[float, float]:
        """Return the earliest and the latest time on the server's clock between `begun` and `ended`.

        In seconds since the epoch.
        """
        last = self._last
        if last is None:
            here = time.time() - time.monotonic()
            return here + begun, here + ended
        return last.date + begun - last.received_at, last.date + WHOLE_SECOND + ended - last.sent_at

    def now(self) -> float:
        """Return the latest time that can be on the server's clock now, in seconds since the epoch."""
        moment = time.monotonic()
        return self.bounds(moment, moment)[1]
