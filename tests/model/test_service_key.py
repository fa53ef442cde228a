"""The models of a service key against those of the official package."""

from __future__ import annotations

from typing import Any

import pytest

from pulumi_arize.model import enums, roles
from pulumi_arize.model.fields import fields
from pulumi_arize.model.service_key import ServiceKey, ServiceKeyOptions, ServiceKeyOrganization, ServiceKeySpace
from pulumi_arize.model.traits import FieldTrait, Model

from .official import names, official, required

PAIRS = [
    (ServiceKey, official.CreateServiceApiKeyRequest),
    (ServiceKeyOrganization, official.ServiceKeyOrgAssignment),
    (ServiceKeySpace, official.ServiceKeySpaceAssignment),
    (roles.PredefinedAccountRole, official.PredefinedUserRoleAssignmentRequest),
    (roles.PredefinedOrganizationRole, official.OrganizationPredefinedRoleAssignmentRequest),
    (roles.PredefinedSpaceRole, official.PredefinedRoleAssignmentRequest),
    (roles.CustomSpaceRole, official.CustomRoleAssignmentRequest),
]
CONSTANT = {"key_type", "type"}
"""The fields that have one value: the model stands for it."""


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_fields(ours: type[Model], theirs: Any) -> None:
    """Each object has the official fields, by the API's names, and requires the same ones."""
    own = fields(ours).values()
    assert {field.api_name for field in own} - CONSTANT == names(theirs) - CONSTANT
    assert {field.api_name for field in own if field.required} - CONSTANT == required(theirs) - CONSTANT


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_limits(ours: type[Model], theirs: Any) -> None:
    """A text or a list has at most as many characters or items as the API takes, and a list at least as many."""
    limits = {
        field.api_name: _limits(ours.model_fields[name].annotation, ours.model_fields[name].metadata)
        for name, field in fields(ours).items()
    }
    for name in names(theirs) - CONSTANT:
        info = theirs.model_fields[name]
        known = _limits(info.annotation, info.metadata)
        assert {**limits[name], **known} == limits[name], name


def _limits(annotation: Any, metadata: list[Any]) -> dict[str, int]:
    """Return the limits of a type, or of the type inside an optional one."""
    inner = [mark for part in getattr(annotation, "__args__", ()) for mark in getattr(part, "__metadata__", ())]
    marks = [*metadata, *inner]
    marks += [part for mark in marks for part in getattr(mark, "metadata", ())]
    found = ((limit, getattr(mark, limit, None)) for mark in marks for limit in ("min_length", "max_length"))
    return {limit: value for limit, value in found if isinstance(value, int)}


def test_outputs() -> None:
    """The outputs are the fields of a response, but for the time of the last use; its user is flattened."""
    own = {*ServiceKey.output_fields, *fields(ServiceKey), "key_type", "last_used_at", "bot_user"}
    assert names(official.CreatedServiceApiKey) <= own
    user = {"bot_user_id", "bot_user_name", "account_role", "organizations"}
    assert names(official.CreatedServiceKeyBotUser) == {name.removeprefix("bot_user_") for name in user}


@pytest.mark.parametrize(
    ("ours", "theirs", "refused"),
    [
        (enums.AccountRole, official.UserRole, {"MEMBER_UI_ONLY", "ANNOTATOR"}),
        (enums.OrganizationRole, official.OrganizationRole, {"ANNOTATOR"}),
        (enums.SpaceRole, official.UserSpaceRole, {"ANNOTATOR"}),
        (enums.RoleType, official.SpaceRoleAssignmentType, set()),
    ],
)
def test_roles(ours: type[enums.ApiEnum], theirs: Any, refused: set[str]) -> None:
    """The roles are the official ones, but for those that the API refuses for a service key."""
    assert {str(member) for member in ours} == {str(member.value) for member in theirs} - refused


def test_every_argument_replaces_the_key() -> None:
    """The API has no PATCH for keys: each argument is immutable; of the options, only the rotation is."""
    assert all(field.has(FieldTrait.IMMUTABLE) for field in fields(ServiceKey).values())
    immutable = {name for name, field in fields(ServiceKeyOptions).items() if field.has(FieldTrait.IMMUTABLE)}
    assert immutable == {"rotation"}
