"""Servers that lag, have a wrong clock, change their lists while a client pages, or have another client."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from arize_emulator import Emulator, FaultRule, Lag, MovingPages, OtherClient, WrongClock

from .samples import NESTED, llm

HOURS = timedelta(hours=3)


def listed(http: httpx.Client, **query: Any) -> list[str]:
    """Return the names on all pages."""
    names: list[str] = []
    while True:
        page = http.get(NESTED, params=query).json()
        names += [item["name"] for item in page["integrations"]]
        if not page["pagination"]["has_more"]:
            return names
        query["cursor"] = page["pagination"]["next_cursor"]


def test_reads_lag_behind_creates_changes_and_deletes(http: httpx.Client, emulator: Emulator) -> None:
    """For so many seconds, lists and reads show the former state; writes see the current one."""
    first, second = (http.post(NESTED, json={**llm(), "name": name}).json()["id"] for name in "ab")
    time.sleep(0.3)
    http.patch(f"{NESTED}/{first}", json={"type": "LLM", "name": "changed"})
    http.delete(f"{NESTED}/{second}")
    http.post(NESTED, json={**llm(), "name": "new"})
    with emulator.faults(FaultRule(method="GET", fault=Lag(seconds=0.25))):
        assert listed(http) == ["b", "a"]
        assert http.get(f"{NESTED}/{first}").json()["name"] == "a"
        assert http.get(f"{NESTED}/{second}").status_code == 200
        assert http.post(NESTED, json={**llm(), "name": "new"}).status_code == 409
        time.sleep(0.3)
        assert listed(http) == ["new", "changed"]
        assert http.get(f"{NESTED}/{second}").status_code == 404
    assert listed(http) == ["new", "changed"]


@pytest.mark.parametrize(("of", "date", "document"), [("date", 1, 0), ("documents", 0, 1), ("both", 1, 1)])
def test_a_wrong_clock(http: httpx.Client, emulator: Emulator, of: Any, date: int, document: int) -> None:
    """The header, the times in documents, or both are wrong by the same time."""
    fault = WrongClock(seconds=HOURS.total_seconds(), of=of)
    with emulator.faults(FaultRule(fault=fault)):
        response = http.post(NESTED, json=llm())
        http.delete(f"{NESTED}/{response.json()['id']}")
    now = datetime.now(timezone.utc)
    output = parsedate_to_datetime(response.headers["date"])
    created = datetime.fromisoformat(response.json()["created_at"].replace("Z", "+00:00"))
    for moment, wrong in ((output, date), (created, document)):
        assert abs(moment - now - wrong * HOURS) < timedelta(minutes=10)


def test_pages_that_move(http: httpx.Client, emulator: Emulator) -> None:
    """An item added at the front between two pages repeats another, a removed one leaves another out."""
    for name in "abcdef":
        http.post(NESTED, json={**llm(), "name": name})
    assert listed(http, limit=2) == ["f", "e", "d", "c", "b", "a"]
    with emulator.faults(FaultRule(fault=MovingPages(by=1))):
        assert listed(http, limit=2) == ["f", "e", "e", "d", "d", "c", "c", "b", "b", "a"]
    with emulator.faults(FaultRule(fault=MovingPages(by=-1))):
        assert listed(http, limit=2) == ["f", "e", "c", "b"]


@pytest.mark.parametrize("status", [None, 503])
def test_another_client(http: httpx.Client, emulator: Emulator, status: int | None) -> None:
    """Another user has created the same integration before, with another key; the request is a 409, or does not run."""
    other: dict[str, Any] = {"config": {"api_key": "theirs"}}
    with emulator.faults(FaultRule(method="POST", nth=1, fault=OtherClient(fields=other, status=status))):
        response = http.post(NESTED, json=llm())
    mine = http.post(NESTED, json={**llm(), "name": "mine"}).json()
    assert response.status_code == (status or 409)
    stored = emulator.get("llm")
    assert stored["config"]["api_key"] == "theirs"
    assert http.get(f"{NESTED}/{stored['id']}").json()["created_by_user_id"] != mine["created_by_user_id"]
    assert [request.method for request in emulator.requests][:2] == ["POST", "POST"]
