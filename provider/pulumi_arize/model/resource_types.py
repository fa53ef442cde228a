"""The resource types that there are. To add one, write a module with its facts, and list it here."""

from .ai_integration import AI_INTEGRATION
from .integration import INTEGRATION
from .organization import ORGANIZATION
from .resource_type import ResourceType, enum_fields, object_models
from .service_key import SERVICE_KEY
from .space import SPACE
from .space_default import SPACE_DEFAULT, SPACE_DEFAULT_AGENT

__all__ = [
    "AI_INTEGRATION",
    "COLLECTION_TYPES",
    "ENVIRONMENT_TYPES",
    "INTEGRATION",
    "INTEGRATION_TYPES",
    "ORGANIZATION",
    "RESOURCE_TYPES",
    "SERVICE_KEY",
    "SETTING_TYPES",
    "SPACE",
    "SPACE_DEFAULT",
    "SPACE_DEFAULT_AGENT",
    "ResourceType",
    "enum_fields",
    "object_models",
    "types_sharing_names",
]

INTEGRATION_TYPES = (INTEGRATION, AI_INTEGRATION)
"""The two forms of an integration."""

ENVIRONMENT_TYPES = (ORGANIZATION, SPACE, SERVICE_KEY)
"""What an environment has in addition to integrations, each after what it refers to."""

COLLECTION_TYPES = (*INTEGRATION_TYPES, *ENVIRONMENT_TYPES)
"""The resource types that have a collection of their own in the API."""

SETTING_TYPES = (SPACE_DEFAULT, SPACE_DEFAULT_AGENT)
"""The resource types that are a setting of another resource."""

RESOURCE_TYPES = (*COLLECTION_TYPES, *SETTING_TYPES)
"""The resource types that a program can declare."""


def types_sharing_names(resource_type: ResourceType) -> list[ResourceType]:
    """Return the resource types whose resources cannot have the same name as one of this type: this one first."""
    sharing = (other for other in COLLECTION_TYPES if other.name_scopes & resource_type.name_scopes)
    return sorted(sharing, key=lambda other: other is not resource_type)
