"""The argument classes: one for each object of the API, with the fields that it has.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Union

import pulumi

from ..casing import Names
from ..sdk.args import Args, ResourceArgs
from . import property_names

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
"""Each value in both dialects of the API, today's first."""
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
"""Each value in both dialects of the API, today's first."""
AuthTypeName = Union[
    Literal["DEFAULT", "default", "PROXY_WITH_HEADERS", "proxy_with_headers", "BEARER_TOKEN", "bearer_token"], str
]
"""Each value in both dialects of the API, today's first."""
AccountRoleName = Union[Literal["ADMIN", "MEMBER"], str]
"""Each value in both dialects of the API, today's first."""
OrganizationRoleName = Union[Literal["ADMIN", "MEMBER", "READ_ONLY"], str]
"""Each value in both dialects of the API, today's first."""
SpaceRoleName = Union[Literal["ADMIN", "MEMBER", "READ_ONLY"], str]
"""Each value in both dialects of the API, today's first."""


@dataclass(kw_only=True)
class CustomSpaceRole(Args):
    """A role in a space that the account has defined.

    Args:
        id (str, required): ID of the role. Not empty.
    """

    discriminator = {"type": "CUSTOM"}
    id: pulumi.Input[str]
    """ID of the role. Not empty."""


@dataclass(kw_only=True)
class PredefinedSpaceRole(Args):
    """One of Arize's own roles in a space.

    Args:
        name (str, required): Name of the role.
    """

    discriminator = {"type": "PREDEFINED"}
    name: pulumi.Input[SpaceRoleName]
    """Name of the role."""


@dataclass(kw_only=True)
class PredefinedOrganizationRole(Args):
    """A role in an organization.

    Args:
        name (str, required): Name of the role.
    """

    discriminator = {"type": "PREDEFINED"}
    name: pulumi.Input[OrganizationRoleName]
    """Name of the role."""


@dataclass(kw_only=True)
class ServiceKeySpace(Args):
    """A space that the key can use, and its role there.

    Args:
        space_id (str, optional): ID of the space. Not empty.
        role (ServiceKeySpaceRole, default MEMBER): Role in the space. `ServiceKeySpaceRole` is
            `PredefinedSpaceRole` or `CustomSpaceRole`.
        space (Space | SpaceResult, optional): Space, or the result of a lookup of one, instead of `space_id`.
    """

    stand_ins = {"space": {"space_id": "id"}}
    space_id: pulumi.Input[str] | SpaceReference | None = None
    """ID of the space. Not empty."""
    role: pulumi.Input[ServiceKeySpaceRole] | None = None
    """Role in the space."""
    space: pulumi.Input[SpaceReference] | None = None
    """Space, or the result of a lookup of one, instead of `space_id`."""


@dataclass(kw_only=True)
class PredefinedAccountRole(Args):
    """A role in the account.

    Args:
        name (str, required): Name of the role.
    """

    discriminator = {"type": "PREDEFINED"}
    name: pulumi.Input[AccountRoleName]
    """Name of the role."""


@dataclass(kw_only=True)
class ServiceKeyOrganization(Args):
    """An organization and its spaces that the key can use, and its role there.

    Args:
        organization_id (str, required): ID of the organization. Not empty.
        spaces (list[ServiceKeySpace], required): 1 to 100 spaces of this organization. The order is ignored.
        role (PredefinedOrganizationRole, default READ_ONLY): Role in the organization.
    """

    organization_id: pulumi.Input[str] | OrganizationReference
    """ID of the organization. Not empty."""
    spaces: pulumi.Input[Sequence[pulumi.Input[ServiceKeySpace | typed_dicts.ServiceKeySpaceDict | SpaceReference]]]
    """1 to 100 spaces of this organization. The order is ignored."""
    role: pulumi.Input[PredefinedOrganizationRole | typed_dicts.PredefinedOrganizationRoleDict] | None = None
    """Role in the organization."""


@dataclass(kw_only=True)
class DefaultAgentRuntime(Args):
    """An agent integration.

    Args:
        integration_id (str, required): ID of the agent integration. Not empty.
    """

    integration_id: pulumi.Input[str] | IntegrationReference
    """ID of the agent integration. Not empty."""


@dataclass(kw_only=True)
class DefaultLlmIntegration(Args):
    """An integration and one of its models.

    Args:
        integration_id (str, required): ID of the LLM integration. Not empty.
        model_name (str, required): Name of the model. Not empty.
    """

    integration_id: pulumi.Input[str] | IntegrationReference | AiIntegrationReference
    """ID of the LLM integration. Not empty."""
    model_name: pulumi.Input[str]
    """Name of the model. Not empty."""


