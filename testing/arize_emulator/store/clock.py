"""The time as the API writes it: ISO 8601 in UTC with milliseconds."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone


class Clock:
    """A clock that gives each event a time of its own: later ones have later times, even within one millisecond.

    A test can set it ahead: what expires does so then, without a wait.
    """

    def __init__(self) -> None:
        self._last = 0
        self._ahead = timedelta()

    def advance(self, by: timedelta) -> None:
        """Set the clock ahead, or back."""
        self._ahead += by
        self._last = 0

    def reset(self) -> None:
        """Return to the machine's time."""
        self.advance(-self._ahead)

    def time(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time() + self._ahead.total_seconds()

    def moment(self) -> datetime:
        """Return the time, to compare others with it."""
        return datetime.fromtimestamp(self.time(), tz=timezone.utc)

    def now(self) -> str:
        """Return the time, such as `2026-07-01T12:00:00.000Z`, and each only once."""
        self._last = max(int(self.time() * 1000), self._last + 1)
        return written(datetime.fromtimestamp(self._last / 1000, tz=timezone.utc))


def written(moment: datetime) -> str:
    """Return a time as the API writes it: such texts are in the order of the times."""
    return moment.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
