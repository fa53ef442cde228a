"""The administration of the account, in process and over HTTP."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import httpx
import pytest

from arize_emulator import Emulator
from arize_emulator.errors import NotFound

from .samples import AGENT, BEARER, FLAT, NESTED, ai, llm, make


def test_requests_are_recorded_without_the_key(http: httpx.Client, emulator: Emulator) -> None:
    """Each request is recorded in order, with its query, body and status, and without its key."""
    http.get(NESTED, params={"limit": 2})
    make(http, llm())
    http.post(NESTED, content=b"{")
    seen = [(item.method, item.path, item.query, item.body, item.status) for item in emulator.requests]
    assert seen == [
        ("GET", NESTED, {"limit": "2"}, None, 200),
        ("POST", NESTED, {}, llm(), 201),
        ("POST", NESTED, {}, "{", 400),
    ]
    assert "test-key" not in repr(emulator.requests)
    emulator.clear_requests()
    assert emulator.requests == []


def test_an_edit(http: httpx.Client, emulator: Emulator) -> None:
    """A stored key is removed, headers and names change, and `updated_at` moves; no request is recorded."""
    made = make(http, llm("LITELLM", headers={"a": "1"}))
    emulator.clear_requests()
    emulator.edit("llm", {"name": "renamed", "config": {"api_key": None, "headers": {"b": "2"}}})
    assert emulator.requests == []
    now = http.get(f"{NESTED}/{made['id']}").json()
    assert (now["name"], now["config"]["has_api_key"], now["config"]["header_names"]) == ("renamed", False, ["b"])
    assert now["updated_at"] > made["updated_at"]
    emulator.edit(made["id"], {"model_names": ["x"], "scopings": [{"organization_id": "any"}], "api_key": "flat"})
    assert emulator.get("renamed")["config"]["model_names"] == ["x"]
    assert emulator.get("renamed")["config"]["api_key"] == "flat"


def test_an_edit_inside_auth(http: httpx.Client, emulator: Emulator) -> None:
    """A part of `auth` is merged, another `auth_type` replaces it."""
    make(http, llm("AWS_BEDROCK", auth=BEARER))
    emulator.edit("llm", {"config": {"auth": {"api_key": None}}})
    assert emulator.get("llm")["config"]["auth"] == {"auth_type": "BEARER_TOKEN", "api_key": None, "base_url": None}
    emulator.edit("llm", {"config": {"auth": {"auth_type": "DEFAULT", "role_arn": "arn"}}})
    assert emulator.get("llm")["provider_metadata"] == {"kind": "AWS", "role_arn": "arn"}


def test_an_edit_of_an_agent(http: httpx.Client, emulator: Emulator) -> None:
    """A description, an endpoint and a list of presets can be set."""
    made = make(http, AGENT)
    emulator.edit("agent", {"description": "d", "config": {"request_presets": [{"name": "deep", "config": {}}]}})
    now = http.get(f"{NESTED}/{made['id']}").json()
    assert now["description"] == "d"
    assert [item["id"] for item in now["config"]["request_presets"]] == [made["config"]["request_presets"][0]["id"]]
    assert now["config"]["endpoint"] == made["config"]["endpoint"]


def test_documents_show_both_forms(emulator: Emulator) -> None:
    """A stored integration has its secrets, flat and in its config; Azure's has no config."""
    emulator.add("integrations", llm("OPEN_AI"))
    emulator.add("ai-integrations", ai("AZURE_OPEN_AI", name="azure", api_key="k"))
    first, second = emulator.integrations
    assert first["api_key"] == first["config"]["api_key"] == "another-secret"
    assert (second["config"], second["api_key"]) == (None, "k")


def test_more_organizations_and_spaces(emulator: Emulator, http: httpx.Client) -> None:
    """Both can be added, and a reset removes them."""
    emulator.add("organizations", {"name": "New"})
    space = emulator.add("spaces", {"name": "Room", "organization": "New"})
    assert http.get(f"/v2/spaces/{space['id']}").json()["organization_id"] == emulator.organization_id("New")
    emulator.reset()
    with pytest.raises(LookupError):
        emulator.space_id("Room")


def test_a_deletion(http: httpx.Client, emulator: Emulator) -> None:
    """A deleted integration is a 404 for the API, and an error for a second deletion."""
    made = make(http, llm())
    emulator.delete("llm")
    assert http.get(f"{NESTED}/{made['id']}").status_code == 404
    with pytest.raises(NotFound):
        emulator.delete("llm")


def test_many_connections_at_once(http: httpx.Client, emulator: Emulator) -> None:
    """Of parallel creates each is carried out once, and each name is taken once."""

    def create(worker: int) -> None:
        with httpx.Client(base_url=emulator.url, headers=dict(http.headers)) as own:
            for number in range(10):
                own.post(NESTED, json=llm(name=f"{worker}-{number}"))
                own.post(NESTED, json=llm(name=f"shared-{number}"))

    workers = [threading.Thread(target=create, args=(number,)) for number in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(emulator.integrations) == 90
    assert sorted({item.status or 0 for item in emulator.requests}) == [201, 409]


def test_the_admin_api(http: httpx.Client, emulator: Emulator) -> None:
    """Another process can do all of it without a key, and without being recorded."""
    with httpx.Client(base_url=f"{emulator.url}/_control") as admin:
        made = admin.post("/integrations", json=llm(name="a/b")).json()
        admin.post("/ai-integrations", json=ai(name="flat"))
        assert admin.post("/organizations", json={"name": "New"}).status_code == 201
        assert admin.post("/spaces", json={"name": "Room", "organization": "New"}).status_code == 201
        assert admin.get("/integrations/a/b").json()["id"] == made["id"]
        edited = admin.patch(f"/integrations/{made['id']}", json={"name": "c"}).json()
        assert edited["name"] == "c"
        assert admin.delete("/integrations/flat").status_code == 204
        state = admin.get("/state").json()
        assert [item["name"] for item in state["integrations"]] == ["c"]
        assert admin.patch("/state", json={"remote_evaluators": False}).json()["remote_evaluators"] is False
        assert admin.patch("/integrations/none", json={}).status_code == 404
        assert admin.patch("/integrations/c", json={"colour": "red"}).status_code == 400
        assert admin.get("/requests").json() == []
        http.get(FLAT)
        assert [item["path"] for item in admin.get("/requests").json()] == [FLAT]
        assert admin.delete("/requests").status_code == 204
        assert admin.post("/reset").status_code == 204
        assert admin.get("/integrations").json() == []


def test_data_survives_a_restart(tmp_path: Path) -> None:
    """An account in a file is the same after a restart, and new IDs stay new; only its owner can read the file."""
    data = tmp_path / "account.json"
    key = {"authorization": "Bearer k"}
    with Emulator(data=data, api_key="k") as first:
        for body in (llm(), AGENT):
            assert httpx.post(first.url + NESTED, json=body, headers=key).status_code == 201
        before, space = first.integrations, first.space_id("Lab")
    with Emulator(data=data, api_key="k") as second:
        assert (second.integrations, second.space_id("Lab")) == (before, space)
        second.delete("llm")
    assert len(json.loads(data.read_text())["integrations"]) == 1
    assert data.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["account.json"]
