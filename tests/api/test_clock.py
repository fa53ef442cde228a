"""The clock of the server: what is known of it, from answers that take their time."""

from __future__ import annotations

import math
import time
from datetime import datetime, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_arize.api.clock import ServerClock

seconds = st.floats(0, 30)


@given(offset=st.floats(1e9, 2e9), request=st.tuples(seconds, seconds, seconds), begun=seconds, took=seconds)
def test_the_true_time_lies_in_the_span(
    offset: float, request: tuple[float, float, float], begun: float, took: float
) -> None:
    """However far the clock is off, and however long a request was under way before and after its answer was dated."""
    sent_at, until_dated, until_heard = request
    dated_at = sent_at + until_dated
    date = datetime.fromtimestamp(math.floor(offset + dated_at), timezone.utc)
    clock = ServerClock()
    clock.record(format_datetime(date, usegmt=True), sent_at, dated_at + until_heard)
    earliest, latest = clock.bounds(begun, begun + took)
    assert earliest - 1e-3 <= offset + begun
    assert offset + begun + took <= latest + 1e-3
    assert latest - earliest <= took + until_dated + until_heard + 1 + 1e-3


@pytest.mark.parametrize("date", [None, "", "yesterday"])
def test_without_a_date(date: str | None) -> None:
    """Before any answer tells the time, that of this machine counts."""
    clock = ServerClock()
    clock.record(date, 0, 1)
    assert abs(clock.now() - time.time()) < 60
