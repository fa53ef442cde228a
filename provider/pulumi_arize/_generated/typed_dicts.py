"""The same objects as dict literals, for programs that write them so.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import pulumi
from typing_extensions import NotRequired, TypedDict

if TYPE_CHECKING:
    from . import inputs


class CustomSpaceRoleDict(TypedDict):
    """A role in a space that the account has defined."""

    type: Literal["CUSTOM"]
    id: pulumi.Input[str]


class PredefinedSpaceRoleDict(TypedDict):
    """One of Arize's own roles in a space."""

    type: Literal["PREDEFINED"]
    name: pulumi.Input[inputs.SpaceRoleName]


class PredefinedOrganizationRoleDict(TypedDict):
    """A role in an organization."""

    type: Literal["PREDEFINED"]
    name: pulumi.Input[inputs.OrganizationRoleName]


class ServiceKeySpaceDict(TypedDict):
    """A space that the key can use, and its role there."""

    space_id: pulumi.Input[str] | inputs.SpaceReference
    role: NotRequired[pulumi.Input[inputs.ServiceKeySpaceRole] | None]


class PredefinedAccountRoleDict(TypedDict):
    """A role in the account."""

    type: Literal["PREDEFINED"]
    name: pulumi.Input[inputs.AccountRoleName]


class ServiceKeyOrganizationDict(TypedDict):
    """An organization and its spaces that the key can use, and its role there."""

    organization_id: pulumi.Input[str] | inputs.OrganizationReference
    spaces: pulumi.Input[Sequence[pulumi.Input[inputs.ServiceKeySpace | ServiceKeySpaceDict | inputs.SpaceReference]]]
    role: NotRequired[pulumi.Input[inputs.PredefinedOrganizationRole | PredefinedOrganizationRoleDict] | None]


class DefaultAgentRuntimeDict(TypedDict):
    """An agent integration."""

    integration_id: pulumi.Input[str] | inputs.IntegrationReference


class DefaultLlmIntegrationDict(TypedDict):
    """An integration and one of its models."""

    integration_id: pulumi.Input[str] | inputs.IntegrationReference | inputs.AiIntegrationReference
    model_name: pulumi.Input[str]


class GcpProviderMetadataDict(TypedDict):
    """The project that Arize uses in Google Cloud."""

    kind: NotRequired[Literal["GCP", "gcp"]]
    project_id: pulumi.Input[str]
    location: pulumi.Input[str]
    project_access_label: pulumi.Input[str]


class AwsProviderMetadataDict(TypedDict):
    """The role that Arize assumes in AWS."""

    kind: NotRequired[Literal["AWS", "aws"]]
    role_arn: pulumi.Input[str]
    external_id: NotRequired[pulumi.Input[str] | None]


class ScopingDict(TypedDict):
    """One organization or space that can use an integration; with neither, the whole account can."""

    organization_id: NotRequired[pulumi.Input[str] | inputs.OrganizationReference | None]
    space_id: NotRequired[pulumi.Input[str] | inputs.SpaceReference | None]


class EvaluatorConfigDict(TypedDict):
    """A remote evaluator behind an HTTPS endpoint."""

    endpoint: pulumi.Input[str]
    input_schema: pulumi.Input[Mapping[str, Any]]
    headers: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]]] | None]


class RequestPresetDict(TypedDict):
    """A named, reusable request body."""

    name: pulumi.Input[str]
    config: pulumi.Input[Mapping[str, Any]]
    description: NotRequired[pulumi.Input[str] | None]


class AgentConfigDict(TypedDict):
    """An agent behind an HTTPS endpoint."""

    endpoint: pulumi.Input[str]
    input_schema: pulumi.Input[Mapping[str, Any]]
    headers: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]]] | None]
    request_presets: NotRequired[pulumi.Input[Sequence[pulumi.Input[inputs.RequestPreset | RequestPresetDict]]] | None]


