"""The resource `/v2/ai-integrations`: the older, flat form of LLM integrations."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .enums import AuthType, LlmProvider, MetadataType
from .field_types import Flag, Headers, Secret, Text, Url
from .integration import Named
from .provider_options import IntegrationOptions
from .resource_type import ResourceType
from .rules import ProviderMetadataRule, Rule
from .tagged_union import TaggedUnion
from .traits import ExtendedBy, FieldTrait, Model, OtherApiName, WriteOnly

KindField = Field(description="The kind of metadata; by default it follows from the other fields.")
WritableAuthType = Literal[AuthType.DEFAULT, AuthType.PROXY_WITH_HEADERS, AuthType.BEARER_TOKEN]


class AwsProviderMetadata(Model):
    """The role that Arize assumes in AWS. Source: `AwsProviderMetadataRequest`."""

    kind: Annotated[Literal[MetadataType.AWS], FieldTrait.ABSENT_IN_LEGACY, KindField] = MetadataType.AWS
    role_arn: Annotated[Text, Field(description="ARN of the IAM role to assume.")]
    external_id: Annotated[Text | None, Field(description="External ID that the role's trust policy requires.")] = None


class GcpProviderMetadata(Model):
    """The project that Arize uses in Google Cloud. Source: `GcpProviderMetadataRequest`."""

    kind: Annotated[Literal[MetadataType.GCP], FieldTrait.ABSENT_IN_LEGACY, KindField] = MetadataType.GCP
    project_id: Annotated[Text, Field(description="ID of the Google Cloud project.")]
    location: Annotated[Text, Field(description="Region, such as `us-central1`.")]
    project_access_label: Annotated[Text, Field(description="Label that authorizes Arize to use the project.")]


METADATA = TaggedUnion((AwsProviderMetadata, GcpProviderMetadata), implied=True, name="ProviderMetadata")


class AiIntegration(Named):
    """An LLM integration in its older, flat form. Source: `CreateAiIntegrationRequest`."""

    rules: ClassVar[tuple[Rule, ...]] = (
        ProviderMetadataRule(
            kinds={LlmProvider.AWS_BEDROCK: "AWS", LlmProvider.VERTEX_AI: "GCP"},
            required={LlmProvider.AWS_BEDROCK: (AuthType.DEFAULT,), LlmProvider.VERTEX_AI: tuple(AuthType)},
        ),
    )

    provider: Annotated[LlmProvider, Field(description="The provider of the models.")]
    api_key: Annotated[Secret | None, WriteOnly("has_api_key"), Field(description="API key of the provider.")] = None
    base_url: Annotated[Url | None, Field(description="URL of the provider's endpoint.")] = None
    model_names: Annotated[
        list[Text],
        FieldTrait.UNORDERED,
        ExtendedBy("enable_default_models"),
        Field(description="Names of models; the list is replaced as a whole."),
    ] = []
    headers: Annotated[Headers | None, Field(description="Headers that are sent with every request.")] = None
    enable_default_models: Annotated[
        Flag,
        OtherApiName("is_default_models_enabled"),
        Field(description="Whether Arize's default models are available."),
    ] = False
    function_calling_enabled: Annotated[
        Flag, OtherApiName("is_function_calling_enabled"), Field(description="Whether models may call functions.")
    ] = True
    auth_type: Annotated[WritableAuthType, Field(description="The authentication method.")] = AuthType.DEFAULT
    provider_metadata: Annotated[
        Model | None, METADATA, Field(description="Metadata for AWS Bedrock and Vertex AI.")
    ] = None


AI_INTEGRATION = ResourceType(
    name="AiIntegration",
    title="AI integration",
    path="/v2/ai-integrations",
    list_key="ai_integrations",
    models=(AiIntegration,),
    options=IntegrationOptions,
)
