"""The time as the API writes it: ISO 8601 in UTC with milliseconds."""

from __future__ import annotations

import time
from datetime import datetime, timezone


class Clock:
    """A clock that returns each time once: later events have later times, even within one millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def now(self) -> str:
        """Return the time, such as `2026-07-01T12:00:00.000Z`."""
        self._last = max(time.time_ns() // 1_000_000, self._last + 1)
        moment = datetime.fromtimestamp(self._last / 1000, tz=timezone.utc)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
