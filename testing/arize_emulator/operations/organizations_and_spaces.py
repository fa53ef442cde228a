"""The operations on organizations and spaces.

Source: `Organization`, `Space` and `UpdateSpaceRequest` of the official package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pulumi_arize.model.enums import IntegrationType

from ..errors import InvalidRequest, Unprocessable
from ..store.account import Account
from ..store.ids import require_id
from ..store.records import Organization, Space
from ..validation.bodies import require_object
from .pagination import contains, page

Json = dict[str, Any]
Query = Mapping[str, str]


@dataclass(frozen=True)
class SpaceSetting:
    """A field of a space that a PATCH can change."""

    type: type
    clearable: bool = False
    cleared: Any = None
    """What a null leaves."""


_SETTINGS = {
    "name": SpaceSetting(str),
    "description": SpaceSetting(str, clearable=True, cleared=""),
    "is_private": SpaceSetting(bool),
    "ml_models_enabled": SpaceSetting(bool),
    "gradient_start_color": SpaceSetting(str),
    "gradient_end_color": SpaceSetting(str),
    "default_llm_integration": SpaceSetting(dict, clearable=True),
    "default_agent_runtime": SpaceSetting(dict, clearable=True),
}
_DEFAULTS = {
    "default_llm_integration": (("integration_id", "model_name"), IntegrationType.LLM),
    "default_agent_runtime": (("integration_id",), IntegrationType.AGENT),
}


@dataclass(frozen=True)
class OrganizationsAndSpaces:
    """The organizations and spaces of the account."""

    account: Account

    def list_organizations(self, query: Query) -> Json:
        """Return a page of the organizations whose name passes the filter.

        Raises:
            InvalidRequest: The limit or the cursor is wrong.
        """
        matching = [
            item for item in self.account.contents.organizations.values() if contains(item.name, query.get("name"))
        ]
        return page(matching, "organizations", query, represent)

    def get_organization(self, key: str) -> Json:
        """Return an organization; NotFound where there is none with this ID."""
        return represent(self.account.organization(key))

    def list_spaces(self, query: Query) -> Json:
        """Return a page of the spaces that pass the filters.

        Raises:
            InvalidRequest: A filter, the limit or the cursor is wrong.
        """
        owner = query.get("org_id")
        if owner is not None:
            require_id(owner, "org_id")
        matching = [
            item
            for item in self.account.contents.spaces.values()
            if owner in (None, item.organization_id) and contains(item.name, query.get("name"))
        ]
        return page(matching, "spaces", query, represent)

    def get_space(self, key: str) -> Json:
        """Return a space; NotFound where there is none with this ID."""
        return represent(self.account.space(key))

    def update_space(self, key: str, body: object) -> Json:
        """Change a space and return it.

        Raises:
            ProblemResponse: There is no such space, or the body is wrong.
        """
        space = self.account.space(key)
        sent = require_object(body, ())
        if not sent:
            raise InvalidRequest("the body changes nothing: give at least one field")
        changes = {name: self._read(name, value) for name, value in sent.items()}
        for name, value in changes.items():
            setattr(space, name, value)
        self.account.save()
        return represent(space)

    def _read(self, name: str, value: Any) -> Any:
        setting = _SETTINGS.get(name)
        if setting is None:
            raise InvalidRequest(f"{name} is not a known field")
        if value is None and setting.clearable:
            return setting.cleared
        if not isinstance(value, setting.type) or isinstance(value, bool) != (setting.type is bool):
            raise InvalidRequest(f"{name} has the wrong type")
        if value == "":
            raise Unprocessable(f"{name} must not be empty")
        return self._default(name, require_object(value, (name,))) if name in _DEFAULTS else value

    def _default(self, name: str, value: Json) -> Json:
        names, type_ = _DEFAULTS[name]
        for inner in names:
            if not isinstance(value.get(inner), str):
                raise InvalidRequest(f"{name}.{inner} is required and must be a string")
        if set(value) - set(names):
            raise InvalidRequest(f"{name} has an unknown field")
        record = self.account.contents.integrations.get(require_id(value["integration_id"], f"{name}.integration_id"))
        if record is None or record.type != type_:
            raise Unprocessable(f"{name}.integration_id: there is no such integration of type {type_}")
        return value


def represent(record: Organization | Space) -> Json:
    """Return an organization or a space as a response shows it."""
    return {name: value for name, value in asdict(record).items() if name != "number"}