class CustomOAuth2ClientCredentialsAuthDict(TypedDict):
    """Arize gets a token with client credentials."""

    auth_type: Literal["OAUTH2_CLIENT_CREDENTIALS"]
    token_url: pulumi.Input[str]
    client_id: pulumi.Input[str]
    client_secret: pulumi.Input[str] | None
    scopes: NotRequired[pulumi.Input[str] | None]
    audience: NotRequired[pulumi.Input[str] | None]


class CustomDefaultAuthDict(TypedDict):
    """Arize sends an API key, or nothing."""

    auth_type: Literal["DEFAULT", "default"]
    api_key: NotRequired[pulumi.Input[str] | None]


class AwsBedrockProxyWithHeadersAuthDict(TypedDict):
    """Arize calls your own proxy."""

    auth_type: Literal["PROXY_WITH_HEADERS", "proxy_with_headers"]
    base_url: pulumi.Input[str]
    headers: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]]] | None]


class AwsBedrockBearerTokenAuthDict(TypedDict):
    """Arize sends a Bedrock API key."""

    auth_type: Literal["BEARER_TOKEN", "bearer_token"]
    api_key: pulumi.Input[str] | None
    base_url: NotRequired[pulumi.Input[str] | None]


class AwsBedrockDefaultAuthDict(TypedDict):
    """Arize assumes a role in your AWS account."""

    auth_type: Literal["DEFAULT", "default"]
    role_arn: pulumi.Input[str]
    external_id: NotRequired[pulumi.Input[str] | None]
    base_url: NotRequired[pulumi.Input[str] | None]


class TogetherAiConfigDict(TypedDict):
    """Together AI."""

    provider: Literal["TOGETHER_AI"]
    api_key: pulumi.Input[str] | None
    model_names: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]] | None]
    is_default_models_enabled: NotRequired[pulumi.Input[bool] | None]
    is_function_calling_enabled: NotRequired[pulumi.Input[bool] | None]


class FireworksConfigDict(TypedDict):
    """Fireworks AI."""

    provider: Literal["FIREWORKS"]
    api_key: pulumi.Input[str] | None
    model_names: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]] | None]
    is_default_models_enabled: NotRequired[pulumi.Input[bool] | None]
    is_function_calling_enabled: NotRequired[pulumi.Input[bool] | None]


class LiteLlmConfigDict(TypedDict):
    """A LiteLLM proxy."""

    provider: Literal["LITELLM"]
    api_key: pulumi.Input[str] | None
    base_url: pulumi.Input[str]
    headers: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]]] | None]
    model_names: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]] | None]
    is_function_calling_enabled: NotRequired[pulumi.Input[bool] | None]


class NvidiaNimConfigDict(TypedDict):
    """NVIDIA NIM."""

    provider: Literal["NVIDIA_NIM", "nvidiaNim"]
    headers: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]]] | None]
    model_names: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]] | None]
    is_default_models_enabled: NotRequired[pulumi.Input[bool] | None]
    is_function_calling_enabled: NotRequired[pulumi.Input[bool] | None]
    api_key: NotRequired[pulumi.Input[str] | None]
    base_url: NotRequired[pulumi.Input[str] | None]


class VertexAiConfigDict(TypedDict):
    """Google Vertex AI."""

    provider: Literal["VERTEX_AI", "vertexAI"]
    project_id: pulumi.Input[str]
    location: pulumi.Input[str]
    project_access_label: pulumi.Input[str]


class CustomConfigDict(TypedDict):
    """Your own endpoint with the OpenAI API."""

    provider: Literal["CUSTOM", "custom"]
    base_url: pulumi.Input[str]
    headers: NotRequired[pulumi.Input[Mapping[str, pulumi.Input[str]]] | None]
    model_names: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]] | None]
    is_default_models_enabled: NotRequired[pulumi.Input[bool] | None]
    is_function_calling_enabled: NotRequired[pulumi.Input[bool] | None]
    api_key: NotRequired[pulumi.Input[str] | None]
    auth: NotRequired[pulumi.Input[inputs.CustomAuth] | None]


