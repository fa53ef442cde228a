"""The matrix: every field of every object, in our models and in those of the official package."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api_contract import AI_AUTH_TYPES, DEFAULTS, LEGACY, SECRETS
from tests.official_models import official

from pulumi_arize.model import enums
from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import INTEGRATION_TYPES, ResourceType, object_models

from .official import OBJECTS, PROVIDERS, Object, limits, names, nullable, patchable, required

EMPTY: dict[str, Any] = {"model_names": [], "scopings": [], "request_presets": [], "auth": {"auth_type": "DEFAULT"}}
"""The defaults that are lists and objects."""


def _names(item: Object) -> list[str]:
    """Return every field of an object, in our models or in theirs."""
    theirs = names(item.create) | names(item.response) | patched(item)
    return sorted(theirs | fields(item.ours).keys() | item.ours.output_fields.keys())


def patched(item: Object) -> frozenset[str]:
    """Return the fields that a PATCH of the object can have."""
    return item.applies or (names(item.patch) if item.patch else frozenset())


CELLS = [(item, name) for item in OBJECTS for name in _names(item)]


def table(cells: list[tuple[Object, str]]) -> pytest.MarkDecorator:
    """Return the mark that runs a test for each cell."""
    return pytest.mark.parametrize(
        ("item", "name"), [pytest.param(item, name, id=f"{item.create.__name__}.{name}") for item, name in cells]
    )


def declarable_cells(*, patched: bool = False, optional: bool = False) -> list[tuple[Object, str]]:
    """Return the cells of inputs: all, those of objects that a PATCH changes, those with a default."""

    def wanted(item: Object, name: str) -> bool:
        field = fields(item.ours).get(name)
        if field is None or (patched and item.patch is None):
            return False
        return not optional or not (field.required or field.is_discriminator)

    return [cell for cell in CELLS if wanted(*cell)]


@table(CELLS)
def test_create(item: Object, name: str) -> None:
    """A field is required, optional or unknown on create as in the official request model."""
    field = fields(item.ours).get(name)
    always_sent = field is not None and (field.required or field.is_discriminator)
    assert (field is not None, always_sent) == (name in names(item.create), name in required(item.create))


@table([cell for cell in CELLS if cell[0].patch is not None])
def test_patch(item: Object, name: str) -> None:
    """A PATCH can change exactly the fields that are inputs."""
    assert (name in fields(item.ours)) == (name in patched(item))


@table(declarable_cells(patched=True, optional=True))
def test_null(item: Object, name: str) -> None:
    """An input that is removed is sent as null where a PATCH allows it, else as its default."""
    assert item.patch is not None
    assert (fields(item.ours)[name].default is None) == (name in nullable(item.patch))


@table(CELLS)
def test_response(item: Object, name: str) -> None:
    """A response has the field, or its presence field where it is write-only."""
    returned = {
        field.presence_field or field.name for field in fields(item.ours).values()
    } | item.ours.output_fields.keys()
    assert (name in returned) == (name in names(item.response))


@table(declarable_cells(optional=True))
def test_default(item: Object, name: str) -> None:
    """An optional field has the default that the API documents."""
    assert fields(item.ours)[name].default == (DEFAULTS | EMPTY).get(name)


@table(declarable_cells())
def test_secrets(item: Object, name: str) -> None:
    """Exactly keys, client secrets and header values are secret, returned or not."""
    field = fields(item.ours)[name]
    assert field.secret == (name in (*SECRETS, "headers"))
    assert (field.presence_field is None) == (name in names(item.response))


@table(declarable_cells())
def test_limits(item: Object, name: str) -> None:
    """A limit on a text's length is the official model's."""
    theirs, own = item.create.model_fields[name], item.ours.model_fields[name]
    assert limits(own).get("max_length") == limits(theirs).get("max_length")


def test_every_object_is_in_the_matrix() -> None:
    """The matrix has every model of inputs, and no other."""
    inputs = {
        inner for resource_type in INTEGRATION_TYPES for model in resource_type.models for inner in object_models(model)
    }
    assert {item.ours for item in OBJECTS} == inputs


@pytest.mark.parametrize("kind", INTEGRATION_TYPES, ids=lambda kind: kind.name)
def test_options_are_unknown_to_the_api(kind: ResourceType) -> None:
    """No argument that only this provider knows has the name of a field of the API."""
    theirs = {
        name for item in OBJECTS if item.ours in kind.models for name in names(item.create) | names(item.response)
    }
    assert theirs
    assert not theirs & fields(kind.options).keys()


def test_every_provider_can_be_patched() -> None:
    """The official description of a PATCH was parsed: each provider has a field in addition to its name."""
    assert patchable().keys() == set(PROVIDERS)
    assert all(len(applying) > 1 for applying in patchable().values())


@pytest.mark.parametrize("item", OBJECTS, ids=lambda item: item.create.__name__)
def test_source(item: Object) -> None:
    """The docstring of a model names the official model."""
    assert f"`{item.create.__name__}`" in (item.ours.__doc__ or "")


ENUMERATIONS = [
    (enums.IntegrationType, official.IntegrationType, set()),
    (enums.LlmProvider, official.AiIntegrationProvider, set()),
    (enums.LlmProvider, official.LlmIntegrationProvider, {"AZURE_OPEN_AI"}),
    (enums.AuthType, official.AiIntegrationAuthType, set()),
]


@pytest.mark.parametrize(("own", "theirs", "only_flat"), ENUMERATIONS)
def test_enumerations(own: type[enums.ApiEnum], theirs: Any, only_flat: set[str]) -> None:
    """An enum has the official members; Azure's provider is one of AI integrations only."""
    assert {str(term) for term in own} - only_flat == {str(member.value) for member in theirs}


def test_metadata_kinds() -> None:
    """The kinds of provider metadata are the official ones."""
    theirs = {*official.AwsProviderMetadataKind, *official.GcpProviderMetadataKind}
    assert {str(term) for term in enums.MetadataType} == {str(member.value) for member in theirs}


def test_read_only_auth_type_cannot_be_declared() -> None:
    """OAuth's method of authentication is read-only on AI integrations."""
    field = fields(INTEGRATION_TYPES[1].models[0])["auth_type"]
    assert {str(term) for term in field.enum_values} == {*AI_AUTH_TYPES}


WITHOUT_LEGACY = (enums.RoleType, enums.AccountRole, enums.OrganizationRole, enums.SpaceRole)
"""The enums of what the API got after the legacy dialect: their values may be those of others."""


@pytest.mark.parametrize(
    "enum",
    [enum for enum in enums.ApiEnum.__subclasses__() if enum not in WITHOUT_LEGACY],
    ids=lambda item: item.__name__,
)
def test_legacy_dialect(enum: type[enums.ApiEnum]) -> None:
    """A member is found by its value in either dialect and by no other."""
    assert {str(member): member.legacy for member in enum} == {
        str(member): LEGACY.get(member, member) for member in enum
    }
    for member in enum:
        assert enum.parse(member.legacy) is enum.parse(member.value) is member
        assert enum.parse(member.legacy.upper() + "?") is None


def test_every_legacy_value_is_known() -> None:
    """Every value that the API had in its legacy dialect is that of a member."""
    members = [member for enum in enums.ApiEnum.__subclasses__() for member in enum]
    assert {str(member) for member in members if member.legacy != member.value} == LEGACY.keys()
