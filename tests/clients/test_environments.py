"""Organizations, spaces and API keys of the emulated account, by clients that others wrote."""

from __future__ import annotations

from http import HTTPStatus

import httpx
import pytest

from arize_emulator import Emulator

from .clients import Client
from .environments import ENVIRONMENTS, GRACE, Environment


@pytest.fixture
def environment(client: Client) -> Environment:
    """Return the operations of one of the clients."""
    return ENVIRONMENTS[type(client)](client)


def names(emulator: Emulator) -> set[str]:
    """Return the names of the spaces that a test has created."""
    return {space["name"] for space in emulator.spaces} - {"Production", "Staging", "Lab"}


def spaces_read(emulator: Emulator, key: str) -> set[str] | int:
    """Return the names of the spaces that a key may read, or the status of the error."""
    response = httpx.get(f"{emulator.url}/v2/spaces", headers={"authorization": f"Bearer {key}"})
    if response.status_code != HTTPStatus.OK:
        return response.status_code
    return {space["name"] for space in response.json()["spaces"]}


def test_organizations_and_spaces(environment: Environment, emulator: Emulator) -> None:
    """A client creates, lists, reads, changes and deletes an organization with its spaces."""
    acme = environment.create("organizations", "New", "for tests")
    assert environment.names("organizations") == {"Acme", "Research", "New"}
    environment.change("organizations", acme, "Newer", "for more tests")
    read = environment.read("organizations", acme)
    assert (read["name"], read["description"]) == ("Newer", "for more tests")
    room = environment.create("spaces", "Room", "quiet", acme)
    environment.create("spaces", "Hall", "loud", acme)
    assert environment.names("spaces", acme) == {"Room", "Hall"}
    environment.change("spaces", room, "Den", "quieter")
    read = environment.read("spaces", room)
    assert (read["name"], read["description"]) == ("Den", "quieter")
    environment.delete("spaces", room)
    assert names(emulator) == {"Hall"}
    environment.delete("organizations", acme)
    assert names(emulator) == set()
    assert environment.names("organizations") == {"Acme", "Research"}


def test_service_keys(environment: Environment, emulator: Emulator) -> None:
    """A client creates a key for one space, refreshes it with a grace period, and revokes it."""
    owner, lab = emulator.organization_id("Research"), emulator.space_id("Lab")
    made = environment.create_service_key("bot", owner, lab)
    assert made["name"] == "bot"
    assert spaces_read(emulator, made["key"]) == {"Lab"}
    assert environment.keys("SERVICE", "ACTIVE") == {made["id"]}
    fresh = environment.refresh_key(made["id"])
    assert [spaces_read(emulator, key) for key in (made["key"], fresh["key"])] == [{"Lab"}, {"Lab"}]
    emulator.advance_clock(GRACE)
    assert [spaces_read(emulator, key) for key in (made["key"], fresh["key"])] == [401, {"Lab"}]
    environment.revoke_key(fresh["id"])
    assert spaces_read(emulator, fresh["key"]) == 401
    assert environment.keys("SERVICE", "ACTIVE") == set()
    assert environment.keys("SERVICE", "REVOKED") == {fresh["id"]}


def test_user_keys(environment: Environment, emulator: Emulator) -> None:
    """A client creates a key of its user, which opens all of the account."""
    made = environment.create_user_key("mine")
    assert spaces_read(emulator, made["key"]) == {"Production", "Staging", "Lab"}
    assert environment.keys("USER", "ACTIVE") == {made["id"]}
    assert environment.keys("SERVICE", "ACTIVE") == set()
