"""The LLM integration that a space uses by default: a setting of the space, and a resource type of its own."""

from typing import Annotated, ClassVar

from pydantic import Field

from .field_types import Text
from .resource_type import ResourceType
from .space import SPACE, DefaultLlmIntegration
from .traits import FieldTrait


class SpaceDefaultIntegration(DefaultLlmIntegration):
    """A space's default LLM integration and model. Source: `UpdateSpaceRequest`."""

    name_scope: ClassVar[str] = "default integrations of spaces"

    space_id: Annotated[Text, FieldTrait.IMMUTABLE, Field(description="ID of the space; another one replaces it.")]


SPACE_DEFAULT = ResourceType(
    name="SpaceDefaultIntegration",
    title="default integration of space",
    path=SPACE.path,
    list_key=SPACE.list_key,
    models=(SpaceDefaultIntegration,),
    unique_field="space_id",
)
