"""The base classes of the resource classes of both front ends: their inputs, outputs and docstrings.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pulumi

from ..sdk.base_resource import BaseResource
from . import property_names

if TYPE_CHECKING:
    from . import inputs, typed_dicts


class IntegrationBase(BaseResource):
    """Manages an integration (`/v2/integrations`).

    - An integration with an LLM provider.
    - An integration with your own agent.
    - An integration with your own remote evaluator.

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name of the integration, unique in the account. Not empty.
        config (LlmConfig | AgentConfig | EvaluatorConfig, required): `LLM`: Settings of the provider. `AGENT`: The
            agent's endpoint and its request format. `EVALUATOR`: The evaluator's endpoint and its request format.
            `LlmConfig` is `OpenAiConfig`, `AnthropicConfig`, `GeminiConfig`, `AwsBedrockConfig`, `CustomConfig`,
            `VertexAiConfig`, `NvidiaNimConfig`, `LiteLlmConfig`, `FireworksConfig` or `TogetherAiConfig`.
        type (str, default LLM): What the integration connects to; a change replaces it. One of `LLM`, `AGENT`,
            `EVALUATOR`.
        scopings (list[Scoping], optional): Organizations and spaces that can use it; omit for the whole account.
            Replaced as a whole; the order is ignored.
        description (str, optional): What the integration is for. Only for `AGENT`, `EVALUATOR`.
        adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
        api_key_version (int | str, optional): Change this value to send the key again. Not empty.
        deletion_protection (bool, default False): Whether to refuse deletion, including deletion by a replacement.
        opts (pulumi.ResourceOptions, optional): Options of the resource.

    Attributes:
        id (pulumi.Output[str]): ID assigned by the API.
        created_at (pulumi.Output[str]): When the integration was created.
        updated_at (pulumi.Output[str]): When the integration was last changed.
        created_by_user_id (pulumi.Output[str]): ID of the user who created it; null if the user was deleted.
        key_fingerprint (pulumi.Output[str]): Four hexadecimal digits that are equal for equal keys, and change when
            a key is rotated.
        api_key (pulumi.Output[str]): The API key in `config`, or in its `auth`. Secret.
    """

    type_name = "Integration"
    names = property_names.INTEGRATION
    secrets = {
        "config": {"api_key": {}, "auth": {"api_key": {}, "headers": {}, "client_secret": {}}, "headers": {}},
        "api_key": {},
    }
    if TYPE_CHECKING:  # Pulumi would evaluate annotations at run time, again for each resource
        name: pulumi.Output[str]
        """Name of the integration, unique in the account. Not empty."""
        config: pulumi.Output[dict[str, Any]]
        """`LLM`: Settings of the provider. `AGENT`: The agent's endpoint and its request format. `EVALUATOR`: The evaluator's endpoint and its request format."""
        type: pulumi.Output[str]
        """What the integration connects to; a change replaces it. One of `LLM`, `AGENT`, `EVALUATOR`."""
        scopings: pulumi.Output[list[dict[str, Any]]]
        """Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; the order is ignored."""
        description: pulumi.Output[str | None]
        """What the integration is for. Only for `AGENT`, `EVALUATOR`."""
        adopt: pulumi.Output[str | None]
        """ID or exact name of an existing one to adopt. Not empty."""
        api_key_version: pulumi.Output[int | str | None]
        """Change this value to send the key again. Not empty."""
        deletion_protection: pulumi.Output[bool]
        """Whether to refuse deletion, including deletion by a replacement."""
        created_at: pulumi.Output[str]
        """When the integration was created."""
        updated_at: pulumi.Output[str]
        """When the integration was last changed."""
        created_by_user_id: pulumi.Output[str]
        """ID of the user who created it; null if the user was deleted."""
        key_fingerprint: pulumi.Output[str]
        """Four hexadecimal digits that are equal for equal keys, and change when a key is rotated."""
        api_key: pulumi.Output[str]
        """The API key in `config`, or in its `auth`. Secret."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        config: pulumi.Input[
            inputs.LlmConfig
            | inputs.AgentConfig
            | typed_dicts.AgentConfigDict
            | inputs.EvaluatorConfig
            | typed_dicts.EvaluatorConfigDict
        ],
        type: pulumi.Input[inputs.IntegrationTypeName] | None = None,
        scopings: pulumi.Input[
            Sequence[
                pulumi.Input[
                    inputs.Scoping | typed_dicts.ScopingDict | inputs.OrganizationReference | inputs.SpaceReference
                ]
            ]
        ]
        | None = None,
        description: pulumi.Input[str] | None = None,
        adopt: pulumi.Input[str] | None = None,
        api_key_version: pulumi.Input[int | str] | None = None,
        deletion_protection: pulumi.Input[bool] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Manages an integration (`/v2/integrations`).

        Args:
            resource_name (str, required): Name of the resource in the program, unique for its type.
            name (str, required): Name of the integration, unique in the account. Not empty.
            config (LlmConfig | AgentConfig | EvaluatorConfig, required): `LLM`: Settings of the provider. `AGENT`: The
                agent's endpoint and its request format. `EVALUATOR`: The evaluator's endpoint and its request format.
                `LlmConfig` is `OpenAiConfig`, `AnthropicConfig`, `GeminiConfig`, `AwsBedrockConfig`, `CustomConfig`,
                `VertexAiConfig`, `NvidiaNimConfig`, `LiteLlmConfig`, `FireworksConfig` or `TogetherAiConfig`.
            type (str, default LLM): What the integration connects to; a change replaces it. One of `LLM`, `AGENT`,
                `EVALUATOR`.
            scopings (list[Scoping], optional): Organizations and spaces that can use it; omit for the whole account.
                Replaced as a whole; the order is ignored.
            description (str, optional): What the integration is for. Only for `AGENT`, `EVALUATOR`.
            adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
            api_key_version (int | str, optional): Change this value to send the key again. Not empty.
            deletion_protection (bool, default False): Whether to refuse deletion, including deletion by a replacement.
            opts (pulumi.ResourceOptions, optional): Options of the resource.
        """
        self._declare(
            resource_name,
            {
                "name": name,
                "config": config,
                "type": type,
                "scopings": scopings,
                "description": description,
                "adopt": adopt,
                "api_key_version": api_key_version,
                "deletion_protection": deletion_protection,
            },
            opts,
        )


class AiIntegrationBase(BaseResource):
    """Manages an LLM integration in its older, flat form (`/v2/ai-integrations`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name of the integration, unique in the account. Not empty.
        provider (str, required): The provider of the models.
        scopings (list[Scoping], optional): Organizations and spaces that can use it; omit for the whole account.
            Replaced as a whole; the order is ignored.
        api_key (str, optional): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set.
        base_url (str, optional): URL of the provider's endpoint. Not empty.
        model_names (list[str], optional): Names of models; the list is replaced as a whole. No item is empty. The
            order is ignored.
        headers (dict[str, str], optional): Headers that are sent with every request. At most 8,175 bytes as JSON.
            Secret.
        enable_default_models (bool, default False): Whether Arize's default models are available.
        function_calling_enabled (bool, default True): Whether models may call functions.
        auth_type (str, default DEFAULT): The authentication method. One of `DEFAULT`, `PROXY_WITH_HEADERS`,
            `BEARER_TOKEN`.
        provider_metadata (ProviderMetadata, optional): Metadata for AWS Bedrock and Vertex AI. `ProviderMetadata`
            is `AwsProviderMetadata` or `GcpProviderMetadata`.
        adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
        api_key_version (int | str, optional): Change this value to send the key again. Not empty.
        deletion_protection (bool, default False): Whether to refuse deletion, including deletion by a replacement.
        opts (pulumi.ResourceOptions, optional): Options of the resource.

    Attributes:
        has_api_key (pulumi.Output[bool]): Whether api_key is set.
        id (pulumi.Output[str]): ID assigned by the API.
        created_at (pulumi.Output[str]): When the integration was created.
        updated_at (pulumi.Output[str]): When the integration was last changed.
        created_by_user_id (pulumi.Output[str]): ID of the user who created it; null if the user was deleted.
        key_fingerprint (pulumi.Output[str]): Four hexadecimal digits that are equal for equal keys, and change when
            a key is rotated.
    """

    type_name = "AiIntegration"
    names = property_names.AI_INTEGRATION
    secrets = {"api_key": {}, "headers": {}}
    if TYPE_CHECKING:  # Pulumi would evaluate annotations at run time, again for each resource
        name: pulumi.Output[str]
        """Name of the integration, unique in the account. Not empty."""
        provider: pulumi.Output[str]
        """The provider of the models."""
        scopings: pulumi.Output[list[dict[str, Any]]]
        """Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; the order is ignored."""
        api_key: pulumi.Output[str | None]
        """API key of the provider. Not empty. Secret. Never returned: `has_api_key` says whether it is set."""
        base_url: pulumi.Output[str | None]
        """URL of the provider's endpoint. Not empty."""
        model_names: pulumi.Output[list[str]]
        """Names of models; the list is replaced as a whole. No item is empty. The order is ignored."""
        headers: pulumi.Output[dict[str, str] | None]
        """Headers that are sent with every request. At most 8,175 bytes as JSON. Secret."""
        enable_default_models: pulumi.Output[bool]
        """Whether Arize's default models are available."""
        function_calling_enabled: pulumi.Output[bool]
        """Whether models may call functions."""
        auth_type: pulumi.Output[str]
        """The authentication method. One of `DEFAULT`, `PROXY_WITH_HEADERS`, `BEARER_TOKEN`."""
        provider_metadata: pulumi.Output[dict[str, Any] | None]
        """Metadata for AWS Bedrock and Vertex AI."""
        adopt: pulumi.Output[str | None]
        """ID or exact name of an existing one to adopt. Not empty."""
        api_key_version: pulumi.Output[int | str | None]
        """Change this value to send the key again. Not empty."""
        deletion_protection: pulumi.Output[bool]
        """Whether to refuse deletion, including deletion by a replacement."""
        has_api_key: pulumi.Output[bool]
        """Whether api_key is set."""
        created_at: pulumi.Output[str]
        """When the integration was created."""
        updated_at: pulumi.Output[str]
        """When the integration was last changed."""
        created_by_user_id: pulumi.Output[str]
        """ID of the user who created it; null if the user was deleted."""
        key_fingerprint: pulumi.Output[str]
        """Four hexadecimal digits that are equal for equal keys, and change when a key is rotated."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        provider: pulumi.Input[inputs.LlmProviderName],
        scopings: pulumi.Input[
            Sequence[
                pulumi.Input[
                    inputs.Scoping | typed_dicts.ScopingDict | inputs.OrganizationReference | inputs.SpaceReference
                ]
            ]
        ]
        | None = None,
        api_key: pulumi.Input[str] | None = None,
        base_url: pulumi.Input[str] | None = None,
        model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = None,
        enable_default_models: pulumi.Input[bool] | None = None,
        function_calling_enabled: pulumi.Input[bool] | None = None,
        auth_type: pulumi.Input[inputs.AuthTypeName] | None = None,
        provider_metadata: pulumi.Input[inputs.ProviderMetadata] | None = None,
        adopt: pulumi.Input[str] | None = None,
        api_key_version: pulumi.Input[int | str] | None = None,
        deletion_protection: pulumi.Input[bool] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Manages an LLM integration in its older, flat form (`/v2/ai-integrations`).

        Args:
            resource_name (str, required): Name of the resource in the program, unique for its type.
            name (str, required): Name of the integration, unique in the account. Not empty.
            provider (str, required): The provider of the models.
            scopings (list[Scoping], optional): Organizations and spaces that can use it; omit for the whole account.
                Replaced as a whole; the order is ignored.
            api_key (str, optional): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says
                whether it is set.
            base_url (str, optional): URL of the provider's endpoint. Not empty.
            model_names (list[str], optional): Names of models; the list is replaced as a whole. No item is empty. The
                order is ignored.
            headers (dict[str, str], optional): Headers that are sent with every request. At most 8,175 bytes as JSON.
                Secret.
            enable_default_models (bool, default False): Whether Arize's default models are available.
            function_calling_enabled (bool, default True): Whether models may call functions.
            auth_type (str, default DEFAULT): The authentication method. One of `DEFAULT`, `PROXY_WITH_HEADERS`,
                `BEARER_TOKEN`.
            provider_metadata (ProviderMetadata, optional): Metadata for AWS Bedrock and Vertex AI. `ProviderMetadata`
                is `AwsProviderMetadata` or `GcpProviderMetadata`.
            adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
            api_key_version (int | str, optional): Change this value to send the key again. Not empty.
            deletion_protection (bool, default False): Whether to refuse deletion, including deletion by a replacement.
            opts (pulumi.ResourceOptions, optional): Options of the resource.
        """
        self._declare(
            resource_name,
            {
                "name": name,
                "provider": provider,
                "scopings": scopings,
                "api_key": api_key,
                "base_url": base_url,
                "model_names": model_names,
                "headers": headers,
                "enable_default_models": enable_default_models,
                "function_calling_enabled": function_calling_enabled,
                "auth_type": auth_type,
                "provider_metadata": provider_metadata,
                "adopt": adopt,
                "api_key_version": api_key_version,
                "deletion_protection": deletion_protection,
            },
            opts,
        )


class OrganizationBase(BaseResource):
    """Manages a group of spaces (`/v2/organizations`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name, unique in the account. Not empty. At most 255 characters.
        description (str, optional): What it is for. At most 1,000 characters.
        adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
        deletion_protection (bool, default True): Whether to refuse deletion, including deletion by a replacement:
            all data in it would be lost.
        opts (pulumi.ResourceOptions, optional): Options of the resource.

    Attributes:
        id (pulumi.Output[str]): ID assigned by the API.
        created_at (pulumi.Output[str]): When it was created.
    """

    type_name = "Organization"
    names = property_names.ORGANIZATION
    secrets = {}
    stands_for = {"scopings": {"organization_id": "id"}}
    if TYPE_CHECKING:  # Pulumi would evaluate annotations at run time, again for each resource
        name: pulumi.Output[str]
        """Name, unique in the account. Not empty. At most 255 characters."""
        description: pulumi.Output[str]
        """What it is for. At most 1,000 characters."""
        adopt: pulumi.Output[str | None]
        """ID or exact name of an existing one to adopt. Not empty."""
        deletion_protection: pulumi.Output[bool]
        """Whether to refuse deletion, including deletion by a replacement: all data in it would be lost."""
        created_at: pulumi.Output[str]
        """When it was created."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        description: pulumi.Input[str] | None = None,
        adopt: pulumi.Input[str] | None = None,
        deletion_protection: pulumi.Input[bool] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Manages a group of spaces (`/v2/organizations`).

        Args:
            resource_name (str, required): Name of the resource in the program, unique for its type.
            name (str, required): Name, unique in the account. Not empty. At most 255 characters.
            description (str, optional): What it is for. At most 1,000 characters.
            adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
            deletion_protection (bool, default True): Whether to refuse deletion, including deletion by a replacement:
                all data in it would be lost.
            opts (pulumi.ResourceOptions, optional): Options of the resource.
        """
        self._declare(
            resource_name,
            {"name": name, "description": description, "adopt": adopt, "deletion_protection": deletion_protection},
            opts,
        )


class SpaceBase(BaseResource):
    """Manages a part of an organization, with data of its own (`/v2/spaces`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name, unique in its organization. Not empty. At most 255 characters.
        organization_id (str, required): ID of its organization; a change replaces the space. Not empty.
        description (str, optional): What it is for. At most 1,000 characters.
        is_private (bool, default False): Whether only its members and administrators see it.
        default_llm_integration (DefaultLlmIntegration, optional): The LLM integration and the model that it uses by
            default. If it is omitted, another resource may set it.
        default_agent_runtime (DefaultAgentRuntime, optional): The agent integration that it runs by default. If it
            is omitted, another resource may set it.
        ml_models_enabled (bool, optional): Whether machine learning models are enabled in it. If it is omitted, the
            server's value stays.
        gradient_start_color (str, optional): First color of its picture. Not empty. If it is omitted, the server's
            value stays.
        gradient_end_color (str, optional): Second color of its picture. Not empty. If it is omitted, the server's
            value stays.
        adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
        deletion_protection (bool, default True): Whether to refuse deletion, including deletion by a replacement:
            all data in it would be lost.
        opts (pulumi.ResourceOptions, optional): Options of the resource.

    Attributes:
        id (pulumi.Output[str]): ID assigned by the API.
        created_at (pulumi.Output[str]): When it was created.
    """

    type_name = "Space"
    names = property_names.SPACE
    secrets = {}
    stands_for = {"scopings": {"organization_id": "organization_id", "space_id": "id"}, "spaces": {"space_id": "id"}}
    if TYPE_CHECKING:  # Pulumi would evaluate annotations at run time, again for each resource
        name: pulumi.Output[str]
        """Name, unique in its organization. Not empty. At most 255 characters."""
        organization_id: pulumi.Output[str]
        """ID of its organization; a change replaces the space. Not empty."""
        description: pulumi.Output[str]
        """What it is for. At most 1,000 characters."""
        is_private: pulumi.Output[bool]
        """Whether only its members and administrators see it."""
        default_llm_integration: pulumi.Output[dict[str, Any] | None]
        """The LLM integration and the model that it uses by default. If it is omitted, another resource may set it."""
        default_agent_runtime: pulumi.Output[dict[str, Any] | None]
        """The agent integration that it runs by default. If it is omitted, another resource may set it."""
        ml_models_enabled: pulumi.Output[bool | None]
        """Whether machine learning models are enabled in it. If it is omitted, the server's value stays."""
        gradient_start_color: pulumi.Output[str | None]
        """First color of its picture. Not empty. If it is omitted, the server's value stays."""
        gradient_end_color: pulumi.Output[str | None]
        """Second color of its picture. Not empty. If it is omitted, the server's value stays."""
        adopt: pulumi.Output[str | None]
        """ID or exact name of an existing one to adopt. Not empty."""
        deletion_protection: pulumi.Output[bool]
        """Whether to refuse deletion, including deletion by a replacement: all data in it would be lost."""
        created_at: pulumi.Output[str]
        """When it was created."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        organization_id: pulumi.Input[str] | inputs.OrganizationReference,
        description: pulumi.Input[str] | None = None,
        is_private: pulumi.Input[bool] | None = None,
        default_llm_integration: pulumi.Input[inputs.DefaultLlmIntegration | typed_dicts.DefaultLlmIntegrationDict]
        | None = None,
        default_agent_runtime: pulumi.Input[inputs.DefaultAgentRuntime | typed_dicts.DefaultAgentRuntimeDict]
        | None = None,
        ml_models_enabled: pulumi.Input[bool] | None = None,
        gradient_start_color: pulumi.Input[str] | None = None,
        gradient_end_color: pulumi.Input[str] | None = None,
        adopt: pulumi.Input[str] | None = None,
        deletion_protection: pulumi.Input[bool] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Manages a part of an organization, with data of its own (`/v2/spaces`).

        Args:
            resource_name (str, required): Name of the resource in the program, unique for its type.
            name (str, required): Name, unique in its organization. Not empty. At most 255 characters.
            organization_id (str, required): ID of its organization; a change replaces the space. Not empty.
            description (str, optional): What it is for. At most 1,000 characters.
            is_private (bool, default False): Whether only its members and administrators see it.
            default_llm_integration (DefaultLlmIntegration, optional): The LLM integration and the model that it uses by
                default. If it is omitted, another resource may set it.
            default_agent_runtime (DefaultAgentRuntime, optional): The agent integration that it runs by default. If it
                is omitted, another resource may set it.
            ml_models_enabled (bool, optional): Whether machine learning models are enabled in it. If it is omitted, the
                server's value stays.
            gradient_start_color (str, optional): First color of its picture. Not empty. If it is omitted, the server's
                value stays.
            gradient_end_color (str, optional): Second color of its picture. Not empty. If it is omitted, the server's
                value stays.
            adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
            deletion_protection (bool, default True): Whether to refuse deletion, including deletion by a replacement:
                all data in it would be lost.
            opts (pulumi.ResourceOptions, optional): Options of the resource.
        """
        self._declare(
            resource_name,
            {
                "name": name,
                "organization_id": organization_id,
                "description": description,
                "is_private": is_private,
                "default_llm_integration": default_llm_integration,
                "default_agent_runtime": default_agent_runtime,
                "ml_models_enabled": ml_models_enabled,
                "gradient_start_color": gradient_start_color,
                "gradient_end_color": gradient_end_color,
                "adopt": adopt,
                "deletion_protection": deletion_protection,
            },
            opts,
        )


class ServiceKeyBase(BaseResource):
    """Manages an API key for a program; a change creates a new one (`/v2/api-keys`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name. Not empty. At most 256 characters. A change replaces the resource.
        organizations (list[ServiceKeyOrganization], required): 1 to 100 organizations that the key can use. A
            change replaces the resource. The order is ignored.
        description (str, optional): What it is for. At most 1,000 characters. A change replaces the resource.
        expires_at (str, optional): When it expires; never by default. A date and time with a time zone. A change
            replaces the resource.
        account_role (PredefinedAccountRole, default MEMBER): Role in the account. A change replaces the resource.
        adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
        rotation (int | str, optional): Change this value to create a new key. Not empty. A change replaces the
            resource.
        expiry_warning_days (int, default 14): Days before its expiry from which previews warn. At least 0. At most
            3,650.
        opts (pulumi.ResourceOptions, optional): Options of the resource.

    Attributes:
        id (pulumi.Output[str]): ID assigned by the API.
        key (pulumi.Output[str]): The key; not set after an import or an adoption, because the API returns it only
            once. Secret.
        redacted_key (pulumi.Output[str]): The parts of the key that may be shown.
        status (pulumi.Output[str]): `ACTIVE`: a key that is revoked or has expired is treated as deleted.
        created_at (pulumi.Output[str]): When the key was created.
        created_by_user_id (pulumi.Output[str]): ID of the user who created it; null if the user was deleted.
        bot_user_id (pulumi.Output[str]): ID of the user that the key authenticates as.
        bot_user_name (pulumi.Output[str]): Name of the user that the key authenticates as.
    """

    type_name = "ServiceKey"
    names = property_names.SERVICE_KEY
    secrets = {"key": {}}
    deletes_before_replace = False
    if TYPE_CHECKING:  # Pulumi would evaluate annotations at run time, again for each resource
        name: pulumi.Output[str]
        """Name. Not empty. At most 256 characters. A change replaces the resource."""
        organizations: pulumi.Output[list[dict[str, Any]]]
        """1 to 100 organizations that the key can use. A change replaces the resource. The order is ignored."""
        description: pulumi.Output[str | None]
        """What it is for. At most 1,000 characters. A change replaces the resource."""
        expires_at: pulumi.Output[str | None]
        """When it expires; never by default. A date and time with a time zone. A change replaces the resource."""
        account_role: pulumi.Output[dict[str, Any]]
        """Role in the account. A change replaces the resource."""
        adopt: pulumi.Output[str | None]
        """ID or exact name of an existing one to adopt. Not empty."""
        rotation: pulumi.Output[int | str | None]
        """Change this value to create a new key. Not empty. A change replaces the resource."""
        expiry_warning_days: pulumi.Output[int]
        """Days before its expiry from which previews warn. At least 0. At most 3,650."""
        key: pulumi.Output[str]
        """The key; not set after an import or an adoption, because the API returns it only once. Secret."""
        redacted_key: pulumi.Output[str]
        """The parts of the key that may be shown."""
        status: pulumi.Output[str]
        """`ACTIVE`: a key that is revoked or has expired is treated as deleted."""
        created_at: pulumi.Output[str]
        """When the key was created."""
        created_by_user_id: pulumi.Output[str]
        """ID of the user who created it; null if the user was deleted."""
        bot_user_id: pulumi.Output[str]
        """ID of the user that the key authenticates as."""
        bot_user_name: pulumi.Output[str]
        """Name of the user that the key authenticates as."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        organizations: pulumi.Input[
            Sequence[pulumi.Input[inputs.ServiceKeyOrganization | typed_dicts.ServiceKeyOrganizationDict]]
        ],
        description: pulumi.Input[str] | None = None,
        expires_at: pulumi.Input[str] | None = None,
        account_role: pulumi.Input[inputs.PredefinedAccountRole | typed_dicts.PredefinedAccountRoleDict] | None = None,
        adopt: pulumi.Input[str] | None = None,
        rotation: pulumi.Input[int | str] | None = None,
        expiry_warning_days: pulumi.Input[int] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Manages an API key for a program; a change creates a new one (`/v2/api-keys`).

        Args:
            resource_name (str, required): Name of the resource in the program, unique for its type.
            name (str, required): Name. Not empty. At most 256 characters. A change replaces the resource.
            organizations (list[ServiceKeyOrganization], required): 1 to 100 organizations that the key can use. A
                change replaces the resource. The order is ignored.
            description (str, optional): What it is for. At most 1,000 characters. A change replaces the resource.
            expires_at (str, optional): When it expires; never by default. A date and time with a time zone. A change
                replaces the resource.
            account_role (PredefinedAccountRole, default MEMBER): Role in the account. A change replaces the resource.
            adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
            rotation (int | str, optional): Change this value to create a new key. Not empty. A change replaces the
                resource.
            expiry_warning_days (int, default 14): Days before its expiry from which previews warn. At least 0. At most
                3,650.
            opts (pulumi.ResourceOptions, optional): Options of the resource.
        """
        self._declare(
            resource_name,
            {
                "name": name,
                "organizations": organizations,
                "description": description,
                "expires_at": expires_at,
                "account_role": account_role,
                "adopt": adopt,
                "rotation": rotation,
                "expiry_warning_days": expiry_warning_days,
            },
            opts,
        )


class SpaceDefaultIntegrationBase(BaseResource):
    """Manages a space's default LLM integration and model (`/v2/spaces`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        integration_id (str, required): ID of the LLM integration. Not empty.
        model_name (str, required): Name of the model. Not empty.
        space_id (str, required): ID of the space; a change replaces it. Not empty.
        opts (pulumi.ResourceOptions, optional): Options of the resource.
    """

    type_name = "SpaceDefaultIntegration"
    names = property_names.SPACE_DEFAULT_INTEGRATION
    secrets = {}
    setting = ("space_id", "default_llm_integration")
    if TYPE_CHECKING:  # Pulumi would evaluate annotations at run time, again for each resource
        integration_id: pulumi.Output[str]
        """ID of the LLM integration. Not empty."""
        model_name: pulumi.Output[str]
        """Name of the model. Not empty."""
        space_id: pulumi.Output[str]
        """ID of the space; a change replaces it. Not empty."""

    def __init__(
        self,
        resource_name: str,
        *,
        integration_id: pulumi.Input[str] | inputs.IntegrationReference | inputs.AiIntegrationReference,
        model_name: pulumi.Input[str],
        space_id: pulumi.Input[str] | inputs.SpaceReference,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Manages a space's default LLM integration and model (`/v2/spaces`).

        Args:
            resource_name (str, required): Name of the resource in the program, unique for its type.
            integration_id (str, required): ID of the LLM integration. Not empty.
            model_name (str, required): Name of the model. Not empty.
            space_id (str, required): ID of the space; a change replaces it. Not empty.
            opts (pulumi.ResourceOptions, optional): Options of the resource.
        """
        self._declare(
            resource_name, {"integration_id": integration_id, "model_name": model_name, "space_id": space_id}, opts
        )


class SpaceDefaultAgentRuntimeBase(BaseResource):
    """Manages the agent integration that a space runs by default (`/v2/spaces`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        integration_id (str, required): ID of the agent integration. Not empty.
        space_id (str, required): ID of the space; a change replaces it. Not empty.
        opts (pulumi.ResourceOptions, optional): Options of the resource.
    """

    type_name = "SpaceDefaultAgentRuntime"
    names = property_names.SPACE_DEFAULT_AGENT_RUNTIME
    secrets = {}
    setting = ("space_id", "default_agent_runtime")
    if TYPE_CHECKING:  # Pulumi would evaluate annotations at run time, again for each resource
        integration_id: pulumi.Output[str]
        """ID of the agent integration. Not empty."""
        space_id: pulumi.Output[str]
        """ID of the space; a change replaces it. Not empty."""

    def __init__(
        self,
        resource_name: str,
        *,
        integration_id: pulumi.Input[str] | inputs.IntegrationReference,
        space_id: pulumi.Input[str] | inputs.SpaceReference,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Manages the agent integration that a space runs by default (`/v2/spaces`).

        Args:
            resource_name (str, required): Name of the resource in the program, unique for its type.
            integration_id (str, required): ID of the agent integration. Not empty.
            space_id (str, required): ID of the space; a change replaces it. Not empty.
            opts (pulumi.ResourceOptions, optional): Options of the resource.
        """
        self._declare(resource_name, {"integration_id": integration_id, "space_id": space_id}, opts)
