"""The debug log: each attempt with its timing, and no secret in any form."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.raw_server import KEY, Answer, Request, serving

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
FORMS = (SECRET, json.dumps(SECRET)[1:-1], quote(SECRET, safe=""), base64.b64encode(SECRET.encode()).decode(), KEY)


def lines(path: Path) -> list[dict[str, Any]]:
    """Return what was written; fails where a secret stands in it."""
    text = path.read_text()
    assert [form for form in (*FORMS, "sk-") if form in text] == []
    return [json.loads(line) for line in text.splitlines()]


def test_each_attempt_is_written(tmp_path: Path) -> None:
    """Each attempt is a line of JSON: what was sent, the status, the time it took, the id that the server gave it."""
    answers = iter([Answer(b"<html>busy</html>", 503), Answer(json.dumps({"id": "i", **BODY}).encode(), 201)])
    log = tmp_path / "log"
    with serving(lambda _: next(answers)) as server:
        client = Client(server.settings(logFile=str(log), maxRetries=1, retryDelay=0.01))
        client.request("POST", "/v2/integrations", BODY, {"a": "b c"}, look=lambda: None)
    first, second = lines(log)
    assert first["request"] == second["request"] == "POST /v2/integrations?a=b+c"
    assert (first["status"], second["status"]) == (503, 201)
    assert first["answered"] == "<html>busy</html>"
    hidden = {"headers": {"x-one": "[secret]"}, "auth": {"client_secret": "[secret]", "client_id": "me"}}
    assert first["sent"] == {"name": "Production", "config": {"provider": "CUSTOM", "api_key": None, **hidden}}
    assert second["answered"] == {"id": "i", **first["sent"]}
    assert first["ms"] >= 0
    assert first["time"] <= second["time"]


def test_a_lost_answer_is_written(tmp_path: Path) -> None:
    """An attempt that got no answer is written with what went wrong."""
    log = tmp_path / "log"
    with serving(lambda _: Answer(b"{", length=10)) as server, pytest.raises(ApiError):
        Client(server.settings(logFile=str(log))).request("GET", "/x")
    (line,) = lines(log)
    assert "no answer from 127.0.0.1" in line["failed"]


@pytest.mark.parametrize("form", FORMS, ids=["plain", "JSON", "URL", "base64", "API key"])
def test_a_server_that_echoes(tmp_path: Path, form: str) -> None:
    """What a server says back is written and shown without the secret, in whichever form it repeats it."""

    def answer(request: Request) -> Answer:
        assert request.method == "POST"
        return Answer(json.dumps({"detail": f"cannot use {form}, sorry"}, ensure_ascii=False).encode(), 422)

    log = tmp_path / "log"
    with serving(answer) as server, pytest.raises(ApiError):
        Client(server.settings(logFile=str(log))).request("POST", "/x", BODY, look=lambda: None)
    (line,) = lines(log)
    assert "cannot use [secret], sorry" in str(line["answered"])


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    """The file is made for its owner alone."""
    log = tmp_path / "log"
    with serving(lambda _: Answer()) as server:
        Client(server.settings(logFile=str(log)))
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    """A file that cannot be written is told at once, with the setting and the variable that name it."""
    with (
        serving(lambda _: Answer()) as server,
        pytest.raises(SettingsError, match="arize:logFile or ARIZE_PROVIDER_LOG"),
    ):
        Client(server.settings(logFile=str(tmp_path)))


def test_no_log_without_being_asked(tmp_path: Path) -> None:
    """Without the setting nothing is written."""
    with serving(lambda _: Answer()) as server:
        Client(server.settings()).request("GET", "/x")
    assert list(tmp_path.iterdir()) == []
