"""The argument classes: one for each object of the API, with the fields that it has.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Union

import pulumi

from ..sdk.args import Args, ResourceArgs

if TYPE_CHECKING:
    from . import resources, results, typed_dicts

__all__ = [
    "AccountRoleName",
    "AgentConfig",
    "AiIntegrationArgs",
    "AiIntegrationReference",
    "AnthropicConfig",
    "AuthTypeName",
    "AwsBedrockAuth",
    "AwsBedrockBearerTokenAuth",
    "AwsBedrockConfig",
    "AwsBedrockDefaultAuth",
    "AwsBedrockProxyWithHeadersAuth",
    "AwsProviderMetadata",
    "CustomAuth",
    "CustomConfig",
    "CustomDefaultAuth",
    "CustomOAuth2ClientCredentialsAuth",
    "CustomSpaceRole",
    "DefaultAgentRuntime",
    "DefaultLlmIntegration",
    "EvaluatorConfig",
    "FireworksConfig",
    "GcpProviderMetadata",
    "GeminiConfig",
    "IntegrationArgs",
    "IntegrationReference",
    "IntegrationTypeName",
    "LiteLlmConfig",
    "LlmConfig",
    "LlmProviderName",
    "NvidiaNimConfig",
    "OpenAiConfig",
    "OrganizationReference",
    "OrganizationRoleName",
    "PredefinedAccountRole",
    "PredefinedOrganizationRole",
    "PredefinedSpaceRole",
    "ProviderMetadata",
    "RequestPreset",
    "Scoping",
    "ServiceKeyOrganization",
    "ServiceKeySpace",
    "ServiceKeySpaceRole",
    "SpaceReference",
    "SpaceRoleName",
    "TogetherAiConfig",
    "VertexAiConfig",
]

IntegrationTypeName = Union[Literal["LLM", "llm", "AGENT", "EVALUATOR"], str]
"""Each value in its spellings, today's first."""
LlmProviderName = Union[
    Literal[
        "OPEN_AI",
        "openAI",
        "AZURE_OPEN_AI",
        "azureOpenAI",
        "AWS_BEDROCK",
        "awsBedrock",
        "VERTEX_AI",
        "vertexAI",
        "ANTHROPIC",
        "anthropic",
        "CUSTOM",
        "custom",
        "NVIDIA_NIM",
        "nvidiaNim",
        "GEMINI",
        "gemini",
        "LITELLM",
        "FIREWORKS",
        "TOGETHER_AI",
    ],
    str,
]
"""Each value in its spellings, today's first."""
AuthTypeName = Union[
    Literal["DEFAULT", "default", "PROXY_WITH_HEADERS", "proxy_with_headers", "BEARER_TOKEN", "bearer_token"], str
]
"""Each value in its spellings, today's first."""
AccountRoleName = Union[Literal["ADMIN", "MEMBER"], str]
"""Each value in its spellings, today's first."""
OrganizationRoleName = Union[Literal["ADMIN", "MEMBER", "READ_ONLY"], str]
"""Each value in its spellings, today's first."""
SpaceRoleName = Union[Literal["ADMIN", "MEMBER", "READ_ONLY"], str]
"""Each value in its spellings, today's first."""


@dataclass(kw_only=True)
class CustomSpaceRole(Args, discriminator={"type": "CUSTOM"}):
    """A role in a space that the account has defined."""

    id: pulumi.Input[str]
    """ID of the role."""


@dataclass(kw_only=True)
class PredefinedSpaceRole(Args, discriminator={"type": "PREDEFINED"}):
    """One of Arize's own roles in a space."""

    name: pulumi.Input[SpaceRoleName]
    """Name of the role."""


@dataclass(kw_only=True)
class PredefinedOrganizationRole(Args, discriminator={"type": "PREDEFINED"}):
    """A role in an organization."""

    name: pulumi.Input[OrganizationRoleName]
    """Name of the role."""


