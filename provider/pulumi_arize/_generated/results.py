"""The results of lookups.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import pulumi

from ..casing import Names
from ..sdk.result import Result
from . import property_names

__all__ = ["AiIntegrationResult", "IntegrationResult", "Organization", "Space"]


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
    id: str | None
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
    """Names of models; the list is replaced as a whole. None of them empty. The order is ignored."""
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
    id: str | None
    """ID assigned by the API."""
    created_at: str | None
    """When the integration was created."""
    updated_at: str | None
    """When the integration was last changed."""
    created_by_user_id: str | None
    """ID of the user who created it; null if the user was deleted."""


@dataclass(frozen=True, kw_only=True)
class Organization(Result):
    """One of `/v2/organizations`."""

    names: ClassVar[Names] = property_names.ORGANIZATION
    id: str
    """ID, for use in scopings."""
    name: str
    """Name."""
    description: str | None
    """What it is for."""
    created_at: str | None
    """When it was created."""


@dataclass(frozen=True, kw_only=True)
class Space(Result):
    """One of `/v2/spaces`."""

    names: ClassVar[Names] = property_names.SPACE
    id: str
    """ID, for use in scopings."""
    name: str
    """Name."""
    description: str | None
    """What it is for."""
    created_at: str | None
    """When it was created."""
    organization_id: str | None
    """ID of its organization; older servers omit it."""
    is_private: bool | None
    """Whether only its members can see it."""
    default_llm_integration: dict[str, Any] | None
    """The integration and the model that it uses by default."""