@dataclass(kw_only=True)
class GcpProviderMetadata(Args):
    """The project that Arize uses in Google Cloud.

    Args:
        project_id (str, required): ID of the Google Cloud project. Not empty.
        location (str, required): Region, such as `us-central1`. Not empty.
        project_access_label (str, required): Label that authorizes Arize to use the project. Not empty.
    """

    discriminator = {"kind": "GCP"}
    project_id: pulumi.Input[str]
    """ID of the Google Cloud project. Not empty."""
    location: pulumi.Input[str]
    """Region, such as `us-central1`. Not empty."""
    project_access_label: pulumi.Input[str]
    """Label that authorizes Arize to use the project. Not empty."""


@dataclass(kw_only=True)
class AwsProviderMetadata(Args):
    """The role that Arize assumes in AWS.

    Args:
        role_arn (str, required): ARN of the IAM role to assume. Not empty.
        external_id (str, optional): External ID that the role's trust policy requires. Not empty.
    """

    discriminator = {"kind": "AWS"}
    role_arn: pulumi.Input[str]
    """ARN of the IAM role to assume. Not empty."""
    external_id: pulumi.Input[str] | None = None
    """External ID that the role's trust policy requires. Not empty."""


@dataclass(kw_only=True)
class Scoping(Args):
    """One organization or space that can use an integration; with neither, the whole account can.

    `space_id` requires `organization_id`.

    Args:
        organization_id (str, optional): ID of the organization. Not empty.
        space_id (str, optional): ID of a space in that organization; without it, all its spaces. Not empty.
        organization (Organization | OrganizationResult, optional): Organization, or the result of a lookup of one,
            instead of `organization_id`.
        space (Space | SpaceResult, optional): Space, or the result of a lookup of one, instead of `organization_id`
            and `space_id`.
    """

    stand_ins = {
        "organization": {"organization_id": "id"},
        "space": {"organization_id": "organization_id", "space_id": "id"},
    }
    organization_id: pulumi.Input[str] | OrganizationReference | None = None
    """ID of the organization. Not empty."""
    space_id: pulumi.Input[str] | SpaceReference | None = None
    """ID of a space in that organization; without it, all its spaces. Not empty."""
    organization: pulumi.Input[OrganizationReference] | None = None
    """Organization, or the result of a lookup of one, instead of `organization_id`."""
    space: pulumi.Input[SpaceReference] | None = None
    """Space, or the result of a lookup of one, instead of `organization_id` and `space_id`."""


@dataclass(kw_only=True)
class EvaluatorConfig(Args):
    """A remote evaluator behind an HTTPS endpoint.

    Args:
        endpoint (str, required): URL that Arize calls; at most 2,048 characters. An `https://` URL with a public
            host.
        input_schema (dict[str, Any], required): JSON Schema (draft-07) of the request body: an object, at most 64
            KiB. References to other documents are not followed. With `type: object` at its root, and without the
            property `arize_metadata`.
        headers (dict[str, str], optional): Headers that are sent to the endpoint. Secret. Never returned:
            `has_headers` says whether it is set.
    """

    parent_discriminator = {"type": "EVALUATOR"}
    endpoint: pulumi.Input[str]
    """URL that Arize calls; at most 2,048 characters. An `https://` URL with a public host."""
    input_schema: pulumi.Input[Mapping[str, Any]]
    """JSON Schema (draft-07) of the request body: an object, at most 64 KiB. References to other documents are not followed. With `type: object` at its root, and without the property `arize_metadata`."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. Secret. Never returned: `has_headers` says whether it is set."""


@dataclass(kw_only=True)
class RequestPreset(Args):
    """A named, reusable request body.

    Args:
        name (str, required): Name, unique in the integration. Not empty. At most 255 characters.
        config (dict[str, Any], required): Part of a request body, validated against `input_schema`.
        description (str, optional): What the preset is for. At most 1,024 characters.
    """

    name: pulumi.Input[str]
    """Name, unique in the integration. Not empty. At most 255 characters."""
    config: pulumi.Input[Mapping[str, Any]]
    """Part of a request body, validated against `input_schema`."""
    description: pulumi.Input[str] | None = None
    """What the preset is for. At most 1,024 characters."""