@dataclass(kw_only=True)
class ServiceKeySpace(Args, stand_ins={"space": {"space_id": "id"}}):
    """A space that the key can use, and its role there."""

    space_id: pulumi.Input[str] | SpaceReference | None = None
    """ID of the space."""
    role: (
        pulumi.Input[
            PredefinedSpaceRole
            | CustomSpaceRole
            | typed_dicts.PredefinedSpaceRoleDict
            | typed_dicts.CustomSpaceRoleDict
        ]
        | None
    ) = None
    """Role in the space; MEMBER when left out."""
    space: pulumi.Input[SpaceReference] | None = None
    """Space, or the result of a lookup of one, instead of `space_id`."""


@dataclass(kw_only=True)
class PredefinedAccountRole(Args, discriminator={"type": "PREDEFINED"}):
    """A role in the account."""

    name: pulumi.Input[AccountRoleName]
    """Name of the role."""


@dataclass(kw_only=True)
class ServiceKeyOrganization(Args):
    """An organization and its spaces that the key can use, and its role there."""

    organization_id: pulumi.Input[str] | OrganizationReference
    """ID of the organization."""
    spaces: pulumi.Input[Sequence[pulumi.Input[ServiceKeySpace | typed_dicts.ServiceKeySpaceDict | SpaceReference]]]
    """1 to 100 spaces of this organization."""
    role: pulumi.Input[PredefinedOrganizationRole | typed_dicts.PredefinedOrganizationRoleDict] | None = None
    """Role in it; READ_ONLY when left out."""


@dataclass(kw_only=True)
class DefaultAgentRuntime(Args):
    """An agent integration."""

    integration_id: pulumi.Input[str] | IntegrationReference
    """ID of the agent integration."""


@dataclass(kw_only=True)
class DefaultLlmIntegration(Args):
    """An integration and one of its models."""

    integration_id: pulumi.Input[str] | IntegrationReference | AiIntegrationReference
    """ID of the LLM integration."""
    model_name: pulumi.Input[str]
    """Name of the model."""


@dataclass(kw_only=True)
class GcpProviderMetadata(Args, discriminator={"kind": "GCP"}):
    """The project that Arize uses in Google Cloud."""

    project_id: pulumi.Input[str]
    """ID of the Google Cloud project."""
    location: pulumi.Input[str]
    """Region, such as `us-central1`."""
    project_access_label: pulumi.Input[str]
    """Label that authorizes Arize to use the project."""


@dataclass(kw_only=True)
class AwsProviderMetadata(Args, discriminator={"kind": "AWS"}):
    """The role that Arize assumes in AWS."""

    role_arn: pulumi.Input[str]
    """ARN of the IAM role to assume."""
    external_id: pulumi.Input[str] | None = None
    """External ID that the role's trust policy requires."""


@dataclass(kw_only=True)
class Scoping(
    Args,
    stand_ins={
        "organization": {"organization_id": "id"},
        "space": {"organization_id": "organization_id", "space_id": "id"},
    },
):
    """One organization or space that can use an integration; with neither, the whole account can."""

    organization_id: pulumi.Input[str] | OrganizationReference | None = None
    """ID of the organization."""
    space_id: pulumi.Input[str] | SpaceReference | None = None
    """ID of a space in that organization; without it, all its spaces."""
    organization: pulumi.Input[OrganizationReference] | None = None
    """Organization, or the result of a lookup of one, instead of `organization_id`."""
    space: pulumi.Input[SpaceReference] | None = None
    """Space, or the result of a lookup of one, instead of `organization_id` and `space_id`."""


@dataclass(kw_only=True)
class EvaluatorConfig(Args, parent_discriminator={"type": "EVALUATOR"}):
    """A remote evaluator behind an HTTPS endpoint."""

    endpoint: pulumi.Input[str]
    """URL that Arize calls; at most 2,048 characters."""
    input_schema: pulumi.Input[Mapping[str, Any]]
    """JSON Schema (draft-07) of the request body: an object, at most 64 KiB."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. Secret."""


@dataclass(kw_only=True)
class RequestPreset(Args):
    """A named, reusable request body."""

    name: pulumi.Input[str]
    """Name, unique in the integration."""
    config: pulumi.Input[Mapping[str, Any]]
    """Part of a request body, validated against `input_schema`."""
    description: pulumi.Input[str] | None = None
    """What the preset is for."""


