"""Roles: in the account, in an organization and in a space; only a space can have custom ones."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from .enums import AccountRole, OrganizationRole, RoleType, SpaceRole
from .field_types import Text, rule_error
from .traits import Model


def _predefined(role_type: object) -> object:
    if role_type == RoleType.CUSTOM:
        raise rule_error(f"must be {RoleType.PREDEFINED}: only a role in a space can be a custom one")
    return role_type


TypeField = Field(description="Whether the role is one of Arize's own.")
NameField = Field(description="Name of the role.")


class PredefinedRole(Model):
    """One of Arize's own roles."""

    type: Annotated[Literal[RoleType.PREDEFINED], BeforeValidator(_predefined), TypeField] = RoleType.PREDEFINED


class PredefinedAccountRole(PredefinedRole):
    """A role in the account. Source: `PredefinedUserRoleAssignmentRequest`."""

    name: Annotated[AccountRole, NameField]


class PredefinedOrganizationRole(PredefinedRole):
    """A role in an organization. Source: `OrganizationPredefinedRoleAssignmentRequest`."""

    name: Annotated[OrganizationRole, NameField]


class PredefinedSpaceRole(PredefinedRole):
    """One of Arize's own roles in a space. Source: `PredefinedRoleAssignmentRequest`."""

    name: Annotated[SpaceRole, NameField]


class CustomSpaceRole(Model):
    """A role in a space that the account has defined. Source: `CustomRoleAssignmentRequest`."""

    type: Annotated[Literal[RoleType.CUSTOM], TypeField] = RoleType.CUSTOM
    id: Annotated[Text, Field(description="ID of the role.")]
