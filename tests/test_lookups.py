"""Lookups of organizations and spaces: by exact name or by ID, over all pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.lifecycle import deployed_resource
from tests.raw_server import Response, serving

from arize_emulator import Emulator
from pulumi_arize import get_organization, get_space
from pulumi_arize.api.account import Account
from pulumi_arize.errors import LookupFailed
from pulumi_arize.lifecycle.lookups import by_id, by_name

ABSENT = "U3BhY2U6OTk5OmFCY0Rl"


@pytest.fixture
def account(emulator: Emulator) -> Account:
    return deployed_resource.account(emulator)


def message(action: Callable[[], Any]) -> str:
    """Return the message of a lookup that fails: one line, without the key."""
    with pytest.raises(LookupFailed) as caught:
        action()
    assert "\n" not in str(caught.value)
    assert "test-key" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(("title", "name"), [("organization", "Acme"), ("space", "Lab")])
def test_by_name_and_by_id(account: Account, emulator: Emulator, title: str, name: str) -> None:
    """An item is found by its exact name with one request, and by its ID; a space has its organization."""
    expected = emulator.organization_id(name) if title == "organization" else emulator.space_id(name)
    listing = collection(account, title)
    found = by_name(listing, name)
    assert (found["id"], found["name"]) == (expected, name)
    assert title == "organization" or found["organization_id"] == emulator.organization_id("Research")
    assert len(emulator.requests) == 1
    assert by_id(listing, expected) == found


def collection(account: Account, title: str) -> Any:
    """Return the organizations or the spaces of an account."""
    return {"organization": account.organizations, "space": account.spaces}[title]


def test_an_exact_name(account: Account, emulator: Emulator) -> None:
    """The API's filter takes parts of names in any case; a lookup takes the whole name only."""
    for name in ("lab", "Lab 2", "My Lab"):
        emulator.add("spaces", {"name": name, "organization": "Acme"})
    assert by_name(account.spaces, "Lab")["id"] == emulator.space_id("Lab")
    assert by_name(account.spaces, "lab")["organization_id"] == emulator.organization_id("Acme")


@pytest.mark.parametrize("name", ["a&b=c", "ä ö", "50%", "x+y", "a/b?c#d"])
def test_any_name(account: Account, emulator: Emulator, name: str) -> None:
    """A name with any characters is found."""
    made = emulator.add("organizations", {"name": name})
    assert by_name(account.organizations, name)["id"] == made["id"]


def test_pages(account: Account, emulator: Emulator) -> None:
    """A name is found on whatever page it stands: the oldest one is the last."""
    emulator.add("spaces", {"name": "team", "organization": "Acme"})
    for index in range(130):
        emulator.add("spaces", {"name": f"team {index}", "organization": "Acme"})
    assert by_name(account.spaces, "team")["name"] == "team"
    assert len(emulator.requests) == 2


def test_ambiguous(account: Account, emulator: Emulator) -> None:
    """A name that two have is an error with their IDs; the organization distinguishes them."""
    made = [emulator.add("spaces", {"name": "Lab", "organization": owner})["id"] for owner in ("Acme", "Acme")]
    output = message(lambda: by_name(account.spaces, "Lab"))
    assert [item for item in (*made, "'Lab'", "3 spaces") if item not in output] == []
    only = by_name(account.spaces, "Lab", {"org_id": emulator.organization_id("Research")})
    assert only["id"] not in made


@pytest.mark.parametrize(
    ("name", "near"),
    [("Prodution", "'Production'"), ("production", "'Production'"), ("Product", "'Production'"), ("zzz", "'Lab'")],
)
def test_missing(account: Account, emulator: Emulator, name: str, near: str) -> None:
    """A name that nothing has is an error with similar names, or some others; only those of the organization asked."""
    output = message(lambda: by_name(account.spaces, name))
    assert repr(name) in output
    assert near in output
    within = message(lambda: by_name(account.spaces, name, {"org_id": emulator.organization_id("Research")}))
    assert "'Lab'" in within
    assert "'Staging'" not in within


@pytest.mark.parametrize("title", ["organization", "space"])
def test_missing_id(account: Account, title: str) -> None:
    """An ID that nothing has is an error with what the API says."""
    output = message(lambda: by_id(collection(account, title), ABSENT))
    assert [part for part in (ABSENT, "404", title) if part not in output] == []


def test_wrong_key(emulator: Emulator) -> None:
    """A key that is refused is an error that says which lookup failed, and how to give another key."""
    other = deployed_resource.account(emulator, apiKey="wrong")
    output = message(lambda: by_name(other.spaces, "Lab"))
    assert "cannot look up space 'Lab'" in output
    assert "arize:apiKey" in output


@pytest.mark.parametrize("lookup", [get_organization, get_space])
def test_neither_name_nor_id(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, lookup: Callable[..., Any]) -> None:
    """A lookup without a name and without an ID is a mistake of the program."""
    in_environment(emulator, monkeypatch)
    with pytest.raises(LookupFailed, match="name or an id"):
        lookup()


def test_in_a_program(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program gets the result of a lookup as an object with the API's fields, by the settings of its environment."""
    in_environment(emulator, monkeypatch)
    organization = get_organization("Research")
    found = get_space("Lab", organization_id=organization.id)
    assert (found.id, found.organization_id) == (emulator.space_id("Lab"), organization.id)
    assert get_space(id=found.id) == found


def in_environment(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lead programs to an emulated account."""
    for variable, value in emulator.env.items():
        monkeypatch.setenv(variable, value)


def test_older_server() -> None:
    """A space without its organization is found, by name and by ID; an unknown field is returned too."""
    space = {"id": "s", "name": "Lab", "future": [1]}
    listed = {"spaces": [space], "pagination": {"has_more": False}}
    with serving(lambda request: Response(json.dumps(listed if "?" in request.target else space).encode())) as server:
        account = Account(server.settings())
        assert by_name(account.spaces, "Lab") == by_id(account.spaces, "s")
        found = by_id(account.spaces, "s")
    assert (found["id"], found.get("organization_id"), found["future"]) == ("s", None, [1])