@dataclass(kw_only=True)
class AgentConfig(Args, parent_discriminator={"type": "AGENT"}):
    """An agent behind an HTTPS endpoint."""

    endpoint: pulumi.Input[str]
    """URL that Arize calls; at most 2,048 characters."""
    input_schema: pulumi.Input[Mapping[str, Any]]
    """JSON Schema (draft-07) of the request body."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. Secret."""
    request_presets: pulumi.Input[Sequence[pulumi.Input[RequestPreset | typed_dicts.RequestPresetDict]]] | None = None
    """Named request bodies."""


@dataclass(kw_only=True)
class CustomOAuth2ClientCredentialsAuth(Args, discriminator={"auth_type": "OAUTH2_CLIENT_CREDENTIALS"}):
    """Arize gets a token with client credentials."""

    token_url: pulumi.Input[str]
    """Endpoint that issues the token."""
    client_id: pulumi.Input[str]
    """OAuth client ID; not a secret."""
    client_secret: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """OAuth client secret. Secret. None keeps the one that an adopted integration has."""
    scopes: pulumi.Input[str] | None = None
    """Scopes to request, separated by spaces."""
    audience: pulumi.Input[str] | None = None
    """Audience to request, if the server requires one."""


@dataclass(kw_only=True)
class CustomDefaultAuth(Args, discriminator={"auth_type": "DEFAULT"}):
    """Arize sends an API key, or nothing."""

    api_key: pulumi.Input[str] | None = dataclasses.field(default=None, repr=False)
    """API key of the endpoint. Secret."""


@dataclass(kw_only=True)
class AwsBedrockProxyWithHeadersAuth(Args, discriminator={"auth_type": "PROXY_WITH_HEADERS"}):
    """Arize calls your own proxy."""

    base_url: pulumi.Input[str]
    """URL of the proxy."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the proxy. Secret."""


@dataclass(kw_only=True)
class AwsBedrockBearerTokenAuth(Args, discriminator={"auth_type": "BEARER_TOKEN"}):
    """Arize sends a Bedrock API key."""

    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """Bearer token for Bedrock. Secret. None keeps the one that an adopted integration has."""
    base_url: pulumi.Input[str] | None = None
    """Bedrock endpoint; by default that of AWS."""


@dataclass(kw_only=True)
class AwsBedrockDefaultAuth(Args, discriminator={"auth_type": "DEFAULT"}):
    """Arize assumes a role in your AWS account."""

    role_arn: pulumi.Input[str]
    """ARN of the IAM role to assume."""
    external_id: pulumi.Input[str] | None = None
    """External ID that the role's trust policy requires."""
    base_url: pulumi.Input[str] | None = None
    """Bedrock endpoint; by default that of AWS."""


@dataclass(kw_only=True)
class TogetherAiConfig(Args, discriminator={"provider": "TOGETHER_AI"}):
    """Together AI."""

    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Secret. None keeps the one that an adopted integration has."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available. Default: False."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""


@dataclass(kw_only=True)
class FireworksConfig(Args, discriminator={"provider": "FIREWORKS"}):
    """Fireworks AI."""

    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Secret. None keeps the one that an adopted integration has."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available. Default: False."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""


@dataclass(kw_only=True)
class LiteLlmConfig(Args, discriminator={"provider": "LITELLM"}):
    """A LiteLLM proxy."""

    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Secret. None keeps the one that an adopted integration has."""
    base_url: pulumi.Input[str]
    """URL of the LiteLLM proxy."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. Secret."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""


@dataclass(kw_only=True)
class NvidiaNimConfig(Args, discriminator={"provider": "NVIDIA_NIM"}):
    """NVIDIA NIM."""

    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. Secret."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available. Default: False."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""
    api_key: pulumi.Input[str] | None = dataclasses.field(default=None, repr=False)
    """API key of the endpoint. Secret."""
    base_url: pulumi.Input[str] | None = None
    """URL of your own NIM; by default that of NVIDIA."""


