"""The lookups that a program can call, with their arguments and results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .resource_types import AI_INTEGRATION, INTEGRATION, ORGANIZATION, SPACE, ResourceType


@dataclass(frozen=True)
class Function:
    """A lookup. Each argument is an optional string; `arguments` has their descriptions by name."""

    name: str
    summary: str
    result: ResourceType
    arguments: Mapping[str, str]


NAME_DESCRIPTION = "Its exact name."
ID_DESCRIPTION = "Its id."

GET_ORGANIZATION = Function(
    "get_organization",
    "Return an organization by its exact name or its id.",
    ORGANIZATION,
    {"name": NAME_DESCRIPTION, "id": ID_DESCRIPTION},
)
GET_SPACE = Function(
    "get_space",
    "Return a space by its exact name, in one organization where `organization_id` is given, or by its id.",
    SPACE,
    {"name": NAME_DESCRIPTION, "id": ID_DESCRIPTION, "organization_id": "ID of the organization that it is in."},
)
GET_INTEGRATION = Function(
    "get_integration",
    "Return an integration by its id or its exact name; with `type` where two types share the name.",
    INTEGRATION,
    {"name": NAME_DESCRIPTION, "id": ID_DESCRIPTION, "type": "What it connects to, where two types share the name."},
)
GET_AI_INTEGRATION = Function(
    "get_ai_integration",
    "Return an AI integration by its id or its exact name; the values of its headers are secret.",
    AI_INTEGRATION,
    {"name": NAME_DESCRIPTION, "id": ID_DESCRIPTION},
)
LIST_INTEGRATIONS = Function(
    "list_integrations",
    "Return all integrations: those of a type, seen by a space, or with a part of their name, in any case.",
    INTEGRATION,
    {"name": "A part of the name.", "type": "What they connect to.", "space_id": "ID of a space that sees them."},
)
SINGLE_LOOKUPS = (GET_ORGANIZATION, GET_SPACE, GET_INTEGRATION, GET_AI_INTEGRATION)
"""The lookups that return one result, and fail where there is none."""

FUNCTIONS = (*SINGLE_LOOKUPS, LIST_INTEGRATIONS)
