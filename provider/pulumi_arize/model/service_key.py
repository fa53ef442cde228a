"""A service key: an API key for a program, with roles of its own in some spaces."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictInt

from .enums import AccountRole, OrganizationRole, RoleType, SpaceRole
from .field_types import NOT_BLANK, Text, Timestamp, Version, rule_error
from .provider_options import AdoptionOptions
from .resource_type import ResourceType
from .tagged_union import TaggedUnion
from .traits import ApiName, FieldTrait, Model


def _predefined(role_type: object) -> object:
    if role_type == RoleType.CUSTOM:
        raise rule_error(f"must be {RoleType.PREDEFINED}: only a role in a space can be a custom one")
    return role_type


TypeField = Field(description="Whether the role is one of Arize's own.")
NameField = Field(description="Name of the role.")
Items = Field(min_length=1, max_length=100)


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


class ServiceKeySpace(Model):
    """A space that the key can use, and its role there. Source: `ServiceKeySpaceAssignment`."""

    space_id: Annotated[Text, Field(description="ID of the space.")]
    role: Annotated[
        Model,
        TaggedUnion((PredefinedSpaceRole, CustomSpaceRole), implied=True),
        Field(description="Role in the space; MEMBER when left out."),
    ] = PredefinedSpaceRole(name=SpaceRole.MEMBER)


class ServiceKeyOrganization(Model):
    """An organization and its spaces that the key can use, and its role there. Source: `ServiceKeyOrgAssignment`."""

    organization_id: Annotated[Text, ApiName("org_id"), Field(description="ID of the organization.")]
    role: Annotated[PredefinedOrganizationRole, Field(description="Role in it; READ_ONLY when left out.")] = (
        PredefinedOrganizationRole(name=OrganizationRole.READ_ONLY)
    )
    spaces: Annotated[
        list[ServiceKeySpace], FieldTrait.UNORDERED, Items, Field(description="1 to 100 spaces of this organization.")
    ]


class ServiceKey(Model):
    """An API key for a program; a change of it makes a new one. Source: `CreateServiceApiKeyRequest`."""

    output_fields: ClassVar[dict[str, str]] = {
        "id": "ID that the API gave.",
        "key": "The key; none after an import or an adoption, for the API returns it once. Secret.",
        "redacted_key": "The parts of the key that may be shown.",
        "status": "ACTIVE: one that is revoked or has expired is gone.",
        "created_at": "When the key was created.",
        "created_by_user_id": "ID of the user who created it; null once that user is gone.",
        "bot_user_id": "ID of the user that the key authenticates as.",
        "bot_user_name": "Name of the user that the key authenticates as.",
    }
    secret_outputs: ClassVar[frozenset[str]] = frozenset({"key"})

    name: Annotated[str, FieldTrait.IMMUTABLE, Field(min_length=1, max_length=256, description="Name."), NOT_BLANK]
    description: Annotated[str | None, FieldTrait.IMMUTABLE, Field(max_length=1000, description="What it is for.")] = (
        None
    )
    expires_at: Annotated[
        Timestamp | None, FieldTrait.IMMUTABLE, FieldTrait.EXPIRY, Field(description="When it expires, if ever.")
    ] = None
    account_role: Annotated[
        PredefinedAccountRole, FieldTrait.IMMUTABLE, Field(description="Role in the account; MEMBER when left out.")
    ] = PredefinedAccountRole(name=AccountRole.MEMBER)
    organizations: Annotated[
        list[ServiceKeyOrganization],
        FieldTrait.IMMUTABLE,
        FieldTrait.UNORDERED,
        Items,
        Field(description="1 to 100 organizations that the key can use."),
    ]


class ServiceKeyOptions(AdoptionOptions):
    """How the key is adopted and rotated."""

    rotation: Annotated[Version | None, FieldTrait.IMMUTABLE, Field(description="Another value makes a new key.")] = (
        None
    )
    expiry_warning_days: Annotated[
        StrictInt, Field(ge=0, le=3650, description="Days before its expiry on which a preview warns; 14 if left out.")
    ] = 14


SERVICE_KEY = ResourceType(
    name="ServiceKey",
    title="service key",
    path="/v2/api-keys",
    list_key="api_keys",
    models=(ServiceKey,),
    options=ServiceKeyOptions,
)