@dataclass(kw_only=True)
class AgentConfig(Args):
    """An agent behind an HTTPS endpoint.

    The names in `request_presets` are unique.

    Each `config` in `request_presets` matches `input_schema`, whose `required` is ignored.

    Args:
        endpoint (str, required): URL that Arize calls; at most 2,048 characters. An `https://` URL with a public
            host.
        input_schema (dict[str, Any], required): JSON Schema (draft-07) of the request body. References to other
            documents are not followed.
        headers (dict[str, str], optional): Headers that are sent to the endpoint. Secret. Never returned:
            `has_headers` says whether it is set.
        request_presets (list[RequestPreset], optional): Named request bodies. The order is ignored.
    """

    parent_discriminator = {"type": "AGENT"}
    endpoint: pulumi.Input[str]
    """URL that Arize calls; at most 2,048 characters. An `https://` URL with a public host."""
    input_schema: pulumi.Input[Mapping[str, Any]]
    """JSON Schema (draft-07) of the request body. References to other documents are not followed."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. Secret. Never returned: `has_headers` says whether it is set."""
    request_presets: pulumi.Input[Sequence[pulumi.Input[RequestPreset | typed_dicts.RequestPresetDict]]] | None = None
    """Named request bodies. The order is ignored."""


@dataclass(kw_only=True)
class CustomOAuth2ClientCredentialsAuth(Args):
    """Arize gets a token with client credentials.

    Args:
        token_url (str, required): Endpoint that issues the token. An `https://` URL with a public host.
        client_id (str, required): OAuth client ID; not a secret. Not empty. Without a colon.
        client_secret (str, required): OAuth client secret. Not empty. Secret. Never returned: `has_client_secret`
            says whether it is set. Required, unless an adopted integration keeps its own.
        scopes (str, optional): Scopes to request, separated by spaces. Not empty.
        audience (str, optional): Audience to request, if the server requires one. Not empty.
    """

    discriminator = {"auth_type": "OAUTH2_CLIENT_CREDENTIALS"}
    token_url: pulumi.Input[str]
    """Endpoint that issues the token. An `https://` URL with a public host."""
    client_id: pulumi.Input[str]
    """OAuth client ID; not a secret. Not empty. Without a colon."""
    client_secret: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """OAuth client secret. Not empty. Secret. Never returned: `has_client_secret` says whether it is set. Required, unless an adopted integration keeps its own."""
    scopes: pulumi.Input[str] | None = None
    """Scopes to request, separated by spaces. Not empty."""
    audience: pulumi.Input[str] | None = None
    """Audience to request, if the server requires one. Not empty."""


@dataclass(kw_only=True)
class CustomDefaultAuth(Args):
    """Arize sends an API key, or nothing.

    Args:
        api_key (str, optional): API key of the endpoint. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set.
    """

    discriminator = {"auth_type": "DEFAULT"}
    api_key: pulumi.Input[str] | None = dataclasses.field(default=None, repr=False)
    """API key of the endpoint. Not empty. Secret. Never returned: `has_api_key` says whether it is set."""


@dataclass(kw_only=True)
class AwsBedrockProxyWithHeadersAuth(Args):
    """Arize calls your own proxy.

    Args:
        base_url (str, required): URL of the proxy. An `https://` URL with a public host.
        headers (dict[str, str], optional): Headers that are sent to the proxy. At most 8,175 bytes as JSON. Secret.
            Never returned: `header_names` lists their names.
    """

    discriminator = {"auth_type": "PROXY_WITH_HEADERS"}
    base_url: pulumi.Input[str]
    """URL of the proxy. An `https://` URL with a public host."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the proxy. At most 8,175 bytes as JSON. Secret. Never returned: `header_names` lists their names."""


@dataclass(kw_only=True)
class AwsBedrockBearerTokenAuth(Args):
    """Arize sends a Bedrock API key.

    Args:
        api_key (str, required): Bearer token for Bedrock. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set. Required, unless an adopted integration keeps its own.
        base_url (str, optional): Bedrock endpoint; by default that of AWS. Not empty.
    """

    discriminator = {"auth_type": "BEARER_TOKEN"}
    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """Bearer token for Bedrock. Not empty. Secret. Never returned: `has_api_key` says whether it is set. Required, unless an adopted integration keeps its own."""
    base_url: pulumi.Input[str] | None = None
    """Bedrock endpoint; by default that of AWS. Not empty."""


