"""The matrix: every field of every object, as our tables have it and as the official package's models have it."""

from __future__ import annotations

from typing import Any

import pytest

from pulumi_arize.model import enums
from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import INTEGRATION_TYPES, ResourceType, object_models
from pulumi_arize.model.traits import FieldTrait

from .official import OBJECTS, PROVIDERS, Object, names, nullable, official, patchable, required

DEFAULTS: dict[str, Any] = {
    "is_function_calling_enabled": True,
    "is_default_models_enabled": False,
    "function_calling_enabled": True,
    "enable_default_models": False,
    "auth_type": "DEFAULT",
    "model_names": [],
    "scopings": [],
    "request_presets": [],
    "auth": {"auth_type": "DEFAULT"},
}
"""What the API does where an optional field is left out; what is not here is then not there at all."""


def _names(item: Object) -> list[str]:
    """Return every field that an object has, in our table or in theirs."""
    theirs = names(item.create) | names(item.answer) | patched(item)
    return sorted(theirs | fields(item.ours).keys() | item.ours.output_fields.keys())


def patched(item: Object) -> frozenset[str]:
    """Return the fields that a PATCH of the object can have."""
    return item.applies or (names(item.patch) if item.patch else frozenset())


CELLS = [(item, name) for item in OBJECTS for name in _names(item)]


def table(cells: list[tuple[Object, str]]) -> pytest.MarkDecorator:
    """Return what runs a test once for each cell."""
    return pytest.mark.parametrize(
        ("item", "name"), [pytest.param(item, name, id=f"{item.create.__name__}.{name}") for item, name in cells]
    )


def declarable_cells(*, patched: bool = False, optional: bool = False) -> list[tuple[Object, str]]:
    """Return the cells of what can be declared: all, those of objects that a PATCH changes, those with a default."""

    def wanted(item: Object, name: str) -> bool:
        field = fields(item.ours).get(name)
        if field is None or (patched and item.patch is None):
            return False
        return not optional or not (field.required or field.is_discriminator)

    return [cell for cell in CELLS if wanted(*cell)]


@table(CELLS)
def test_create(item: Object, name: str) -> None:
    """A field is required, optional or unknown on create in our table where it is so in the official request model."""
    field = fields(item.ours).get(name)
    always_sent = field is not None and (field.required or field.is_discriminator)
    assert (field is not None, always_sent) == (name in names(item.create), name in required(item.create))


@table([cell for cell in CELLS if cell[0].patch is not None])
def test_patch(item: Object, name: str) -> None:
    """What can be declared can be changed by a PATCH, and the other way round."""
    assert (name in fields(item.ours)) == (name in patched(item))


@table(declarable_cells(patched=True, optional=True))
def test_null(item: Object, name: str) -> None:
    """A field that a declaration no longer names is sent as null where a PATCH may have it so, else as its default."""
    assert item.patch is not None
    assert (fields(item.ours)[name].default is None) == (name in nullable(item.patch))


@table(CELLS)
def test_answer(item: Object, name: str) -> None:
    """An answer has what our table says of it: the value, or what stands for it where it is write-only."""
    returned = {
        field.presence_field or field.name for field in fields(item.ours).values()
    } | item.ours.output_fields.keys()
    assert (name in returned) == (name in names(item.answer))


@table(declarable_cells(optional=True))
def test_default(item: Object, name: str) -> None:
    """The table has the default that the API documents for an optional field."""
    assert fields(item.ours)[name].default == DEFAULTS.get(name)


@table(declarable_cells())
def test_secrets(item: Object, name: str) -> None:
    """Exactly keys, client secrets and header values are secret, whether the API returns them or not."""
    field = fields(item.ours)[name]
    assert field.secret == (name in ("api_key", "client_secret", "headers"))
    assert (field.presence_field is None) == (name in names(item.answer))


@table(declarable_cells())
def test_limits(item: Object, name: str) -> None:
    """A limit on a text's length is the official model's."""
    theirs, own = item.create.model_fields[name], item.ours.model_fields[name]
    assert _limit(own.annotation, own.metadata) == _limit(theirs.annotation, theirs.metadata)


def _limit(annotation: Any, metadata: list[Any]) -> int | None:
    """Return the most characters that a type, or the type inside an optional one, allows."""
    inner = [mark for part in getattr(annotation, "__args__", ()) for mark in getattr(part, "__metadata__", ())]
    marks = [*metadata, *inner, *(part for mark in inner for part in getattr(mark, "metadata", ()))]
    return next((value for mark in marks if isinstance(value := getattr(mark, "max_length", None), int)), None)


def test_every_object_is_in_the_matrix() -> None:
    """The matrix has every model that can stand in a declaration, and no other."""
    inputs = {
        inner for resource_type in INTEGRATION_TYPES for model in resource_type.models for inner in object_models(model)
    }
    assert {item.ours for item in OBJECTS} == inputs


