"""The facts of the official package's generated models about each object of the API."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from tests.official_models import official

from pulumi_arize.model import ai_integration, auth, endpoint_configs, integration, llm_configs, scoping
from pulumi_arize.model.traits import Model

PROVIDERS = tuple(str(provider.value) for provider in official.LlmIntegrationProvider)
NOT_OF_THE_API = "additional_properties"
"""The field in which a generated model holds unknown fields of a response."""


@dataclass(frozen=True)
class Object:
    """One of our models with the official ones: for create, for PATCH where a part can be sent, and for responses.

    `applies` are the only fields that a PATCH can have, where one official model is for several of ours.
    """

    ours: type[Model]
    create: type[BaseModel]
    patch: type[BaseModel] | None
    response: type[BaseModel]
    applies: frozenset[str] | None = None


def names(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields of an official model."""
    return frozenset(model.model_fields) - {NOT_OF_THE_API}


def required(model: type[BaseModel]) -> frozenset[str]:
    """Return the required fields of an official model."""
    return frozenset(name for name in names(model) if model.model_fields[name].is_required())


def nullable(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields that an official model serializes as null."""
    return frozenset(
        name
        for name in names(model) - required(model)
        if name in _written(model.model_construct(_fields_set={name}, **{name: None}))
    )


def _written(instance: Any) -> Mapping[str, Any]:
    given: Mapping[str, Any] = instance.to_dict()
    return given


def limits(info: FieldInfo) -> dict[str, int]:
    """Return the limits on the length of a field, or of the type inside an optional one."""
    inner = [mark for part in getattr(info.annotation, "__args__", ()) for mark in getattr(part, "__metadata__", ())]
    marks = [*info.metadata, *inner]
    marks += [part for mark in marks for part in getattr(mark, "metadata", ())]
    found = ((limit, getattr(mark, limit, None)) for mark in marks for limit in ("min_length", "max_length"))
    return {limit: value for limit, value in found if isinstance(value, int)}


def variants(union: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return the models of an official union by the value of the discriminator."""
    found = [info.annotation for name, info in union.model_fields.items() if name.endswith("_validator")]
    inner = [get_args(annotation)[0] for annotation in found]
    return {_tag(model): model for model in inner}


def _tag(model: type[BaseModel]) -> str:
    for name in ("provider", "auth_type", "type", "kind"):
        check = getattr(model, f"{name}_validate_enum", None)
        values = (*PROVIDERS, *_values(official.AiIntegrationAuthType), *_values(official.IntegrationType))
        accepted = [value for value in values if check and _accepts(check, value)]
        if len(accepted) == 1:
            return accepted[0]
    raise LookupError(model.__name__)


def _accepts(check: Any, value: str) -> bool:
    try:
        check(value)
    except ValueError:
        return False
    return True


def _values(enumeration: Any) -> list[str]:
    return [str(member.value) for member in enumeration]


@cache
def patchable() -> Mapping[str, frozenset[str]]:
    """Return the fields that a PATCH of each provider's config can have, from the description of `UpdateLlmConfig`."""
    text = official.UpdateLlmConfig.__doc__ or ""
    found: dict[str, set[str]] = {provider: {"provider"} for provider in PROVIDERS}
    for fields, where in re.findall(r"- ((?:`[a-z_]+`(?:, )?)+): ([^-]+)", text):
        named = set(re.findall(r"`([A-Z_]+)`", where))
        for provider in set(PROVIDERS) - named if where.startswith("all except") else named:
            found[provider] |= set(re.findall(r"`([a-z_]+)`", fields))
    return {provider: frozenset(applying) for provider, applying in found.items()}


def _llm_configs() -> list[Object]:
    create, response = variants(official.CreateLlmConfig), variants(official.LlmConfig)
    ours = {str(model.model_fields["provider"].default): model for model in llm_configs.LLM_CONFIGS}
    assert ours.keys() == create.keys() == response.keys() == set(PROVIDERS)
    return [
        Object(ours[tag], create[tag], official.UpdateLlmConfig, response[tag], patchable()[tag]) for tag in PROVIDERS
    ]


def _auths(ours: tuple[type[Model], ...], create: type[BaseModel], response: type[BaseModel]) -> list[Object]:
    theirs, responses = variants(create), variants(response)
    by_tag = {str(model.model_fields["auth_type"].default): model for model in ours}
    assert by_tag.keys() == theirs.keys() == responses.keys()
    return [Object(by_tag[tag], theirs[tag], None, responses[tag]) for tag in by_tag]


OBJECTS = (
    *_llm_configs(),
    *_auths(auth.AWS_BEDROCK_AUTHS, official.CreateAwsBedrockAuth, official.AwsBedrockAuth),
    *_auths(auth.CUSTOM_AUTHS, official.CreateCustomAuth, official.CustomAuth),
    Object(endpoint_configs.AgentConfig, official.CreateAgentConfig, official.UpdateAgentConfig, official.AgentConfig),
    Object(
        endpoint_configs.EvaluatorConfig,
        official.CreateEvaluatorIntegrationConfigInput,
        official.UpdateEvaluatorIntegrationConfigInput,
        official.EvaluatorIntegrationConfig,
    ),
    Object(endpoint_configs.RequestPreset, official.CreateAgentRequestPresetInput, None, official.AgentRequestPreset),
    Object(scoping.Scoping, official.IntegrationScopingRequest, None, official.IntegrationScoping),
    Object(scoping.Scoping, official.AiIntegrationScopingRequest, None, official.AiIntegrationScoping),
    Object(
        integration.LlmIntegration,
        official.CreateLlmIntegrationRequest,
        official.UpdateLlmIntegrationRequest,
        official.LlmIntegration,
    ),
    Object(
        integration.AgentIntegration,
        official.CreateAgentIntegrationRequest,
        official.UpdateAgentIntegrationRequest,
        official.AgentIntegration,
    ),
    Object(
        integration.EvaluatorIntegration,
        official.CreateEvaluatorIntegrationRequest,
        official.UpdateEvaluatorIntegrationRequest,
        official.EvaluatorIntegration,
    ),
    Object(
        ai_integration.AiIntegration,
        official.CreateAiIntegrationRequest,
        official.UpdateAiIntegrationRequest,
        official.AiIntegration,
    ),
    Object(
        ai_integration.AwsProviderMetadata,
        official.AwsProviderMetadataRequest,
        None,
        official.AwsProviderMetadata,
    ),
    Object(
        ai_integration.GcpProviderMetadata,
        official.GcpProviderMetadataRequest,
        None,
        official.GcpProviderMetadata,
    ),
)
"""Every object of the API that inputs can hold."""
