"""The results of lookups.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import pulumi

from ..casing import Names
from ..sdk.result import Result
from . import property_names

__all__ = ["AiIntegrationResult", "IntegrationResult", "OrganizationResult", "SpaceResult"]


@dataclass(frozen=True, kw_only=True)
class OrganizationResult(Result):
    """One of `/v2/organizations`, as the API returns it."""

    secrets: ClassVar[Sequence[str]] = []
    stands_for: ClassVar[Mapping[str, Mapping[str, str]]] = {"scopings": {"organization_id": "id"}}
    names: ClassVar[Names] = property_names.ORGANIZATION
    name: str
    """Name, unique in the account. Not empty. At most 255 characters."""
    description: str
    """What it is for. At most 1,000 characters."""
    id: str
    """ID assigned by the API."""
    created_at: str | None
    """When it was created."""


@dataclass(frozen=True, kw_only=True)
class SpaceResult(Result):
    """One of `/v2/spaces`, as the API returns it."""

    secrets: ClassVar[Sequence[str]] = []
    stands_for: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "scopings": {"organization_id": "organization_id", "space_id": "id"},
        "spaces": {"space_id": "id"},
    }
    names: ClassVar[Names] = property_names.SPACE
    name: str
    """Name, unique in its organization. Not empty. At most 255 characters."""
    organization_id: str | None
    """ID of its organization; a change replaces the space. Not empty."""
    description: str
    """What it is for. At most 1,000 characters."""
    is_private: bool
    """Whether only its members and administrators see it."""
    default_llm_integration: dict[str, Any] | None
    """The LLM integration and the model that it uses by default. If it is omitted, another resource may set it."""
    default_agent_runtime: dict[str, Any] | None
    """The agent integration that it runs by default. If it is omitted, another resource may set it."""
    ml_models_enabled: bool | None
    """Whether machine learning models are enabled in it. If it is omitted, the server's value stays."""
    gradient_start_color: str | None
    """First color of its picture. Not empty. If it is omitted, the server's value stays."""
    gradient_end_color: str | None
    """Second color of its picture. Not empty. If it is omitted, the server's value stays."""
    id: str
    """ID assigned by the API."""
    created_at: str | None
    """When it was created."""


@dataclass(frozen=True, kw_only=True)
class IntegrationResult(Result):
    """One of `/v2/integrations`, as the API returns it."""

    secrets: ClassVar[Sequence[str]] = []
    names: ClassVar[Names] = property_names.INTEGRATION
    name: str
    """Name of the integration, unique in the account. Not empty."""
    config: dict[str, Any]
    """`LLM`: Settings of the provider. `AGENT`: The agent's endpoint and its request format. `EVALUATOR`: The evaluator's endpoint and its request format."""
    type: str
    """What the integration connects to; a change replaces it. One of `LLM`, `AGENT`, `EVALUATOR`."""
    scopings: list[dict[str, Any]]
    """Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; the order is ignored."""
    description: str | None
    """What the integration is for. Only for `AGENT`, `EVALUATOR`."""
    id: str
    """ID assigned by the API."""
    created_at: str | None
    """When the integration was created."""
    updated_at: str | None
    """When the integration was last changed."""
    created_by_user_id: str | None
    """ID of the user who created it; null if the user was deleted."""


@dataclass(frozen=True, kw_only=True)
class AiIntegrationResult(Result):
    """One of `/v2/ai-integrations`, as the API returns it."""

    secrets: ClassVar[Sequence[str]] = ["headers"]
    names: ClassVar[Names] = property_names.AI_INTEGRATION
    name: str
    """Name of the integration, unique in the account. Not empty."""
    provider: str
    """The provider of the models."""
    scopings: list[dict[str, Any]]
    """Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; the order is ignored."""
    base_url: str | None
    """URL of the provider's endpoint. Not empty."""
    model_names: list[str]
    """Names of models; the list is replaced as a whole. No item is empty. The order is ignored."""
    headers: pulumi.Output[dict[str, str] | None]
    """Headers that are sent with every request. At most 8,175 bytes as JSON. Secret."""
    enable_default_models: bool
    """Whether Arize's default models are available."""
    function_calling_enabled: bool
    """Whether models may call functions."""
    auth_type: str
    """The authentication method. One of `DEFAULT`, `PROXY_WITH_HEADERS`, `BEARER_TOKEN`."""
    provider_metadata: dict[str, Any] | None
    """Metadata for AWS Bedrock and Vertex AI."""
    has_api_key: bool | None
    """Whether api_key is set."""
    id: str
    """ID assigned by the API."""
    created_at: str | None
    """When the integration was created."""
    updated_at: str | None
    """When the integration was last changed."""
    created_by_user_id: str | None
    """ID of the user who created it; null if the user was deleted."""
