"""Organizations, spaces and API keys of the emulated account, by clients that others wrote."""

from __future__ import annotations

from http import HTTPStatus

import httpx

from arize_emulator import Emulator

from .clients import GRACE, Client


def names(emulator: Emulator) -> set[str]:
    """Return the names of the spaces that a test has created."""
    return {space["name"] for space in emulator.spaces} - {"Production", "Staging", "Lab"}


def spaces_read(emulator: Emulator, key: str) -> set[str] | int:
    """Return the names of the spaces that a key may read, or the status of the error."""
    response = httpx.get(f"{emulator.url}/v2/spaces", headers={"authorization": f"Bearer {key}"})
    if response.status_code != HTTPStatus.OK:
        return response.status_code
    return {space["name"] for space in response.json()["spaces"]}


def test_organizations_and_spaces(client: Client, emulator: Emulator) -> None:
    """A client creates, lists, reads, changes and deletes an organization with its spaces."""
    acme = client.create("organizations", "New", "for tests")
    assert client.names("organizations") == {"Acme", "Research", "New"}
    client.change("organizations", acme, name="Newer", description="for more tests")
    read = client.read("organizations", acme)
    assert (read["name"], read["description"]) == ("Newer", "for more tests")
    room = client.create("spaces", "Room", "quiet", acme)
    client.create("spaces", "Hall", "loud", acme)
    assert client.names("spaces", acme) == {"Room", "Hall"}
    client.change("spaces", room, name="Den", description="quieter")
    read = client.read("spaces", room)
    assert (read["name"], read["description"]) == ("Den", "quieter")
    client.delete("spaces", room)
    assert names(emulator) == {"Hall"}
    client.delete("organizations", acme)
    assert names(emulator) == set()
    assert client.names("organizations") == {"Acme", "Research"}


def test_service_keys(client: Client, emulator: Emulator) -> None:
    """A client creates a key for one space, refreshes it with a grace period, and revokes it."""
    owner, lab = emulator.organization_id("Research"), emulator.space_id("Lab")
    made = client.create_service_key("bot", owner, lab)
    assert made["name"] == "bot"
    assert spaces_read(emulator, made["key"]) == {"Lab"}
    assert client.keys("SERVICE", "ACTIVE") == {made["id"]}
    fresh = client.refresh_key(made["id"])
    assert [spaces_read(emulator, key) for key in (made["key"], fresh["key"])] == [{"Lab"}, {"Lab"}]
    emulator.advance_clock(GRACE)
    assert [spaces_read(emulator, key) for key in (made["key"], fresh["key"])] == [401, {"Lab"}]
    client.revoke_key(fresh["id"])
    assert spaces_read(emulator, fresh["key"]) == 401
    assert client.keys("SERVICE", "ACTIVE") == set()
    assert client.keys("SERVICE", "REVOKED") == {fresh["id"]}


def test_user_keys(client: Client, emulator: Emulator) -> None:
    """A client creates a key of its user, which opens all of the account."""
    made = client.create_user_key("mine")
    assert spaces_read(emulator, made["key"]) == {"Production", "Staging", "Lab"}
    assert client.keys("USER", "ACTIVE") == {made["id"]}
    assert client.keys("SERVICE", "ACTIVE") == set()
