"""The resource `/v2/integrations`: LLM, agent and evaluator integrations, told apart by `type`."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .endpoint_configs import AgentConfig, EvaluatorConfig
from .enums import IntegrationType
from .field_types import Text
from .llm_configs import LLM_CONFIGS
from .provider_options import KeyedOptions
from .resource_type import ResourceType
from .scoping import Scoping
from .tagged_union import TaggedUnion
from .traits import FieldTrait, Model

TypeField = Field(description="What the integration connects to; a change replaces it.")


class Named(Model):
    """The fields of every integration, of both resource types."""

    output_fields: ClassVar[dict[str, str]] = {
        "id": "ID assigned by the API.",
        "created_at": "When the integration was created.",
        "updated_at": "When the integration was last changed.",
        "created_by_user_id": "ID of the user who created it; null if the user was deleted.",
    }
    volatile_fields: ClassVar[frozenset[str]] = frozenset({"updated_at"})
    name_scope: ClassVar[str] = "LLM integrations"

    name: Annotated[Text, Field(description="Name of the integration, unique in the account.")]
    scopings: Annotated[
        list[Scoping],
        FieldTrait.UNORDERED,
        Field(
            description="Organizations and spaces that can use it; omit for the whole account. Replaced as a whole; "
            "the order is ignored."
        ),
    ] = []


class Described(Named):
    """An integration with a description."""

    name_scope: ClassVar[str] = "other integrations"

    description: Annotated[str | None, Field(description="What the integration is for.")] = None


class LlmIntegration(Named):
    """An integration with an LLM provider. Source: `CreateLlmIntegrationRequest`."""

    type: Annotated[Literal[IntegrationType.LLM], FieldTrait.IMMUTABLE, FieldTrait.ALWAYS_SENT, TypeField] = (
        IntegrationType.LLM
    )
    config: Annotated[
        Model,
        TaggedUnion(LLM_CONFIGS, name="LlmConfig"),
        FieldTrait.MERGE_PATCH,
        Field(description="Settings of the provider."),
    ]


class AgentIntegration(Described):
    """An integration with your own agent. Source: `CreateAgentIntegrationRequest`."""

    type: Annotated[Literal[IntegrationType.AGENT], FieldTrait.IMMUTABLE, FieldTrait.ALWAYS_SENT, TypeField] = (
        IntegrationType.AGENT
    )
    config: Annotated[
        AgentConfig, FieldTrait.MERGE_PATCH, Field(description="The agent's endpoint and its request format.")
    ]


class EvaluatorIntegration(Described):
    """An integration with your own remote evaluator. Source: `CreateEvaluatorIntegrationRequest`."""

    type: Annotated[Literal[IntegrationType.EVALUATOR], FieldTrait.IMMUTABLE, FieldTrait.ALWAYS_SENT, TypeField] = (
        IntegrationType.EVALUATOR
    )
    config: Annotated[
        EvaluatorConfig, FieldTrait.MERGE_PATCH, Field(description="The evaluator's endpoint and its request format.")
    ]


INTEGRATION = ResourceType(
    name="Integration",
    title="integration",
    path="/v2/integrations",
    list_key="integrations",
    models=(LlmIntegration, AgentIntegration, EvaluatorIntegration),
    default_discriminator=IntegrationType.LLM,
    unlisted=(IntegrationType.EVALUATOR,),
    options=KeyedOptions,
)
