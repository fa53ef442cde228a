"""A service key: an API key for a program, with roles of its own in some spaces."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field, StrictInt

from .enums import AccountRole, OrganizationRole, SpaceRole
from .field_types import NOT_BLANK, Text, Timestamp, Version
from .provider_options import AdoptionOptions
from .resource_type import ResourceType
from .roles import CustomSpaceRole, PredefinedAccountRole, PredefinedOrganizationRole, PredefinedSpaceRole
from .tagged_union import TaggedUnion
from .traits import ApiName, FieldTrait, IdOf, Model

Items = Field(min_length=1, max_length=100)


class ServiceKeySpace(Model):
    """A space that the key can use, and its role there. Source: `ServiceKeySpaceAssignment`."""

    stand_ins: ClassVar[Mapping[str, Mapping[str, str]]] = {"Space": {"space_id": "id"}}

    space_id: Annotated[Text, IdOf(("Space",)), Field(description="ID of the space.")]
    role: Annotated[
        Model,
        TaggedUnion((PredefinedSpaceRole, CustomSpaceRole), implied=True, name="ServiceKeySpaceRole"),
        Field(description="Role in the space."),
    ] = PredefinedSpaceRole(name=SpaceRole.MEMBER)


class ServiceKeyOrganization(Model):
    """An organization and its spaces that the key can use, and its role there. Source: `ServiceKeyOrgAssignment`."""

    organization_id: Annotated[
        Text, IdOf(("Organization",)), ApiName("org_id"), Field(description="ID of the organization.")
    ]
    role: Annotated[PredefinedOrganizationRole, Field(description="Role in the organization.")] = (
        PredefinedOrganizationRole(name=OrganizationRole.READ_ONLY)
    )
    spaces: Annotated[
        list[ServiceKeySpace], FieldTrait.UNORDERED, Items, Field(description="1 to 100 spaces of this organization.")
    ]


class ServiceKey(Model):
    """An API key for a program; a change creates a new one. Source: `CreateServiceApiKeyRequest`."""

    output_fields: ClassVar[dict[str, str]] = {
        "id": "ID assigned by the API.",
        "key": "The key; not set after an import or an adoption, because the API returns it only once. Secret.",
        "redacted_key": "The parts of the key that may be shown.",
        "status": "`ACTIVE`: a key that is revoked or has expired is treated as deleted.",
        "created_at": "When the key was created.",
        "created_by_user_id": "ID of the user who created it; null if the user was deleted.",
        "bot_user_id": "ID of the user that the key authenticates as.",
        "bot_user_name": "Name of the user that the key authenticates as.",
    }
    secret_outputs: ClassVar[frozenset[str]] = frozenset({"key"})

    name: Annotated[str, FieldTrait.IMMUTABLE, Field(min_length=1, max_length=256, description="Name."), NOT_BLANK]
    description: Annotated[str | None, FieldTrait.IMMUTABLE, Field(max_length=1000, description="What it is for.")] = (
        None
    )
    expires_at: Annotated[
        Timestamp | None,
        FieldTrait.IMMUTABLE,
        FieldTrait.EXPIRY,
        Field(description="When it expires; never by default."),
    ] = None
    account_role: Annotated[PredefinedAccountRole, FieldTrait.IMMUTABLE, Field(description="Role in the account.")] = (
        PredefinedAccountRole(name=AccountRole.MEMBER)
    )
    organizations: Annotated[
        list[ServiceKeyOrganization],
        FieldTrait.IMMUTABLE,
        FieldTrait.UNORDERED,
        Items,
        Field(description="1 to 100 organizations that the key can use."),
    ]


class ServiceKeyOptions(AdoptionOptions):
    """How the key is adopted and rotated."""

    rotation: Annotated[
        Version | None, FieldTrait.IMMUTABLE, Field(description="Change this value to create a new key.")
    ] = None
    expiry_warning_days: Annotated[
        StrictInt, Field(ge=0, le=3650, description="Days before its expiry from which previews warn.")
    ] = 14


SERVICE_KEY = ResourceType(
    name="ServiceKey",
    title="service key",
    path="/v2/api-keys",
    list_key="api_keys",
    models=(ServiceKey,),
    options=ServiceKeyOptions,
)
