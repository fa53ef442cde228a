"""What the deletion of a space or an organization takes along."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from arize_emulator import Emulator

from .samples import AGENT, KEYS, NESTED, ORGANIZATIONS, SPACES, llm, scoping, service_key


def add(emulator: Emulator, name: str, *scopings: dict[str, str | None]) -> None:
    """Create an integration with these scopings."""
    emulator.add("integrations", {**llm(name=name), "scopings": list(scopings)})


def scopings(emulator: Emulator) -> dict[str, list[Any]]:
    """Return the scopings of each integration."""
    return {item["name"]: item["scopings"] for item in emulator.integrations}


def keys(emulator: Emulator) -> dict[str, set[str]]:
    """Return the spaces of each service key."""
    return {
        key["name"]: {space["space_id"] for item in key["bot_user"]["organizations"] for space in item["spaces"]}
        for key in emulator.api_keys
    }


def test_a_space_takes_its_scopings_and_keys_roles_along(emulator: Emulator, http: httpx.Client) -> None:
    """A scoping of the space is gone, others stay; a service key keeps its other spaces."""
    staging, acme = scoping(emulator, "Acme", "Staging"), scoping(emulator, "Acme")
    lab = scoping(emulator, "Research", "Lab")
    for name, given in (("one", [staging]), ("two", [staging, lab]), ("organization", [acme]), ("account", [])):
        add(emulator, name, *given)
    both = [service_key(str(item["organization_id"]), str(item["space_id"])) for item in (staging, lab)]
    organizations = [item for body in both for item in body["organizations"]]
    emulator.add("api-keys", {**both[0], "name": "both", "organizations": organizations})
    emulator.add("api-keys", {**both[0], "name": "one"})
    updated = emulator.get("organization")["updated_at"]
    assert http.delete(f"{SPACES}/{staging['space_id']}").status_code == 204
    assert scopings(emulator) == {"one": [], "two": [lab], "organization": [acme], "account": []}
    assert emulator.get("two")["updated_at"] > emulator.get("two")["created_at"]
    assert emulator.get("organization")["updated_at"] == updated
    assert keys(emulator) == {"both": {lab["space_id"]}, "one": set()}
    assert {key["status"] for key in emulator.api_keys} == {"ACTIVE"}
    assert http.get(f"{SPACES}/{staging['space_id']}").status_code == 404


@pytest.mark.parametrize(
    ("setting", "left"), [("account_wide", {"one": []}), ("deleted", {}), ("kept", {"one": [None]})]
)
def test_the_integration_of_a_deleted_space(
    emulator: Emulator, http: httpx.Client, setting: str, left: dict[str, list[Any]]
) -> None:
    """An integration that only this space saw becomes account-wide, is deleted, or keeps the scoping."""
    emulator.configure(last_scoping=setting)
    staging = scoping(emulator, "Acme", "Staging")
    add(emulator, "one", staging)
    http.delete(f"{SPACES}/{staging['space_id']}")
    expected = {name: [staging if item is None else item for item in items] for name, items in left.items()}
    assert scopings(emulator) == expected


@pytest.mark.parametrize(("setting", "status"), [("active", "ACTIVE"), ("revoked", "REVOKED")])
def test_the_key_of_a_deleted_space(emulator: Emulator, http: httpx.Client, setting: str, status: str) -> None:
    """A service key that was only for this space sees nothing any more, or is revoked."""
    emulator.configure(last_space_of_key=setting)
    lab = scoping(emulator, "Research", "Lab")
    made = emulator.add("api-keys", service_key(str(lab["organization_id"]), str(lab["space_id"])))
    http.delete(f"{SPACES}/{lab['space_id']}")
    assert emulator.get(made["id"], kind="api-keys")["status"] == status
    response = httpx.get(emulator.url + SPACES, headers={"authorization": f"Bearer {made['key']}"})
    assert response.status_code == (200 if status == "ACTIVE" else 401)
    if status == "ACTIVE":
        assert response.json()["spaces"] == []


def test_an_organization_takes_all_that_is_for_it_alone(emulator: Emulator, http: httpx.Client) -> None:
    """Its spaces, integrations and keys go too; those that are for others as well lose its scopings and roles."""
    staging, acme = scoping(emulator, "Acme", "Staging"), scoping(emulator, "Acme")
    lab = scoping(emulator, "Research", "Lab")
    for name, given in (("space", [staging]), ("organization", [acme, staging]), ("both", [acme, lab]), ("all", [])):
        add(emulator, name, *given)
    alone, other = (service_key(str(item["organization_id"]), str(item["space_id"])) for item in (staging, lab))
    emulator.add("api-keys", {**alone, "name": "alone"})
    both = [*alone["organizations"], *other["organizations"]]
    emulator.add("api-keys", {**alone, "name": "both", "organizations": both})
    emulator.add("api-keys", {"key_type": "USER", "name": "mine"})
    assert http.delete(f"{ORGANIZATIONS}/{acme['organization_id']}").status_code == 204
    assert [item["name"] for item in emulator.organizations] == ["Research"]
    assert [item["name"] for item in emulator.spaces] == ["Lab"]
    assert scopings(emulator) == {"both": [lab], "all": []}
    assert [key["name"] for key in emulator.api_keys] == ["both", "mine"]
    assert emulator.get("both", kind="api-keys")["bot_user"]["organizations"] == [
        {
            **other["organizations"][0],
            "role": {"type": "PREDEFINED", "name": "READ_ONLY"},
            "spaces": [{"space_id": lab["space_id"], "role": {"type": "PREDEFINED", "name": "MEMBER"}}],
        }
    ]
    assert http.get(KEYS).status_code == 200


def test_a_deleted_integration_is_no_default_any_more(emulator: Emulator, http: httpx.Client) -> None:
    """A space loses its default with the integration, also when that goes with its own organization."""
    owner = {"scopings": [scoping(emulator, "Acme")]}
    model, agent = (emulator.add("integrations", {**body, **owner})["id"] for body in (llm(), AGENT))
    lab = f"{SPACES}/{emulator.space_id('Lab')}"
    for default in (
        {"default_llm_integration": {"integration_id": model, "model_name": "m"}},
        {"default_agent_runtime": {"integration_id": agent}},
    ):
        assert http.patch(lab, json=default).json().items() >= default.items()
    http.delete(f"{NESTED}/{model}")
    assert http.get(lab).json()["default_llm_integration"] is None
    http.delete(f"{ORGANIZATIONS}/{emulator.organization_id('Acme')}")
    assert http.get(lab).json()["default_agent_runtime"] is None