@dataclass(kw_only=True)
class AwsBedrockDefaultAuth(Args):
    """Arize assumes a role in your AWS account.

    Args:
        role_arn (str, required): ARN of the IAM role to assume. Not empty.
        external_id (str, optional): External ID that the role's trust policy requires. Not empty.
        base_url (str, optional): Bedrock endpoint; by default that of AWS. Not empty.
    """

    discriminator = {"auth_type": "DEFAULT"}
    role_arn: pulumi.Input[str]
    """ARN of the IAM role to assume. Not empty."""
    external_id: pulumi.Input[str] | None = None
    """External ID that the role's trust policy requires. Not empty."""
    base_url: pulumi.Input[str] | None = None
    """Bedrock endpoint; by default that of AWS. Not empty."""


@dataclass(kw_only=True)
class TogetherAiConfig(Args):
    """Together AI.

    Args:
        api_key (str, required): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set. Required, unless an adopted integration keeps its own.
        model_names (list[str], optional): Names of custom models; the list is replaced as a whole. No item is
            empty. The order is ignored.
        is_default_models_enabled (bool, default False): Whether Arize's default models are available.
        is_function_calling_enabled (bool, default True): Whether models may call functions.
    """

    discriminator = {"provider": "TOGETHER_AI"}
    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Not empty. Secret. Never returned: `has_api_key` says whether it is set. Required, unless an adopted integration keeps its own."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole. No item is empty. The order is ignored."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""


@dataclass(kw_only=True)
class FireworksConfig(Args):
    """Fireworks AI.

    Args:
        api_key (str, required): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set. Required, unless an adopted integration keeps its own.
        model_names (list[str], optional): Names of custom models; the list is replaced as a whole. No item is
            empty. The order is ignored.
        is_default_models_enabled (bool, default False): Whether Arize's default models are available.
        is_function_calling_enabled (bool, default True): Whether models may call functions.
    """

    discriminator = {"provider": "FIREWORKS"}
    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Not empty. Secret. Never returned: `has_api_key` says whether it is set. Required, unless an adopted integration keeps its own."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole. No item is empty. The order is ignored."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""


@dataclass(kw_only=True)
class LiteLlmConfig(Args):
    """A LiteLLM proxy.

    Args:
        api_key (str, required): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set. Required, unless an adopted integration keeps its own.
        base_url (str, required): URL of the LiteLLM proxy. An `https://` URL with a public host.
        headers (dict[str, str], optional): Headers that are sent to the endpoint. At most 8,175 bytes as JSON.
            Secret. Never returned: `header_names` lists their names.
        model_names (list[str], optional): Names of custom models; the list is replaced as a whole. No item is
            empty. The order is ignored.
        is_function_calling_enabled (bool, default True): Whether models may call functions.
    """

    discriminator = {"provider": "LITELLM"}
    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Not empty. Secret. Never returned: `has_api_key` says whether it is set. Required, unless an adopted integration keeps its own."""
    base_url: pulumi.Input[str]
    """URL of the LiteLLM proxy. An `https://` URL with a public host."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. At most 8,175 bytes as JSON. Secret. Never returned: `header_names` lists their names."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole. No item is empty. The order is ignored."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""


@dataclass(kw_only=True)
class NvidiaNimConfig(Args):
    """NVIDIA NIM.

    Needs at least one model source: `is_default_models_enabled` or `model_names`.

    Args:
        headers (dict[str, str], optional): Headers that are sent to the endpoint. At most 8,175 bytes as JSON.
            Secret. Never returned: `header_names` lists their names.
        model_names (list[str], optional): Names of custom models; the list is replaced as a whole. No item is
            empty. The order is ignored.
        is_default_models_enabled (bool, default False): Whether Arize's default models are available.
        is_function_calling_enabled (bool, default True): Whether models may call functions.
        api_key (str, optional): API key of the endpoint. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set.
        base_url (str, optional): URL of your own NIM; by default that of NVIDIA. An `https://` URL with a public
            host.
    """

    discriminator = {"provider": "NVIDIA_NIM"}
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. At most 8,175 bytes as JSON. Secret. Never returned: `header_names` lists their names."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole. No item is empty. The order is ignored."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""
    api_key: pulumi.Input[str] | None = dataclasses.field(default=None, repr=False)
    """API key of the endpoint. Not empty. Secret. Never returned: `has_api_key` says whether it is set."""
    base_url: pulumi.Input[str] | None = None
    """URL of your own NIM; by default that of NVIDIA. An `https://` URL with a public host."""


