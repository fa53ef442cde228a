"""The bodies of requests to organizations, spaces and API keys, as the official package declares them.

They stand here and not in the provider's models: what the emulator accepts does not follow from what the provider
sends. A wrong type or a missing field is a 400, a wrong length or a broken rule a 422.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    ValidationError,
)

from pulumi_arize.model.field_types import rule_error

from ..errors import InvalidRequest
from ..json_document import Json
from .bodies import require_object
from .scalars import problem


class RequestModel(BaseModel):
    """A body, or an object in one: no field that is not declared, and no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)


ABSENT: Any = None
"""The default of a field that may be left out; a null in the request is another thing, and mostly an error."""

_TAGS = frozenset({"PREDEFINED", "CUSTOM"})
"""What pydantic adds to the path of an error in one of several models."""


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("must be a string")  # noqa: TRY004 - what pydantic reports
    return value


Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(min_length=1, max_length=255)]
Description = Annotated[str, Field(max_length=1000)]
Time = Annotated[AwareDatetime, BeforeValidator(_text), Field(strict=False)]


class CreateOrganization(RequestModel):
    """Source: `CreateOrganizationRequest`."""

    name: Name
    description: Description = ""


class UpdateOrganization(RequestModel):
    """Source: `UpdateOrganizationRequest`; only what it declares as nullable can be null."""

    name: Name = ABSENT
    description: Description | None = ABSENT


class CreateSpace(RequestModel):
    """Source: `CreateSpaceRequest`."""

    name: Name
    organization_id: str
    description: Description = ""
    is_private: bool = False


class DefaultLlmIntegration(RequestModel):
    """Source: `DefaultLLMIntegration`."""

    integration_id: str
    model_name: Text


class DefaultAgentRuntime(RequestModel):
    """Source: `DefaultAgentRuntime`."""

    integration_id: str


class UpdateSpace(RequestModel):
    """Source: `UpdateSpaceRequest`."""

    name: Name = ABSENT
    description: Annotated[str, Field(min_length=1, max_length=1000)] | None = ABSENT
    is_private: bool = ABSENT
    default_llm_integration: DefaultLlmIntegration | None = ABSENT
    default_agent_runtime: DefaultAgentRuntime | None = ABSENT
    ml_models_enabled: bool = ABSENT
    gradient_start_color: Text = ABSENT
    gradient_end_color: Text = ABSENT


class CustomRole(RequestModel):
    """A role that the account has defined."""

    type: Literal["CUSTOM"]
    id: str


class AccountRole(RequestModel):
    """A role in the account. Source: `CreateServiceApiKeyRequest`, which has fewer than `UserRole`."""

    type: Literal["PREDEFINED"] = "PREDEFINED"
    name: Literal["ADMIN", "MEMBER"] = "MEMBER"


class OrganizationRole(RequestModel):
    """A role in an organization. Source: `OrganizationRole`."""

    type: Literal["PREDEFINED"] = "PREDEFINED"
    name: Literal["ADMIN", "MEMBER", "READ_ONLY", "ANNOTATOR"] = "READ_ONLY"


class SpaceRole(RequestModel):
    """A role in a space. Source: `UserSpaceRole`."""

    type: Literal["PREDEFINED"] = "PREDEFINED"
    name: Literal["ADMIN", "MEMBER", "READ_ONLY", "ANNOTATOR"] = "MEMBER"


def _predefined(role: RequestModel) -> RequestModel:
    if isinstance(role, CustomRole):
        raise rule_error("custom roles are for spaces only")
    return role


def _not_annotator(role: RequestModel) -> RequestModel:
    if getattr(role, "name", None) == "ANNOTATOR":
        raise rule_error("no service key can have the role ANNOTATOR")
    return role


_BY_TYPE = Discriminator("type")


class SpaceAssignment(RequestModel):
    """Source: `ServiceKeySpaceAssignment`."""

    space_id: str
    role: Annotated[SpaceRole | CustomRole, _BY_TYPE, AfterValidator(_not_annotator)] = SpaceRole()


class OrganizationAssignment(RequestModel):
    """Source: `ServiceKeyOrgAssignment`."""

    org_id: str
    role: Annotated[
        OrganizationRole | CustomRole, _BY_TYPE, AfterValidator(_predefined), AfterValidator(_not_annotator)
    ] = OrganizationRole()
    spaces: Annotated[list[SpaceAssignment], Field(min_length=1, max_length=100)]


class CreateUserKey(RequestModel):
    """Source: `CreateUserApiKeyRequest`."""

    key_type: Literal["USER"]
    name: Annotated[str, Field(min_length=1, max_length=256)]
    description: Description = ABSENT
    expires_at: Time = ABSENT


class CreateServiceKey(RequestModel):
    """Source: `CreateServiceApiKeyRequest`."""

    key_type: Literal["SERVICE"]
    name: Annotated[str, Field(min_length=1, max_length=256)]
    description: Description = ABSENT
    expires_at: Time = ABSENT
    account_role: Annotated[AccountRole | CustomRole, _BY_TYPE, AfterValidator(_predefined)] = AccountRole()
    organizations: Annotated[list[OrganizationAssignment], Field(min_length=1, max_length=100)]


class RefreshKey(RequestModel):
    """Source: `RefreshApiKeyRequest`."""

    expires_at: Time = ABSENT
    grace_period_seconds: Annotated[int, Field(ge=0, le=86_400)] = 0


MODELS_BY_PATH: Mapping[str, tuple[type[RequestModel], ...]] = {
    "/v2/organizations": (CreateOrganization, UpdateOrganization),
    "/v2/spaces": (CreateSpace, UpdateSpace),
    "/v2/api-keys": (CreateUserKey, CreateServiceKey, RefreshKey),
}
"""The bodies of the requests below each path."""


def read_whole(model: type[RequestModel], body: object) -> Json:
    """Return the fields of a body, with the defaults of those that it leaves out.

    InvalidRequest where it does not have the form that the API requires, Unprocessable where it breaks a rule.
    """
    return _read(model, body).model_dump()


def read_part(model: type[RequestModel], body: object) -> Json:
    """Return the fields that a PATCH sends, with the errors of `read_whole`; InvalidRequest for none."""
    read = _read(model, body).model_dump(exclude_unset=True)
    if not read:
        raise InvalidRequest("the body changes nothing: give at least one field")
    return read


def _read(model: type[RequestModel], body: object) -> RequestModel:
    try:
        return model.model_validate(require_object(body, ()))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        first["loc"] = tuple(part for part in first["loc"] if part not in _TAGS)
        if first["type"] == "union_tag_invalid":
            first["msg"] = f"type must be one of: {', '.join(sorted(_TAGS))}"  # pydantic's has the value
        raise problem(first, ()) from None
