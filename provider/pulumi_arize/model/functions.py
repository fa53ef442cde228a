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


NAME_DESCRIPTION = "Exact name."
ID_DESCRIPTION = "ID."

GET_ORGANIZATION = Function(
    "get_organization",
    "Return an organization by its id or its exact name.",
    ORGANIZATION,
    {"name": NAME_DESCRIPTION, "id": ID_DESCRIPTION},
)
GET_SPACE = Function(
    "get_space",
    "Return a space by its id or its exact name, with `organization_id` only in that organization.",
    SPACE,
    {"name": NAME_DESCRIPTION, "id": ID_DESCRIPTION, "organization_id": "ID of its organization."},
)
GET_INTEGRATION = Function(
    "get_integration",
    "Return an integration by its id or its exact name; set `type` if two types share the name.",
    INTEGRATION,
    {
        "name": NAME_DESCRIPTION,
        "id": ID_DESCRIPTION,
        "type": "What it connects to; needed if two types share the name.",
    },
)
GET_AI_INTEGRATION = Function(
    "get_ai_integration",
    "Return an AI integration by its id or its exact name; its header values are secret.",
    AI_INTEGRATION,
    {"name": NAME_DESCRIPTION, "id": ID_DESCRIPTION},
)
LIST_INTEGRATIONS = Function(
    "list_integrations",
    "Return all integrations, or only those that match the filters.",
    INTEGRATION,
    {
        "name": "Part of the name, in any case.",
        "type": "Type of the integrations.",
        "space_id": "ID of a space that can use them.",
    },
)
SINGLE_LOOKUPS = (GET_ORGANIZATION, GET_SPACE, GET_INTEGRATION, GET_AI_INTEGRATION)
"""The lookups that return one result, and fail where there is none."""

FUNCTIONS = (*SINGLE_LOOKUPS, LIST_INTEGRATIONS)
