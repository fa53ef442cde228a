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
        owner = contents.new_record(Organization, name=name, created_at=clock.now())
        contents.organizations[owner.id] = owner
        for space_name in spaces:
            space = contents.new_record(Space, organization_id=owner.id, name=space_name, created_at=clock.now())
            contents.spaces[space.id] = space
    return contents