@dataclass(kw_only=True)
class VertexAiConfig(Args, discriminator={"provider": "VERTEX_AI"}):
    """Google Vertex AI."""

    project_id: pulumi.Input[str]
    """ID of the Google Cloud project."""
    location: pulumi.Input[str]
    """Region, such as `us-central1`."""
    project_access_label: pulumi.Input[str]
    """Label that authorizes Arize to use the project."""


@dataclass(kw_only=True)
class CustomConfig(Args, discriminator={"provider": "CUSTOM"}):
    """Your own endpoint with the OpenAI API."""

    base_url: pulumi.Input[str]
    """URL of the endpoint."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. Secret."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available. Default: False."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""
    api_key: pulumi.Input[str] | None = dataclasses.field(default=None, repr=False)
    """API key of the endpoint; short for `auth` with the method `DEFAULT`. Secret."""
    auth: (
        pulumi.Input[
            CustomDefaultAuth
            | CustomOAuth2ClientCredentialsAuth
            | typed_dicts.CustomDefaultAuthDict
            | typed_dicts.CustomOAuth2ClientCredentialsAuthDict
        ]
        | None
    ) = dataclasses.field(default=None, repr=False)
    """How Arize authenticates with the endpoint."""


@dataclass(kw_only=True)
class AwsBedrockConfig(Args, discriminator={"provider": "AWS_BEDROCK"}):
    """AWS Bedrock."""

    auth: pulumi.Input[
        AwsBedrockDefaultAuth
        | AwsBedrockBearerTokenAuth
        | AwsBedrockProxyWithHeadersAuth
        | typed_dicts.AwsBedrockDefaultAuthDict
        | typed_dicts.AwsBedrockBearerTokenAuthDict
        | typed_dicts.AwsBedrockProxyWithHeadersAuthDict
    ] = dataclasses.field(repr=False)
    """How Arize authenticates with Bedrock."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available. Default: False."""


@dataclass(kw_only=True)
class GeminiConfig(Args, discriminator={"provider": "GEMINI"}):
    """Google Gemini."""

    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Secret. None keeps the one that an adopted integration has."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""


@dataclass(kw_only=True)
class AnthropicConfig(Args, discriminator={"provider": "ANTHROPIC"}):
    """Anthropic."""

    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Secret. None keeps the one that an adopted integration has."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""
    base_url: pulumi.Input[str] | None = None
    """Endpoint with its version path; by default that of Anthropic."""


@dataclass(kw_only=True)
class OpenAiConfig(Args, discriminator={"provider": "OPEN_AI"}):
    """OpenAI."""

    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Secret. None keeps the one that an adopted integration has."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""


# fmt: off
ServiceKeySpaceRole = Union["PredefinedSpaceRole", "CustomSpaceRole", "typed_dicts.PredefinedSpaceRoleDict", "typed_dicts.CustomSpaceRoleDict"]
"""One of the variants, by the discriminator `type`."""
CustomAuth = Union["CustomDefaultAuth", "CustomOAuth2ClientCredentialsAuth", "typed_dicts.CustomDefaultAuthDict", "typed_dicts.CustomOAuth2ClientCredentialsAuthDict"]
"""One of the variants, by the discriminator `auth_type`."""
AwsBedrockAuth = Union["AwsBedrockDefaultAuth", "AwsBedrockBearerTokenAuth", "AwsBedrockProxyWithHeadersAuth", "typed_dicts.AwsBedrockDefaultAuthDict", "typed_dicts.AwsBedrockBearerTokenAuthDict", "typed_dicts.AwsBedrockProxyWithHeadersAuthDict"]
"""One of the variants, by the discriminator `auth_type`."""
LlmConfig = Union["OpenAiConfig", "AnthropicConfig", "GeminiConfig", "AwsBedrockConfig", "CustomConfig", "VertexAiConfig", "NvidiaNimConfig", "LiteLlmConfig", "FireworksConfig", "TogetherAiConfig", "typed_dicts.OpenAiConfigDict", "typed_dicts.AnthropicConfigDict", "typed_dicts.GeminiConfigDict", "typed_dicts.AwsBedrockConfigDict", "typed_dicts.CustomConfigDict", "typed_dicts.VertexAiConfigDict", "typed_dicts.NvidiaNimConfigDict", "typed_dicts.LiteLlmConfigDict", "typed_dicts.FireworksConfigDict", "typed_dicts.TogetherAiConfigDict"]
"""One of the variants, by the discriminator `provider`."""
ProviderMetadata = Union["AwsProviderMetadata", "GcpProviderMetadata", "typed_dicts.AwsProviderMetadataDict", "typed_dicts.GcpProviderMetadataDict"]
"""One of the variants, by the discriminator `kind`."""
OrganizationReference = Union["resources.OrganizationBase", "results.OrganizationResult"]
"""One of `/v2/organizations`: the resource, or the result of a lookup."""
SpaceReference = Union["resources.SpaceBase", "results.SpaceResult"]
"""One of `/v2/spaces`: the resource, or the result of a lookup."""
IntegrationReference = Union["resources.IntegrationBase", "results.IntegrationResult"]
"""One of `/v2/integrations`: the resource, or the result of a lookup."""
AiIntegrationReference = Union["resources.AiIntegrationBase", "results.AiIntegrationResult"]
"""One of `/v2/ai-integrations`: the resource, or the result of a lookup."""
# fmt: on


