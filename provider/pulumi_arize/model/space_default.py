"""The LLM integration that a space uses by default: a setting of the space, and a resource type of its own."""

from typing import Annotated

from pydantic import Field

from .field_types import Text
from .traits import FieldTrait, Model


class DefaultLlmIntegration(Model):
    """An integration and one of its models. Source: `DefaultLLMIntegration`."""

    integration_id: Annotated[Text, Field(description="ID of the LLM integration.")]
    model_name: Annotated[Text, Field(description="Name of the model.")]


class SpaceDefaultIntegration(DefaultLlmIntegration):
    """A space's default LLM integration and model. Source: `UpdateSpaceRequest`."""

    space_id: Annotated[
        Text, FieldTrait.IMMUTABLE, Field(description="ID of the space; a change replaces the resource.")
    ]