class AwsBedrockConfigDict(TypedDict):
    """AWS Bedrock."""

    provider: Literal["AWS_BEDROCK", "awsBedrock"]
    auth: pulumi.Input[inputs.AwsBedrockAuth]
    model_names: NotRequired[pulumi.Input[Sequence[pulumi.Input[str]]] | None]
    is_default_models_enabled: NotRequired[pulumi.Input[bool] | None]


class GeminiConfigDict(TypedDict):
    """Google Gemini."""

    provider: Literal["GEMINI", "gemini"]
    api_key: pulumi.Input[str] | None
    is_function_calling_enabled: NotRequired[pulumi.Input[bool] | None]


class AnthropicConfigDict(TypedDict):
    """Anthropic."""

    provider: Literal["ANTHROPIC", "anthropic"]
    api_key: pulumi.Input[str] | None
    is_function_calling_enabled: NotRequired[pulumi.Input[bool] | None]
    base_url: NotRequired[pulumi.Input[str] | None]


class OpenAiConfigDict(TypedDict):
    """OpenAI."""

    provider: Literal["OPEN_AI", "openAI"]
    api_key: pulumi.Input[str] | None
    is_function_calling_enabled: NotRequired[pulumi.Input[bool] | None]


class ConfigPart(TypedDict, total=False):
    """A part of the arguments or of an object in them: what is omitted stays."""

    provider: pulumi.Input[inputs.LlmProviderName] | None
    api_key: pulumi.Input[str] | None
    is_function_calling_enabled: pulumi.Input[bool] | None
    base_url: pulumi.Input[str] | None
    auth: pulumi.Input[inputs.AwsBedrockAuth | inputs.CustomAuth] | None
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None
    is_default_models_enabled: pulumi.Input[bool] | None
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None
    project_id: pulumi.Input[str] | None
    location: pulumi.Input[str] | None
    project_access_label: pulumi.Input[str] | None
    endpoint: pulumi.Input[str] | None
    input_schema: pulumi.Input[Mapping[str, Any]] | None
    request_presets: pulumi.Input[Sequence[pulumi.Input[inputs.RequestPreset | RequestPresetDict]]] | None


class ResourceArgsPart(TypedDict, total=False):
    """A part of the arguments or of an object in them: what is omitted stays."""

    name: pulumi.Input[str] | None
    config: (
        pulumi.Input[
            inputs.OpenAiConfig
            | inputs.AnthropicConfig
            | inputs.GeminiConfig
            | inputs.AwsBedrockConfig
            | inputs.CustomConfig
            | inputs.VertexAiConfig
            | inputs.NvidiaNimConfig
            | inputs.LiteLlmConfig
            | inputs.FireworksConfig
            | inputs.TogetherAiConfig
            | inputs.AgentConfig
            | inputs.EvaluatorConfig
            | ConfigPart
        ]
        | None
    )
    type: pulumi.Input[inputs.IntegrationTypeName] | None
    scopings: (
        pulumi.Input[
            Sequence[pulumi.Input[inputs.Scoping | ScopingDict | inputs.OrganizationReference | inputs.SpaceReference]]
        ]
        | None
    )
    description: pulumi.Input[str] | None
    adopt: pulumi.Input[str] | None
    api_key_version: pulumi.Input[int | str] | None
    deletion_protection: pulumi.Input[bool] | None
    provider: pulumi.Input[inputs.LlmProviderName] | None
    api_key: pulumi.Input[str] | None
    base_url: pulumi.Input[str] | None
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None
    enable_default_models: pulumi.Input[bool] | None
    function_calling_enabled: pulumi.Input[bool] | None
    auth_type: pulumi.Input[inputs.AuthTypeName] | None
    provider_metadata: pulumi.Input[inputs.ProviderMetadata] | None
