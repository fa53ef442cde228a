"""What an account holds before anybody has done anything."""

from __future__ import annotations

from .clock import Clock
from .ids import new_id
from .records import Organization, Space, Store

USER_ID = new_id("User", 1)
"""Whose key it is."""

OTHER_USER_ID = new_id("User", 2)
"""Somebody else with a key to the account."""

_SEEDS = {"Acme": ("Production", "Staging"), "Research": ("Lab",)}


def seeded(clock: Clock) -> Store:
    """Return the contents of a new account: two organizations with their spaces."""
    contents = Store()
    for organization, spaces in _SEEDS.items():
        owner = add_organization(contents, organization, clock.now())
        for space in spaces:
            add_space(contents, space, owner.id, clock.now())
    return contents


def add_organization(contents: Store, name: str, now: str) -> Organization:
    """Add an organization and return it."""
    contents.last_number += 1
    made = Organization(new_id("Organization", contents.last_number), contents.last_number, name, now)
    contents.organizations[made.id] = made
    return made


def add_space(contents: Store, name: str, organization_id: str, now: str) -> Space:
    """Add a space to an organization and return it."""
    contents.last_number += 1
    made = Space(new_id("Space", contents.last_number), contents.last_number, organization_id, name, now)
    contents.spaces[made.id] = made
    return made
