"""Servers that lag, go by a wrong clock, change their pages while somebody pages, or have a busy neighbour."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from arize_emulator import Emulator, FaultRule, Lag, MovingPages, OtherClient, WrongClock

from .samples import llm

PATH = "/v2/integrations"
HOURS = timedelta(hours=3)


@pytest.fixture
def http(emulator: Emulator) -> Any:
    """Return a client with the account's key."""
    headers = {"authorization": f"Bearer {emulator.api_key}"}
    with httpx.Client(base_url=emulator.url, headers=headers) as client:
        yield client


def listed(http: httpx.Client, **query: Any) -> list[str]:
    """Return the names on all pages."""
    names: list[str] = []
    while True:
        page = http.get(PATH, params=query).json()
        names += [item["name"] for item in page["integrations"]]
        if not page["pagination"]["has_more"]:
            return names
        query["cursor"] = page["pagination"]["next_cursor"]


def test_reads_lag_behind_creates_changes_and_deletes(http: httpx.Client, emulator: Emulator) -> None:
    """For so many seconds, lists and reads show what was there before; writes see what is there."""
    first, second = (http.post(PATH, json={**llm(), "name": name}).json()["id"] for name in "ab")
    time.sleep(0.3)
    http.patch(f"{PATH}/{first}", json={"type": "LLM", "name": "changed"})
    http.delete(f"{PATH}/{second}")
    http.post(PATH, json={**llm(), "name": "new"})
    with emulator.faults(FaultRule(method="GET", fault=Lag(seconds=0.25))):
        assert listed(http) == ["b", "a"]
        assert http.get(f"{PATH}/{first}").json()["name"] == "a"
        assert http.get(f"{PATH}/{second}").status_code == 200
        assert http.post(PATH, json={**llm(), "name": "new"}).status_code == 409
        time.sleep(0.3)
        assert listed(http) == ["new", "changed"]
        assert http.get(f"{PATH}/{second}").status_code == 404
    assert listed(http) == ["new", "changed"]


@pytest.mark.parametrize(("of", "date", "document"), [("date", 1, 0), ("documents", 0, 1), ("both", 1, 1)])
def test_a_wrong_clock(http: httpx.Client, emulator: Emulator, of: Any, date: int, document: int) -> None:
    """The header, the moments of documents, or both are off by so much."""
    fault = WrongClock(seconds=HOURS.total_seconds(), of=of)
    with emulator.faults(FaultRule(fault=fault)):
        response = http.post(PATH, json=llm())
        http.delete(f"{PATH}/{response.json()['id']}")
    now = datetime.now(timezone.utc)
    output = parsedate_to_datetime(response.headers["date"])
    created = datetime.fromisoformat(response.json()["created_at"].replace("Z", "+00:00"))
    for moment, wrong in ((output, date), (created, document)):
        assert abs(moment - now - wrong * HOURS) < timedelta(minutes=10)


def test_pages_that_move(http: httpx.Client, emulator: Emulator) -> None:
    """What comes to the front between two pages repeats an item, what goes leaves one out."""
    for name in "abcdef":
        http.post(PATH, json={**llm(), "name": name})
    assert listed(http, limit=2) == ["f", "e", "d", "c", "b", "a"]
    with emulator.faults(FaultRule(fault=MovingPages(by=1))):
        assert listed(http, limit=2) == ["f", "e", "e", "d", "d", "c", "c", "b", "b", "a"]
    with emulator.faults(FaultRule(fault=MovingPages(by=-1))):
        assert listed(http, limit=2) == ["f", "e", "c", "b"]


@pytest.mark.parametrize("status", [None, 503])
def test_a_busy_neighbour(http: httpx.Client, emulator: Emulator, status: int | None) -> None:
    """Another user has created the same before, with a key of theirs; the request is refused, or never reaches it."""
    theirs: dict[str, Any] = {"config": {"api_key": "theirs"}}
    with emulator.faults(FaultRule(method="POST", nth=1, fault=OtherClient(fields=theirs, status=status))):
        response = http.post(PATH, json=llm())
    mine = http.post(PATH, json={**llm(), "name": "mine"}).json()
    assert response.status_code == (status or 409)
    held = emulator.get("llm")
    assert held["config"]["api_key"] == "theirs"
    assert http.get(f"{PATH}/{held['id']}").json()["created_by_user_id"] != mine["created_by_user_id"]
    assert [request.method for request in emulator.requests][:2] == ["POST", "POST"]


RULES: list[dict[str, Any]] = [
    {"method": "GET", "fault": {"kind": "lag", "seconds": 2.0}},
    {"fault": {"kind": "wrong_clock", "seconds": -7200, "of": "documents"}},
    {"fault": {"kind": "moving_pages", "by": -1}},
    {"method": "POST", "fault": {"kind": "other_client", "fields": {"name": "other"}}},
]


def test_over_the_control_api(emulator: Emulator) -> None:
    """Each is told and shown as JSON; what makes no sense is refused at its place."""
    with httpx.Client(base_url=emulator.url) as client:
        reported = client.put("/_control/faults", json=RULES)
        assert [item["rule"]["fault"]["kind"] for item in reported.json()] == [
            "lag",
            "wrong_clock",
            "moving_pages",
            "other_client",
        ]
        refused = client.put("/_control/faults", json=[{"fault": {"kind": "lag", "seconds": 61}}])
        assert refused.status_code == 400
        assert "fault.lag.seconds" in refused.json()["detail"]
        client.delete("/_control/faults")


def test_from_the_command_line() -> None:
    """`--fault` takes each of them."""
    command = [str(Path(sys.executable).with_name("arize-emulator")), "--fault", json.dumps(RULES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        output = process.stdout.readline()
        process.terminate()
    assert output.startswith("Arize API emulator on http://127.0.0.1:")
