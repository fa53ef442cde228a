"""The integrations that a space uses by default: settings of the space, and resource types of their own."""

from typing import Annotated, ClassVar

from pydantic import Field

from .field_types import Text
from .resource_type import ResourceType
from .space import SPACE, DefaultAgentRuntime, DefaultLlmIntegration
from .traits import FieldTrait, IdOf

SpaceId = Annotated[
    Text, FieldTrait.IMMUTABLE, IdOf(("Space",)), Field(description="ID of the space; a change replaces it.")
]


class SpaceDefaultIntegration(DefaultLlmIntegration):
    """A space's default LLM integration and model. Source: `UpdateSpaceRequest`."""

    name_scope: ClassVar[str] = "default integrations of spaces"

    space_id: SpaceId


class SpaceDefaultAgentRuntime(DefaultAgentRuntime):
    """The agent integration that a space runs by default. Source: `UpdateSpaceRequest`."""

    name_scope: ClassVar[str] = "default agent runtimes of spaces"

    space_id: SpaceId


SPACE_DEFAULT = ResourceType(
    name="SpaceDefaultIntegration",
    title="default integration of space",
    path=SPACE.path,
    list_key=SPACE.list_key,
    models=(SpaceDefaultIntegration,),
    unique_field="space_id",
    setting="default_llm_integration",
)
SPACE_DEFAULT_AGENT = ResourceType(
    name="SpaceDefaultAgentRuntime",
    title="default agent runtime of space",
    path=SPACE.path,
    list_key=SPACE.list_key,
    models=(SpaceDefaultAgentRuntime,),
    unique_field="space_id",
    setting="default_agent_runtime",
)
