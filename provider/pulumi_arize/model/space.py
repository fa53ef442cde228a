"""The resource `/v2/spaces`: where projects, datasets and experiments are."""

from typing import Annotated, ClassVar

from pydantic import Field

from .field_types import NOT_BLANK, Flag, Text
from .organization import Container
from .provider_options import ContainerOptions
from .resource_type import ResourceType
from .traits import FieldTrait, IdOf, Model, Parent


class DefaultLlmIntegration(Model):
    """An integration and one of its models. Source: `DefaultLLMIntegration`."""

    integration_id: Annotated[
        Text, IdOf(("Integration", "AiIntegration")), Field(description="ID of the LLM integration.")
    ]
    model_name: Annotated[Text, Field(description="Name of the model.")]


class DefaultAgentRuntime(Model):
    """An agent integration. Source: `DefaultAgentRuntime`."""

    integration_id: Annotated[Text, IdOf(("Integration",)), Field(description="ID of the agent integration.")]


class Space(Container):
    """A part of an organization, with data of its own. Source: `CreateSpaceRequest` and `UpdateSpaceRequest`."""

    name_scope: ClassVar[str] = "spaces"

    name: Annotated[
        str, Field(min_length=1, max_length=255, description="Name, unique in its organization."), NOT_BLANK
    ]
    organization_id: Annotated[
        Text,
        FieldTrait.IMMUTABLE,
        FieldTrait.NOT_RETURNED_BY_OLDER,
        Parent(("Organization",), "org_id"),
        Field(description="ID of its organization; a change replaces the space."),
    ]
    is_private: Annotated[Flag, Field(description="Whether only its members and administrators see it.")] = False
    default_llm_integration: Annotated[
        DefaultLlmIntegration | None,
        FieldTrait.NOT_IN_POST,
        FieldTrait.OWNED_WHEN_SET,
        Field(description="The LLM integration and the model that it uses by default."),
    ] = None
    default_agent_runtime: Annotated[
        DefaultAgentRuntime | None,
        FieldTrait.NOT_IN_POST,
        FieldTrait.OWNED_WHEN_SET,
        Field(description="The agent integration that it runs by default."),
    ] = None
    ml_models_enabled: Annotated[
        Flag | None,
        FieldTrait.NOT_IN_POST,
        FieldTrait.STAYS_WHEN_OMITTED,
        Field(description="Whether machine learning models are enabled in it."),
    ] = None
    gradient_start_color: Annotated[
        Text | None,
        FieldTrait.NOT_IN_POST,
        FieldTrait.STAYS_WHEN_OMITTED,
        Field(description="First color of its picture."),
    ] = None
    gradient_end_color: Annotated[
        Text | None,
        FieldTrait.NOT_IN_POST,
        FieldTrait.STAYS_WHEN_OMITTED,
        Field(description="Second color of its picture."),
    ] = None


SPACE = ResourceType(
    name="Space",
    title="space",
    path="/v2/spaces",
    list_key="spaces",
    models=(Space,),
    options=ContainerOptions,
)
