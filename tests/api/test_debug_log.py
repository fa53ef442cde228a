"""The debug log: each attempt with its duration, and no secret."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from tests.raw_server import KEY, Response, serving

from pulumi_arize.api.client import Client
from pulumi_arize.errors import ApiError, SettingsError

SECRET = 'sk-"ü&/ 1'
BODY: dict[str, Any] = {
    "name": "Production",
    "config": {
        "provider": "CUSTOM",
        "headers": {"x-one": SECRET},
        "auth": {"client_secret": SECRET, "client_id": "me"},
        "api_key": None,
    },
}


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the lines of the log; fails where one holds a secret."""
    text = path.read_text()
    assert not any(secret in text for secret in ("sk-", KEY))
    return [json.loads(line) for line in text.splitlines()]


def test_each_attempt_is_written(tmp_path: Path) -> None:
    """Each attempt is a line of JSON: the request, the status, the duration and the response."""
    responses = iter([Response(b"<html>busy</html>", 503), Response(json.dumps({"id": "i", **BODY}).encode(), 201)])
    log = tmp_path / "log"
    with serving(lambda _: next(responses)) as server:
        client = Client(server.settings(logFile=str(log), maxRetries=1, retryDelay=0.01))
        client.request("POST", "/v2/integrations", BODY, {"a": "b c"}, read_if_applied=lambda: None)
    first, second = lines(log)
    assert first["request"] == second["request"] == "POST /v2/integrations?a=b+c"
    assert (first["status"], second["status"]) == (503, 201)
    assert first["received"] == "<html>busy</html>"
    hidden = {"headers": {"x-one": "[secret]"}, "auth": {"client_secret": "[secret]", "client_id": "me"}}
    assert first["sent"] == {"name": "Production", "config": {"provider": "CUSTOM", "api_key": None, **hidden}}
    assert second["received"] == {"id": "i", **first["sent"]}
    assert first["ms"] >= 0
    assert first["time"] <= second["time"]


def test_a_lost_response_is_written(tmp_path: Path) -> None:
    """An attempt without a response is written with its error."""
    log = tmp_path / "log"
    with serving(lambda _: Response(b"{", length=10)) as server, pytest.raises(ApiError):
        Client(server.settings(logFile=str(log))).request("GET", "/x")
    (line,) = lines(log)
    assert "no response from 127.0.0.1" in line["failed"]


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    """Only the owner can read the file."""
    log = tmp_path / "log"
    with serving(lambda _: Response()) as server:
        Client(server.settings(logFile=str(log)))
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """A file that cannot be written is an error that names where its path comes from."""
    with (
        serving(lambda _: Response()) as server,
        pytest.raises(SettingsError, match=r"^arize:logFile: cannot write "),
    ):
        Client(server.settings(logFile=str(tmp_path)))


def test_no_log_without_being_asked(tmp_path: Path) -> None:
    """Without the setting nothing is written."""
    with serving(lambda _: Response()) as server:
        Client(server.settings()).request("GET", "/x")
    assert list(tmp_path.iterdir()) == []
