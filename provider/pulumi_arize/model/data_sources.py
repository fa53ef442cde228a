"""What an integration's user needs beside integrations: organizations and spaces, as the API answers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..casing import Names
from .fields import names_of_models
from .space_default import DefaultLlmIntegration
from .traits import Model


@dataclass(frozen=True)
class DataSource:
    """A collection that is only read: where it stands, and the fields of its items by name, with their type."""

    name: str
    title: str
    path: str
    list_key: str
    fields: Mapping[str, tuple[str, str]]
    nested: Mapping[str, type[Model]] = field(default_factory=dict)
    """The fields that hold an object, with its model."""

    @property
    def names(self) -> Names:
        """The names of all that an item can hold."""
        return {name: names_of_models([self.nested[name]] if name in self.nested else []) for name in self.fields}


SHARED = {
    "id": ("str", "ID, as scopings take it."),
    "name": ("str", "Name."),
    "description": ("str | None", "What it is for."),
    "created_at": ("str | None", "When it was created."),
}

ORGANIZATION = DataSource("Organization", "organization", "/v2/organizations", "organizations", SHARED)
"""Source: `Organization`."""

SPACE = DataSource(
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
    nested={"default_llm_integration": DefaultLlmIntegration},
)
"""Source: `Space`."""

DATA_SOURCES = (ORGANIZATION, SPACE)