@pytest.mark.parametrize("kind", INTEGRATION_TYPES, ids=lambda kind: kind.name)
def test_options_are_unknown_to_the_api(kind: ResourceType) -> None:
    """No argument that only this provider knows has a name that the API uses."""
    theirs = {name for item in OBJECTS if item.ours in kind.models for name in names(item.create) | names(item.answer)}
    assert theirs
    assert not theirs & fields(kind.options).keys()


def test_every_provider_can_be_patched() -> None:
    """The official description of a PATCH was understood: each provider has a field beside its name."""
    assert patchable().keys() == set(PROVIDERS)
    assert all(len(applying) > 1 for applying in patchable().values())


@pytest.mark.parametrize("item", OBJECTS, ids=lambda item: item.create.__name__)
def test_source(item: Object) -> None:
    """The docstring of a model names the official model that it was read off."""
    assert f"`{item.create.__name__}`" in (item.ours.__doc__ or "")


@pytest.mark.parametrize(
    ("field", "mark"),
    [
        ("type", FieldTrait.IMMUTABLE),
        ("type", FieldTrait.ALWAYS_SENT),
        ("config", FieldTrait.MERGE_PATCH),
        ("scopings", FieldTrait.UNORDERED),
    ],
)
def test_marks_of_the_envelope(field: str, mark: FieldTrait) -> None:
    """Every type of integration has an immutable type in each PATCH, a merged config, and scopings in any order."""
    assert all(fields(model)[field].has(mark) for model in INTEGRATION_TYPES[0].models)


def test_provider_is_immutable_in_a_config_only() -> None:
    """The provider of an integration is immutable, the one of an AI integration is not."""
    configs = [item.ours for item in OBJECTS if item.applies is not None]
    assert all(fields(model)["provider"].has(FieldTrait.IMMUTABLE) for model in configs)
    assert not fields(INTEGRATION_TYPES[1].models[0])["provider"].has(FieldTrait.IMMUTABLE)


ENUMERATIONS = [
    (enums.IntegrationType, official.IntegrationType, set()),
    (enums.LlmProvider, official.AiIntegrationProvider, set()),
    (enums.LlmProvider, official.LlmIntegrationProvider, {"AZURE_OPEN_AI"}),
    (enums.AuthType, official.AiIntegrationAuthType, set()),
]


@pytest.mark.parametrize(("own", "theirs", "only_flat"), ENUMERATIONS)
def test_enumerations(own: type[enums.ApiEnum], theirs: Any, only_flat: set[str]) -> None:
    """An enumeration has the official members; Azure's provider is one of AI integrations only."""
    assert {str(term) for term in own} - only_flat == {str(member.value) for member in theirs}


def test_metadata_kinds() -> None:
    """The kinds of provider metadata are the official ones."""
    theirs = {*official.AwsProviderMetadataKind, *official.GcpProviderMetadataKind}
    assert {str(term) for term in enums.MetadataType} == {str(member.value) for member in theirs}


def test_read_only_auth_type_cannot_be_declared() -> None:
    """OAuth's method of authentication is read-only on AI integrations."""
    field = fields(INTEGRATION_TYPES[1].models[0])["auth_type"]
    assert {str(term) for term in field.enum_values} == {"DEFAULT", "PROXY_WITH_HEADERS", "BEARER_TOKEN"}


LEGACY = {
    enums.IntegrationType: {"llm": "LLM"},
    enums.LlmProvider: {
        "openAI": "OPEN_AI",
        "azureOpenAI": "AZURE_OPEN_AI",
        "awsBedrock": "AWS_BEDROCK",
        "vertexAI": "VERTEX_AI",
        "anthropic": "ANTHROPIC",
        "custom": "CUSTOM",
        "nvidiaNim": "NVIDIA_NIM",
        "gemini": "GEMINI",
    },
    enums.AuthType: {
        "default": "DEFAULT",
        "proxy_with_headers": "PROXY_WITH_HEADERS",
        "bearer_token": "BEARER_TOKEN",
    },
    enums.MetadataType: {"aws": "AWS", "gcp": "GCP"},
}
"""The spellings until July 2026; a value that is not here had none of its own."""


@pytest.mark.parametrize("enumeration", LEGACY, ids=lambda item: item.__name__)
def test_legacy_spellings(enumeration: type[enums.ApiEnum]) -> None:
    """A value is found under both of its spellings and under no other."""
    assert {term.legacy: str(term) for term in enumeration if term.legacy != str(term)} == LEGACY[enumeration]
    for old, current in LEGACY[enumeration].items():
        assert enumeration.parse(old) is enumeration.parse(current) is not None
        assert enumeration.parse(old.upper() + "?") is None
