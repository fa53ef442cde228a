"""Dates that no calendar has, in the headers of responses."""

from __future__ import annotations

import pytest

from pulumi_arize.api.server_clock import ServerClock, parse_http_date


@pytest.mark.parametrize(
    "value", ["Mon, 01 Jan 99999999999 00:00:00 GMT", "Mon, 32 Jan 2026 00:00:00 GMT", "-5", "", None]
)
def test_a_date_that_does_not_exist(value: str | None) -> None:
    """It counts as none, and the clock of this machine stays in use."""
    assert parse_http_date(value) is None
    clock = ServerClock()
    clock.record(value, 1.0, 2.0)
    earliest, latest = clock.bounds(3.0, 4.0)
    assert latest - earliest == pytest.approx(1.0)
