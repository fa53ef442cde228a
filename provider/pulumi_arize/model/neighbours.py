"""What an integration's user needs beside integrations: organizations and spaces, as the API answers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Neighbour:
    """A collection that is only read: where it stands, and the fields of its items by name, with their type."""

    name: str
    title: str
    path: str
    items: str
    fields: Mapping[str, tuple[str, str]]


SHARED = {
    "id": ("str", "ID, as scopings take it."),
    "name": ("str", "Name."),
    "description": ("str | None", "What it is for."),
    "created_at": ("str | None", "When it was created."),
}

ORGANIZATION = Neighbour("Organization", "organization", "/v2/organizations", "organizations", SHARED)
"""Source: `Organization`."""

SPACE = Neighbour(
    "Space",
    "space",
    "/v2/spaces",
    "spaces",
    {
        **SHARED,
        "organization_id": ("str | None", "ID of its organization; older servers leave it out."),
        "is_private": ("bool | None", "Whether only its members see it."),
        "default_llm_integration": ("dict[str, Any] | None", "The integration and the model that it uses by default."),
    },
)
"""Source: `Space`."""

NEIGHBOURS = (ORGANIZATION, SPACE)
