"""The `config` of an LLM integration: one class for each provider, composed of the fields that they share."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .auth import AWS_BEDROCK_AUTHS, CUSTOM_AUTHS, CustomDefaultAuth
from .enums import AuthType, LlmProvider
from .field_types import Flag, Headers, PublicUrl, Secret, Text
from .rules import AtLeastOne, NotTogether, Rule
from .tagged_union import TaggedUnion
from .traits import ExtendedBy, FieldTrait, Model, ShorthandFor, WriteOnly

MODEL_SOURCE = AtLeastOne(("is_default_models_enabled", "model_names"), "model source")
ProviderField = Field(description="The provider; a change replaces the integration.")


class RequiredApiKey(Model):
    """A provider that requires a key."""

    api_key: Annotated[Secret, WriteOnly("has_api_key"), Field(description="API key of the provider.")]


class FunctionCalling(Model):
    """A provider whose models can call functions."""

    is_function_calling_enabled: Annotated[Flag, Field(description="Whether models may call functions.")] = True


class ModelNames(Model):
    """A provider whose models can be named."""

    model_names: Annotated[
        list[Text], FieldTrait.UNORDERED, Field(description="Names of custom models; the list is replaced as a whole.")
    ] = []


class DefaultModels(ModelNames):
    """A provider for which Arize has a list of models."""

    model_names: Annotated[
        list[Text],
        FieldTrait.UNORDERED,
        ExtendedBy("is_default_models_enabled"),
        Field(description="Names of custom models; the list is replaced as a whole."),
    ] = []
    is_default_models_enabled: Annotated[Flag, Field(description="Whether Arize's default models are available.")] = (
        False
    )


class CustomHeaders(Model):
    """A provider that accepts custom headers."""

    headers: Annotated[
        Headers | None, WriteOnly("header_names"), Field(description="Headers that are sent to the endpoint.")
    ] = None


class OpenAiConfig(RequiredApiKey, FunctionCalling):
    """OpenAI. Source: `CreateOpenAiConfig`."""

    provider: Annotated[Literal[LlmProvider.OPEN_AI], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.OPEN_AI


class AnthropicConfig(RequiredApiKey, FunctionCalling):
    """Anthropic. Source: `CreateAnthropicConfig`."""

    provider: Annotated[Literal[LlmProvider.ANTHROPIC], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.ANTHROPIC
    base_url: Annotated[
        PublicUrl | None, Field(description="Endpoint with its version path; by default that of Anthropic.")
    ] = None


class GeminiConfig(RequiredApiKey, FunctionCalling):
    """Google Gemini. Source: `CreateGeminiConfig`."""

    provider: Annotated[Literal[LlmProvider.GEMINI], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.GEMINI


class AwsBedrockConfig(DefaultModels):
    """AWS Bedrock. Source: `CreateAwsBedrockConfig`."""

    rules: ClassVar[tuple[Rule, ...]] = (MODEL_SOURCE,)

    provider: Annotated[Literal[LlmProvider.AWS_BEDROCK], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.AWS_BEDROCK
    auth: Annotated[
        Model,
        TaggedUnion(AWS_BEDROCK_AUTHS, name="AwsBedrockAuth"),
        Field(description="How Arize authenticates with Bedrock."),
    ]


class CustomConfig(FunctionCalling, DefaultModels, CustomHeaders):
    """Your own endpoint with the OpenAI API. Source: `CreateCustomConfig`."""

    rules: ClassVar[tuple[Rule, ...]] = (MODEL_SOURCE, NotTogether("api_key", "auth"))

    provider: Annotated[Literal[LlmProvider.CUSTOM], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.CUSTOM
    base_url: Annotated[PublicUrl, Field(description="URL of the endpoint.")]
    api_key: Annotated[
        Secret | None,
        WriteOnly("has_api_key"),
        ShorthandFor("auth", AuthType.DEFAULT),
        Field(description="API key of the endpoint; short for `auth` with the method `DEFAULT`."),
    ] = None
    auth: Annotated[
        Model,
        TaggedUnion(CUSTOM_AUTHS, name="CustomAuth"),
        Field(description="How Arize authenticates with the endpoint."),
    ] = CustomDefaultAuth()


class VertexAiConfig(Model):
    """Google Vertex AI. Source: `CreateVertexAiConfig`."""

    provider: Annotated[Literal[LlmProvider.VERTEX_AI], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.VERTEX_AI
    project_id: Annotated[Text, Field(description="ID of the Google Cloud project.")]
    location: Annotated[Text, Field(description="Region, such as `us-central1`.")]
    project_access_label: Annotated[Text, Field(description="Label that authorizes Arize to use the project.")]


class NvidiaNimConfig(FunctionCalling, DefaultModels, CustomHeaders):
    """NVIDIA NIM. Source: `CreateNvidiaNimConfig`."""

    rules: ClassVar[tuple[Rule, ...]] = (MODEL_SOURCE,)

    provider: Annotated[Literal[LlmProvider.NVIDIA_NIM], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.NVIDIA_NIM
    api_key: Annotated[Secret | None, WriteOnly("has_api_key"), Field(description="API key of the endpoint.")] = None
    base_url: Annotated[PublicUrl | None, Field(description="URL of your own NIM; by default that of NVIDIA.")] = None


class LiteLlmConfig(RequiredApiKey, FunctionCalling, ModelNames, CustomHeaders):
    """A LiteLLM proxy. Source: `CreateLiteLlmConfig`."""

    provider: Annotated[Literal[LlmProvider.LITELLM], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.LITELLM
    base_url: Annotated[PublicUrl, Field(description="URL of the LiteLLM proxy.")]


class FireworksConfig(RequiredApiKey, FunctionCalling, DefaultModels):
    """Fireworks AI. Source: `CreateFireworksConfig`."""

    provider: Annotated[Literal[LlmProvider.FIREWORKS], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.FIREWORKS


class TogetherAiConfig(RequiredApiKey, FunctionCalling, DefaultModels):
    """Together AI. Source: `CreateTogetherAiConfig`."""

    provider: Annotated[Literal[LlmProvider.TOGETHER_AI], FieldTrait.IMMUTABLE, ProviderField] = LlmProvider.TOGETHER_AI


LLM_CONFIGS = (
    OpenAiConfig,
    AnthropicConfig,
    GeminiConfig,
    AwsBedrockConfig,
    CustomConfig,
    VertexAiConfig,
    NvidiaNimConfig,
    LiteLlmConfig,
    FireworksConfig,
    TogetherAiConfig,
)
