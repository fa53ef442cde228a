"""The `config` of an agent and of an evaluator: endpoints of yours that Arize calls."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from .field_types import NOT_BLANK, Endpoint, EvaluatorSchema, HeaderMap, JsonSchema
from .rules import MatchSchema, Rule, UniqueNames
from .traits import FieldTrait, Model, WriteOnly


class HostedEndpoint(Model):
    """The fields that agents and evaluators share."""

    endpoint: Annotated[Endpoint, Field(description="URL that Arize calls; at most 2,048 characters.")]
    headers: Annotated[
        HeaderMap | None, WriteOnly("has_headers"), Field(description="Headers that are sent to the endpoint.")
    ] = None


class RequestPreset(Model):
    """A named, reusable request body. Source: `CreateAgentRequestPresetInput`."""

    output_fields: ClassVar[dict[str, str]] = {
        "id": "ID of the preset; stable while its name is unchanged.",
        "created_at": "When the preset was created.",
        "updated_at": "When the preset was last changed.",
    }
    volatile_fields: ClassVar[frozenset[str]] = frozenset({"updated_at"})

    name: Annotated[str, Field(min_length=1, max_length=255, description="Name, unique in the integration."), NOT_BLANK]
    description: Annotated[str | None, Field(max_length=1024, description="What the preset is for.")] = None
    config: Annotated[dict[str, Any], Field(description="Part of a request body, validated against `input_schema`.")]


class AgentConfig(HostedEndpoint):
    """An agent behind an HTTPS endpoint. Source: `CreateAgentConfig`."""

    rules: ClassVar[tuple[Rule, ...]] = (
        UniqueNames("request_presets"),
        MatchSchema("request_presets", "input_schema"),
    )

    input_schema: Annotated[JsonSchema, Field(description="JSON Schema (draft-07) of the request body.")]
    request_presets: Annotated[
        list[RequestPreset], FieldTrait.KEYED_BY_NAME, FieldTrait.UNORDERED, Field(description="Named request bodies.")
    ] = []


class EvaluatorConfig(HostedEndpoint):
    """A remote evaluator behind an HTTPS endpoint. Source: `CreateEvaluatorIntegrationConfigInput`."""

    input_schema: Annotated[
        EvaluatorSchema,
        Field(description="JSON Schema (draft-07) of the request body: an object, at most 64 KiB."),
    ]