@dataclass(kw_only=True)
class VertexAiConfig(Args):
    """Google Vertex AI.

    Args:
        project_id (str, required): ID of the Google Cloud project. Not empty.
        location (str, required): Region, such as `us-central1`. Not empty.
        project_access_label (str, required): Label that authorizes Arize to use the project. Not empty.
    """

    discriminator = {"provider": "VERTEX_AI"}
    project_id: pulumi.Input[str]
    """ID of the Google Cloud project. Not empty."""
    location: pulumi.Input[str]
    """Region, such as `us-central1`. Not empty."""
    project_access_label: pulumi.Input[str]
    """Label that authorizes Arize to use the project. Not empty."""


@dataclass(kw_only=True)
class CustomConfig(Args):
    """Your own endpoint with the OpenAI API.

    Needs at least one model source: `is_default_models_enabled` or `model_names`.

    `api_key` and `auth` cannot both be set.

    Args:
        base_url (str, required): URL of the endpoint. An `https://` URL with a public host.
        headers (dict[str, str], optional): Headers that are sent to the endpoint. At most 8,175 bytes as JSON.
            Secret. Never returned: `header_names` lists their names.
        model_names (list[str], optional): Names of custom models; the list is replaced as a whole. No item is
            empty. The order is ignored.
        is_default_models_enabled (bool, default False): Whether Arize's default models are available.
        is_function_calling_enabled (bool, default True): Whether models may call functions.
        api_key (str, optional): API key of the endpoint; short for `auth` with the method `DEFAULT`. Not empty.
            Secret. Never returned: `has_api_key` says whether it is set.
        auth (CustomAuth, default DEFAULT): How Arize authenticates with the endpoint. `CustomAuth` is
            `CustomDefaultAuth` or `CustomOAuth2ClientCredentialsAuth`.
    """

    discriminator = {"provider": "CUSTOM"}
    base_url: pulumi.Input[str]
    """URL of the endpoint. An `https://` URL with a public host."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent to the endpoint. At most 8,175 bytes as JSON. Secret. Never returned: `header_names` lists their names."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole. No item is empty. The order is ignored."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""
    api_key: pulumi.Input[str] | None = dataclasses.field(default=None, repr=False)
    """API key of the endpoint; short for `auth` with the method `DEFAULT`. Not empty. Secret. Never returned: `has_api_key` says whether it is set."""
    auth: pulumi.Input[CustomAuth] | None = dataclasses.field(default=None, repr=False)
    """How Arize authenticates with the endpoint."""


@dataclass(kw_only=True)
class AwsBedrockConfig(Args):
    """AWS Bedrock.

    Needs at least one model source: `is_default_models_enabled` or `model_names`.

    Args:
        auth (AwsBedrockAuth, required): How Arize authenticates with Bedrock. `AwsBedrockAuth` is
            `AwsBedrockDefaultAuth`, `AwsBedrockBearerTokenAuth` or `AwsBedrockProxyWithHeadersAuth`.
        model_names (list[str], optional): Names of custom models; the list is replaced as a whole. No item is
            empty. The order is ignored.
        is_default_models_enabled (bool, default False): Whether Arize's default models are available.
    """

    discriminator = {"provider": "AWS_BEDROCK"}
    auth: pulumi.Input[AwsBedrockAuth] = dataclasses.field(repr=False)
    """How Arize authenticates with Bedrock."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of custom models; the list is replaced as a whole. No item is empty. The order is ignored."""
    is_default_models_enabled: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available."""


@dataclass(kw_only=True)
class GeminiConfig(Args):
    """Google Gemini.

    Args:
        api_key (str, required): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set. Required, unless an adopted integration keeps its own.
        is_function_calling_enabled (bool, default True): Whether models may call functions.
    """

    discriminator = {"provider": "GEMINI"}
    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Not empty. Secret. Never returned: `has_api_key` says whether it is set. Required, unless an adopted integration keeps its own."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""


@dataclass(kw_only=True)
class AnthropicConfig(Args):
    """Anthropic.

    Args:
        api_key (str, required): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set. Required, unless an adopted integration keeps its own.
        is_function_calling_enabled (bool, default True): Whether models may call functions.
        base_url (str, optional): Endpoint with its version path; by default that of Anthropic. An `https://` URL
            with a public host.
    """

    discriminator = {"provider": "ANTHROPIC"}
    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Not empty. Secret. Never returned: `has_api_key` says whether it is set. Required, unless an adopted integration keeps its own."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""
    base_url: pulumi.Input[str] | None = None
    """Endpoint with its version path; by default that of Anthropic. An `https://` URL with a public host."""


@dataclass(kw_only=True)
class OpenAiConfig(Args):
    """OpenAI.

    Args:
        api_key (str, required): API key of the provider. Not empty. Secret. Never returned: `has_api_key` says
            whether it is set. Required, unless an adopted integration keeps its own.
        is_function_calling_enabled (bool, default True): Whether models may call functions.
    """

    discriminator = {"provider": "OPEN_AI"}
    api_key: pulumi.Input[str] | None = dataclasses.field(repr=False)
    """API key of the provider. Not empty. Secret. Never returned: `has_api_key` says whether it is set. Required, unless an adopted integration keeps its own."""
    is_function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""


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
    """The arguments of `Integration`.

    Args:
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
    """

    resource: ClassVar[str] = "Integration"
    merged: ClassVar[Sequence[str]] = ["config"]
    names: ClassVar[Names] = property_names.INTEGRATION
    name: pulumi.Input[str]
    """Name of the integration, unique in the account. Not empty."""
    config: pulumi.Input[
        LlmConfig | AgentConfig | typed_dicts.AgentConfigDict | EvaluatorConfig | typed_dicts.EvaluatorConfigDict
    ] = dataclasses.field(repr=False)
    """`LLM`: Settings of the provider. `AGENT`: The agent's endpoint and its request format. `EVALUATOR`: The evaluator's endpoint and its request format."""
    type: pulumi.Input[IntegrationTypeName] | None = None
    """What the integration connects to; a change replaces it. One of `LLM`, `AGENT`, `EVALUATOR`."""
    scopings: (
        pulumi.Input[Sequence[pulumi.Input[Scoping | typed_dicts.ScopingDict | OrganizationReference | SpaceReference]]]
        | None
    ) = None
    """Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; the order is ignored."""
    description: pulumi.Input[str] | None = None
    """What the integration is for. Only for `AGENT`, `EVALUATOR`."""
    adopt: pulumi.Input[str] | None = None
    """ID or exact name of an existing one to adopt. Not empty."""
    api_key_version: pulumi.Input[int | str] | None = None
    """Change this value to send the key again. Not empty."""
    deletion_protection: pulumi.Input[bool] | None = None
    """Whether to refuse deletion, including deletion by a replacement."""


@dataclass(kw_only=True)
class AiIntegrationArgs(ResourceArgs):
    """The arguments of `AiIntegration`.

    Args:
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
    """

    resource: ClassVar[str] = "AiIntegration"
    merged: ClassVar[Sequence[str]] = []
    names: ClassVar[Names] = property_names.AI_INTEGRATION
    name: pulumi.Input[str]
    """Name of the integration, unique in the account. Not empty."""
    provider: pulumi.Input[LlmProviderName]
    """The provider of the models."""
    scopings: (
        pulumi.Input[Sequence[pulumi.Input[Scoping | typed_dicts.ScopingDict | OrganizationReference | SpaceReference]]]
        | None
    ) = None
    """Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; the order is ignored."""
    api_key: pulumi.Input[str] | None = dataclasses.field(default=None, repr=False)
    """API key of the provider. Not empty. Secret. Never returned: `has_api_key` says whether it is set."""
    base_url: pulumi.Input[str] | None = None
    """URL of the provider's endpoint. Not empty."""
    model_names: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None
    """Names of models; the list is replaced as a whole. No item is empty. The order is ignored."""
    headers: pulumi.Input[Mapping[str, pulumi.Input[str]]] | None = dataclasses.field(default=None, repr=False)
    """Headers that are sent with every request. At most 8,175 bytes as JSON. Secret."""
    enable_default_models: pulumi.Input[bool] | None = None
    """Whether Arize's default models are available."""
    function_calling_enabled: pulumi.Input[bool] | None = None
    """Whether models may call functions."""
    auth_type: pulumi.Input[AuthTypeName] | None = None
    """The authentication method. One of `DEFAULT`, `PROXY_WITH_HEADERS`, `BEARER_TOKEN`."""
    provider_metadata: pulumi.Input[ProviderMetadata] | None = None
    """Metadata for AWS Bedrock and Vertex AI."""
    adopt: pulumi.Input[str] | None = None
    """ID or exact name of an existing one to adopt. Not empty."""
    api_key_version: pulumi.Input[int | str] | None = None
    """Change this value to send the key again. Not empty."""
    deletion_protection: pulumi.Input[bool] | None = None
    """Whether to refuse deletion, including deletion by a replacement."""
