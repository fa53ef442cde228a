"""The clock of the server, from responses that take a while."""

from __future__ import annotations

import math
import time
from datetime import datetime, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_arize.api.server_clock import ServerClock, parse_http_date

seconds = st.floats(0, 30)


@given(offset=st.floats(1e9, 2e9), request=st.tuples(seconds, seconds, seconds), begun=seconds, took=seconds)
def test_bounds(offset: float, request: tuple[float, float, float], begun: float, took: float) -> None:
    """The true time is within the bounds, whatever the offset of the clock and the durations of the request."""
    sent_at, until_dated, until_heard = request
    dated_at = sent_at + until_dated
    date = datetime.fromtimestamp(math.floor(offset + dated_at), timezone.utc)
    clock = ServerClock()
    clock.record(format_datetime(date, usegmt=True), sent_at, dated_at + until_heard)
    earliest, latest = clock.bounds(begun, begun + took)
    assert earliest - 1e-3 <= offset + begun
    assert offset + begun + took <= latest + 1e-3
    assert latest - earliest <= took + until_dated + until_heard + 1 + 1e-3


@pytest.mark.parametrize(
    "date", [None, "", "-5", "yesterday", "Mon, 01 Jan 99999999999 00:00:00 GMT", "Mon, 32 Jan 2026 00:00:00 GMT"]
)
def test_without_a_date(date: str | None) -> None:
    """Before a response has a date that a calendar has, the clock of this machine is used."""
    assert parse_http_date(date) is None
    clock = ServerClock()
    clock.record(date, 0, 1)
    assert abs(clock.now() - time.time()) < 60
    earliest, latest = clock.bounds(3.0, 4.0)
    assert latest - earliest == pytest.approx(1.0)
