"""The contents of a new account."""

from __future__ import annotations

from .clock import Clock
from .ids import new_id
from .records import Organization, Space, Store

USER_ID = new_id("User", 1)
"""The user whose key it is."""

OTHER_USER_ID = new_id("User", 2)
"""Another user of the account: the one of the fault `OtherClient`."""

_SEEDS = {"Acme": ("Production", "Staging"), "Research": ("Lab",)}


def seeded(clock: Clock) -> Store:
    """Return the contents of a new account: two organizations with their spaces."""
    contents = Store()
    for name, spaces in _SEEDS.items():
        owner = add_organization(contents, name, clock.now())
        for space in spaces:
            add_space(contents, space, owner.id, clock.now())
    return contents


def add_organization(contents: Store, name: str, now: str) -> Organization:
    """Add an organization and return it."""
    contents.last_number += 1
    organization = Organization(new_id("Organization", contents.last_number), contents.last_number, name, now)
    contents.organizations[organization.id] = organization
    return organization


def add_space(contents: Store, name: str, organization_id: str, now: str) -> Space:
    """Add a space to an organization and return it."""
    contents.last_number += 1
    space = Space(new_id("Space", contents.last_number), contents.last_number, organization_id, name, now)
    contents.spaces[space.id] = space
    return space
