"""The resource `/v2/organizations`: what spaces are in."""

from typing import Annotated, ClassVar

from pydantic import Field

from .field_types import NOT_BLANK
from .provider_options import ContainerOptions
from .resource_type import ResourceType
from .traits import FieldTrait, Model

Description = Annotated[str, Field(max_length=1000)]


class Container(Model):
    """The fields that organizations and spaces share."""

    output_fields: ClassVar[dict[str, str]] = {
        "id": "ID assigned by the API.",
        "created_at": "When it was created.",
    }

    description: Annotated[Description, FieldTrait.CLEARED_BY_NULL, Field(description="What it is for.")] = ""


class Organization(Container):
    """A group of spaces. Source: `CreateOrganizationRequest` and `UpdateOrganizationRequest`."""

    name_scope: ClassVar[str] = "organizations"

    name: Annotated[str, Field(min_length=1, max_length=255, description="Name, unique in the account."), NOT_BLANK]


ORGANIZATION = ResourceType(
    name="Organization",
    title="organization",
    path="/v2/organizations",
    list_key="organizations",
    models=(Organization,),
    options=ContainerOptions,
)
