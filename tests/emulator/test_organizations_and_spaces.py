"""Organizations and spaces: what their requests must have, what responses hold, and whose names are unique."""

from __future__ import annotations

from typing import Any

import arize._generated.api_client as gen
import httpx
import pytest
from arize import ArizeClient

from arize_emulator import Emulator, FaultRule, Lag, Normalize, OtherClient

from .samples import AGENT, KEYS, ORGANIZATIONS, SPACES, UNKNOWN_ID, llm, make, names, service_key

LONG = {"name": "n" * 256, "description": "d" * 1001}


def test_what_a_create_leaves_out(http: httpx.Client, emulator: Emulator) -> None:
    """A description is empty, a space public and without defaults; responses have the fields of the client's models."""
    organization = make(http, {"name": "New"}, ORGANIZATIONS)
    assert organization["description"] == ""
    assert set(organization) == set(gen.Organization.model_fields)
    space = make(http, {"name": "Room", "organization_id": organization["id"]}, SPACES)
    assert set(space) == set(gen.Space.model_fields)
    expected = {"description": "", "is_private": False, "default_llm_integration": None, "default_agent_runtime": None}
    assert space.items() >= expected.items()
    assert emulator.spaces[-1] == space
    assert emulator.organizations[-1] == organization


def test_every_setting_of_a_space(client: ArizeClient, emulator: Emulator) -> None:
    """The official client sets all settings of a space, and clears those that can be null."""
    model, agent = (emulator.add("integrations", body)["id"] for body in (llm(), AGENT))
    changed = client.spaces.update(
        space="Lab",
        name="Room",
        description="d",
        is_private=True,
        default_llm_integration=gen.DefaultLLMIntegration(integration_id=model, model_name="m"),
        default_agent_runtime=gen.DefaultAgentRuntime(integration_id=agent),
        ml_models_enabled=False,
        gradient_start_color="#111111",
        gradient_end_color="#222222",
    )
    before = emulator.get("Room", kind="spaces")
    assert client.spaces.get(space="Room") == changed
    assert before == {
        "id": changed.id,
        "organization_id": emulator.organization_id("Research"),
        "created_at": before["created_at"],
        "name": "Room",
        "description": "d",
        "is_private": True,
        "default_llm_integration": {"integration_id": model, "model_name": "m"},
        "default_agent_runtime": {"integration_id": agent},
        "ml_models_enabled": False,
        "gradient_start_color": "#111111",
        "gradient_end_color": "#222222",
    }
    client.spaces.update(space="Room", description=None, default_llm_integration=None, default_agent_runtime=None)
    cleared = {"description": "", "default_llm_integration": None, "default_agent_runtime": None}
    assert emulator.get("Room", kind="spaces") == {**before, **cleared}


def test_names_are_unique_where_they_must_be(http: httpx.Client, emulator: Emulator) -> None:
    """The name of an organization is unique in the account, that of a space in its organization; its own is free."""
    acme, research = emulator.organization_id("Acme"), emulator.organization_id("Research")
    assert http.post(ORGANIZATIONS, json={"name": "Acme"}).status_code == 409
    assert http.patch(f"{ORGANIZATIONS}/{research}", json={"name": "Acme"}).status_code == 409
    assert http.patch(f"{ORGANIZATIONS}/{research}", json={"name": "Research"}).status_code == 200
    assert http.post(SPACES, json={"name": "Staging", "organization_id": acme}).status_code == 409
    other = make(http, {"name": "Staging", "organization_id": research}, SPACES)
    assert http.patch(f"{SPACES}/{other['id']}", json={"name": "Lab"}).status_code == 409
    assert http.patch(f"{SPACES}/{other['id']}", json={"name": "Staging"}).status_code == 200


