"""The resource classes.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from ...native.resource import NativeResource
from ..resources import (
    AiIntegrationBase,
    IntegrationBase,
    OrganizationBase,
    ServiceKeyBase,
    SpaceBase,
    SpaceDefaultAgentRuntimeBase,
    SpaceDefaultIntegrationBase,
)

__all__ = [
    "AiIntegration",
    "Integration",
    "Organization",
    "ServiceKey",
    "Space",
    "SpaceDefaultAgentRuntime",
    "SpaceDefaultIntegration",
]


class Integration(IntegrationBase, NativeResource):
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


class AiIntegration(AiIntegrationBase, NativeResource):
    """Manages an LLM integration in its older, flat form (`/v2/ai-integrations`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name of the integration, unique in the account. Not empty.
        provider (str, required): The provider of the models.
        scopings (list[Scoping], optional): Organizations and spaces that can use it; omit for the whole account.
            Replaced as a whole; the order is ignored.
        api_key (str, optional): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says what
            is there.
        base_url (str, optional): URL of the provider's endpoint. Not empty.
        model_names (list[str], optional): Names of models; the list is replaced as a whole. None of them empty. The
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


class Organization(OrganizationBase, NativeResource):
    """Manages a group of spaces (`/v2/organizations`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name, unique in the account. Not empty. At most 255 characters.
        description (str, optional): What it is for. At most 1,000 characters.
        adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
        deletion_protection (bool, default True): Whether a delete, also one for a replacement, is refused: all data
            in it would go.
        opts (pulumi.ResourceOptions, optional): Options of the resource.

    Attributes:
        id (pulumi.Output[str]): ID that the API gave, as scopings take it.
        created_at (pulumi.Output[str]): When it was created.
    """


class Space(SpaceBase, NativeResource):
    """Manages a part of an organization, with data of its own (`/v2/spaces`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name, unique in its organization. Not empty. At most 255 characters.
        organization_id (str, required): ID of its organization; another one replaces the space. Not empty.
        description (str, optional): What it is for. At most 1,000 characters.
        is_private (bool, default False): Whether only its members and administrators see it.
        default_llm_integration (DefaultLlmIntegration, optional): The LLM integration and the model that it uses by
            default. Left out, another resource may set it.
        default_agent_runtime (DefaultAgentRuntime, optional): The agent integration that it runs by default. Left
            out, another resource may set it.
        ml_models_enabled (bool, optional): Whether machine learning models are enabled in it. Left out, it stays as
            it is on the server.
        gradient_start_color (str, optional): First color of its picture. Not empty. Left out, it stays as it is on
            the server.
        gradient_end_color (str, optional): Second color of its picture. Not empty. Left out, it stays as it is on
            the server.
        adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
        deletion_protection (bool, default True): Whether a delete, also one for a replacement, is refused: all data
            in it would go.
        opts (pulumi.ResourceOptions, optional): Options of the resource.

    Attributes:
        id (pulumi.Output[str]): ID that the API gave, as scopings take it.
        created_at (pulumi.Output[str]): When it was created.
    """


class ServiceKey(ServiceKeyBase, NativeResource):
    """Manages an API key for a program; a change of it makes a new one (`/v2/api-keys`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        name (str, required): Name. Not empty. At most 256 characters. Another one replaces the resource.
        organizations (list[ServiceKeyOrganization], required): 1 to 100 organizations that the key can use. Another
            one replaces the resource. The order is ignored.
        description (str, optional): What it is for. At most 1,000 characters. Another one replaces the resource.
        expires_at (str, optional): When it expires, if ever. A date and time with a time zone. Another one replaces
            the resource.
        account_role (PredefinedAccountRole, default MEMBER): Role in the account; MEMBER when left out. Another one
            replaces the resource.
        adopt (str, optional): ID or exact name of an existing one to adopt. Not empty.
        rotation (int | str, optional): Another value makes a new key. Not empty. Another one replaces the resource.
        expiry_warning_days (int, default 14): Days before its expiry on which a preview warns; 14 if left out. At
            least 0. At most 3,650.
        opts (pulumi.ResourceOptions, optional): Options of the resource.

    Attributes:
        id (pulumi.Output[str]): ID that the API gave.
        key (pulumi.Output[str]): The key; none after an import or an adoption, for the API returns it once. Secret.
        redacted_key (pulumi.Output[str]): The parts of the key that may be shown.
        status (pulumi.Output[str]): ACTIVE: one that is revoked or has expired is gone.
        created_at (pulumi.Output[str]): When the key was created.
        created_by_user_id (pulumi.Output[str]): ID of the user who created it; null once that user is gone.
        bot_user_id (pulumi.Output[str]): ID of the user that the key authenticates as.
        bot_user_name (pulumi.Output[str]): Name of the user that the key authenticates as.
    """


class SpaceDefaultIntegration(SpaceDefaultIntegrationBase, NativeResource):
    """Manages a space's default LLM integration and model (`/v2/spaces`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        integration_id (str, required): ID of the LLM integration. Not empty.
        model_name (str, required): Name of the model. Not empty.
        space_id (str, required): ID of the space; another one replaces it. Not empty.
        opts (pulumi.ResourceOptions, optional): Options of the resource.
    """


class SpaceDefaultAgentRuntime(SpaceDefaultAgentRuntimeBase, NativeResource):
    """Manages the agent integration that a space runs by default (`/v2/spaces`).

    Args:
        resource_name (str, required): Name of the resource in the program, unique for its type.
        integration_id (str, required): ID of the agent integration. Not empty.
        space_id (str, required): ID of the space; another one replaces it. Not empty.
        opts (pulumi.ResourceOptions, optional): Options of the resource.
    """
