"""The models of a service key against those of the official package."""

from __future__ import annotations

from typing import Any

import pytest
from tests.official_models import official

from pulumi_arize.model import enums, roles
from pulumi_arize.model.fields import fields
from pulumi_arize.model.service_key import ServiceKey, ServiceKeyOrganization, ServiceKeySpace
from pulumi_arize.model.traits import Model

from .official import limits, names, required

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
    own = {field.api_name: limits(ours.model_fields[name]) for name, field in fields(ours).items()}
    for name in names(theirs) - CONSTANT:
        assert limits(theirs.model_fields[name]).items() <= own[name].items(), name


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