def test_filters(http: httpx.Client, emulator: Emulator) -> None:
    """Lists are newest first and filter by a part of the name, spaces by organization too; a malformed ID is a 400."""
    acme = emulator.organization_id("Acme")
    assert names(http, ORGANIZATIONS) == ["Research", "Acme"]
    assert names(http, SPACES, org_id=acme) == ["Staging", "Production"]
    assert names(http, ORGANIZATIONS, name="SEARCH") == ["Research"]
    assert names(http, SPACES, org_id=acme, name="prod") == ["Production"]
    assert http.get(SPACES, params={"org_id": "acme"}).status_code == 400


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (400, []),
        (400, {}),
        (400, {"nme": "x"}),
        (400, {"id": UNKNOWN_ID}),
        (400, {"created_at": "2026-01-01T00:00:00Z"}),
        (400, {"name": None}),
        (400, {"name": 1}),
        (422, {"name": ""}),
        (422, {"name": LONG["name"]}),
        (400, {"description": 1}),
        (422, {"description": LONG["description"]}),
    ],
)
def test_rejected_changes_of_both(http: httpx.Client, emulator: Emulator, status: int, change: Any) -> None:
    """A change with a wrong type or an unknown field is a 400, one that breaks a rule a 422; nothing changes."""
    before = emulator.state()
    for path, key in ((ORGANIZATIONS, emulator.organization_id("Acme")), (SPACES, emulator.space_id("Lab"))):
        assert http.patch(f"{path}/{key}", json=change).status_code == status
    assert emulator.state() == before


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (422, {"description": ""}),
        (400, {"organization_id": UNKNOWN_ID}),
        (400, {"is_private": None}),
        (400, {"is_private": "yes"}),
        (400, {"is_private": 1}),
        (400, {"ml_models_enabled": None}),
        (400, {"gradient_end_color": None}),
        (400, {"default_llm_integration": {"integration_id": UNKNOWN_ID}}),
        (400, {"default_llm_integration": {"integration_id": "x", "model_name": "m"}}),
        (422, {"default_llm_integration": {"integration_id": UNKNOWN_ID, "model_name": "m"}}),
        (400, {"default_agent_runtime": {"integration_id": UNKNOWN_ID, "model_name": "m"}}),
        (422, {"default_agent_runtime": {"integration_id": UNKNOWN_ID}}),
    ],
)
def test_rejected_changes_of_a_space(http: httpx.Client, emulator: Emulator, status: int, change: Any) -> None:
    """A space cannot move, and its defaults name integrations that exist; nothing changes."""
    before = emulator.spaces
    assert http.patch(f"{SPACES}/{emulator.space_id('Lab')}", json=change).status_code == status
    assert emulator.spaces == before


def test_a_default_of_another_type(http: httpx.Client, emulator: Emulator) -> None:
    """The default LLM integration is no agent, and the default agent no LLM integration."""
    model, agent = (emulator.add("integrations", body)["id"] for body in (llm(), AGENT))
    space = f"{SPACES}/{emulator.space_id('Lab')}"
    wrong = {"default_llm_integration": {"integration_id": agent, "model_name": "m"}}
    assert http.patch(space, json=wrong).status_code == 422
    assert http.patch(space, json={"default_agent_runtime": {"integration_id": model}}).status_code == 422


@pytest.mark.parametrize(
    ("status", "path", "body"),
    [
        (400, ORGANIZATIONS, {}),
        (400, ORGANIZATIONS, {"name": "x", "description": None}),
        (422, ORGANIZATIONS, {"name": ""}),
        (422, ORGANIZATIONS, {"name": "x", "description": LONG["description"]}),
        (400, SPACES, {"name": "x"}),
        (400, SPACES, {"name": "x", "organization_id": "acme"}),
        (404, SPACES, {"name": "x", "organization_id": UNKNOWN_ID}),
        (400, SPACES, {"name": "x", "organization_id": UNKNOWN_ID, "description": None}),
        (400, SPACES, {"name": "x", "organization_id": UNKNOWN_ID, "ml_models_enabled": True}),
    ],
)
def test_rejected_creates(http: httpx.Client, emulator: Emulator, status: int, path: str, body: Any) -> None:
    """A create has what it needs and nothing that only a change can set; else nothing is created."""
    before = emulator.state()
    assert http.post(path, json=body).status_code == status
    assert emulator.state() == before


@pytest.mark.parametrize("path", [ORGANIZATIONS, SPACES])
def test_unknown_ids(http: httpx.Client, path: str) -> None:
    """An unknown ID is a 404, a malformed one a 400, for each operation."""
    for key, status in ((UNKNOWN_ID, 404), ("acme", 400)):
        responses = [
            http.get(f"{path}/{key}"),
            http.patch(f"{path}/{key}", json={"name": "x"}),
            http.delete(f"{path}/{key}"),
        ]
        assert [response.status_code for response in responses] == [status] * 3


def test_faults(http: httpx.Client, emulator: Emulator) -> None:
    """Reads of spaces can lag too, and another client can create the same organization before."""
    with emulator.faults(FaultRule(method="GET", fault=Lag(seconds=30))):
        made = make(http, {"name": "Late", "organization_id": emulator.organization_id("Acme")}, SPACES)
        assert http.get(f"{SPACES}/{made['id']}").status_code == 404
    assert http.get(f"{SPACES}/{made['id']}").status_code == 200
    with emulator.faults(FaultRule(method="POST", nth=1, fault=OtherClient(fields={"description": "theirs"}))):
        assert http.post(ORGANIZATIONS, json={"name": "New"}).status_code == 409
    assert emulator.get("New", kind="organizations")["description"] == "theirs"


def test_normalized_responses(http: httpx.Client, emulator: Emulator) -> None:
    """A server can trim names and return an empty description for one that is not set; times stay as they are."""
    key = service_key(emulator.organization_id("Acme"), emulator.space_id("Staging"), name=" bot ")
    with emulator.faults(FaultRule(fault=Normalize())):
        made = make(http, {"name": " New "}, ORGANIZATIONS)
        assert made["name"] == "New"
        assert make(http, {"name": " Room ", "organization_id": made["id"]}, SPACES)["name"] == "Room"
        bot = make(http, key, KEYS)
    assert (bot["name"], bot["description"], bot["expires_at"]) == ("bot", "", None)