@dataclass(kw_only=True)
class IntegrationArgs(ResourceArgs):
    """The arguments of `Integration`."""

    resource: ClassVar[str] = "Integration"
    merged: ClassVar[Sequence[str]] = ["config"]
    name: pulumi.Input[str]
    """Name of the integration, unique in the account."""
    config: pulumi.Input[
        LlmConfig | AgentConfig | typed_dicts.AgentConfigDict | EvaluatorConfig | typed_dicts.EvaluatorConfigDict
    ] = dataclasses.field(repr=False)
    """Settings of the provider."""
    type: pulumi.Input[IntegrationTypeName] | None = None
    """What the integration connects to; a change replaces it."""
    scopings: (
        pulumi.Input[Sequence[pulumi.Input[Scoping | typed_dicts.ScopingDict | OrganizationReference | SpaceReference]]]
        | None
    ) = None
    """Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; the order is ignored."""
    description: pulumi.Input[str] | None = None
    """What the integration is for."""
    adopt: pulumi.Input[str] | None = None
    """ID or exact name of an existing one to adopt."""
    api_key_version: pulumi.Input[int | str] | None = None
    """Change this value to send the key again."""
    deletion_protection: pulumi.Input[bool] | None = None
    """Whether to refuse deletion, including deletion by a replacement. Default: False."""


@dataclass(kw_only=True)
class AiIntegrationArgs(ResourceArgs):
    """The arguments of `AiIntegration`."""

    resource: ClassVar[str] = "AiIntegration"
    merged: ClassVar[Sequence[str]] = []
    name: pulumi.Input[str]
    """Name of the integration, unique in the account."""
    provider: pulumi.Input[LlmProviderName]
    """The provider of the models."""
    scopings: (
        pulumi.Input[Sequence[pulumi.Input[Scoping | typed_dicts.ScopingDict | OrganizationReference | SpaceReference]]]
        | None
    ) = None
    """Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; the order is ignored."""
    api_key: pulumi.Input[str] | None = dataclasses.field(default=None, repr=False)
    """API key of the provider. Secret."""
    base_url: pulumi.Input[str] | None = None
    """URL of the provider's endpoint."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of models; the list is replaced as a whole."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent with every request. Secret."""
    enable_default_models: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available. Default: False."""
    function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions. Default: True."""
    auth_type: pulumi.Input[AuthTypeName] | None = None
    """The authentication method."""
    provider_metadata: pulumi.Input[ProviderMetadata] | None = None
    """Metadata for AWS Bedrock and Vertex AI."""
    adopt: pulumi.Input[str] | None = None
    """ID or exact name of an existing one to adopt."""
    api_key_version: pulumi.Input[int | str] | None = None
    """Change this value to send the key again."""
    deletion_protection: pulumi.Input[bool] | None = None
    """Whether to refuse deletion, including deletion by a replacement. Default: False."""
