"""The data sources: organizations and spaces, which a program looks up and the provider only reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..casing import Names
from .fields import OutputField, names_of_models
from .space_default import DefaultLlmIntegration
from .traits import Model


@dataclass(frozen=True)
class DataSource:
    """A collection of the API that is only read, and the fields of its items."""

    name: str
    title: str
    path: str
    list_key: str
    fields: Mapping[str, OutputField]

    @property
    def nested(self) -> Mapping[str, type[Model]]:
        """The fields that hold an object, with its model."""
        return {name: field.type for name, field in self.fields.items() if issubclass(field.type, Model)}

    @property
    def names(self) -> Names:
        """The names of all fields of an item, at any depth."""
        return {name: names_of_models([self.nested[name]] if name in self.nested else []) for name in self.fields}


SHARED = {
    "id": OutputField(str, "ID, for use in scopings.", required=True),
    "name": OutputField(str, "Name.", required=True),
    "description": OutputField(str, "What it is for."),
    "created_at": OutputField(str, "When it was created."),
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
        "organization_id": OutputField(str, "ID of its organization; older servers omit it."),
        "is_private": OutputField(bool, "Whether only its members can see it."),
        "default_llm_integration": OutputField(
            DefaultLlmIntegration, "The integration and the model that it uses by default."
        ),
    },
)
"""Source: `Space`."""

DATA_SOURCES = (ORGANIZATION, SPACE)
