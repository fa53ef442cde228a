"""The operations on spaces. Source: `SpacesApi` of the official package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pulumi_arize.model.enums import IntegrationType

from ..errors import Conflict, Unprocessable
from ..json_document import Json
from ..store.account import Account
from ..store.ids import require_id
from ..store.records import Organization, Space, shown_fields
from ..validation.request_models import CreateSpace, UpdateSpace, read_part, read_whole
from .pagination import Query, contains, page

_DEFAULT_TYPES = {
    "default_llm_integration": IntegrationType.LLM,
    "default_agent_runtime": IntegrationType.AGENT,
}
"""The type of the integration that each default of a space names."""


@dataclass(frozen=True)
class Spaces:
    """The spaces of the account."""

    account: Account
    path: ClassVar[str] = "/v2/spaces"

    def create(self, body: object) -> Json:
        """Create a space and return it; Conflict where the name is taken in its organization."""
        values = read_whole(CreateSpace, body)
        owner = self.account.find(Organization, values["organization_id"])
        record = self.account.contents.new_record(Space, created_at=self.account.clock.now(), **values)
        self.account.require_access(record)
        self._require_unique_name(record.name, owner.id)
        self.account.add(record)
        return shown_fields(record)

    def list(self, query: Query) -> Json:
        """Return a page of the spaces that pass the filters."""
        owner = query.get("org_id")
        if owner is not None:
            require_id(owner, "org_id")
        matching = [
            item
            for item in self.account.visible.spaces.values()
            if owner in (None, item.organization_id) and contains(item.name, query.get("name"))
        ]
        return page(matching, "spaces", query, shown_fields)

    def get(self, key: str) -> Json:
        """Return a space; NotFound where there is none with this ID."""
        return shown_fields(self.account.find(Space, key))

    def update(self, key: str, body: object) -> Json:
        """Change a space and return it; Conflict where the name is taken in its organization."""
        space = self.account.find_to_change(Space, key)
        changes = read_part(UpdateSpace, body)
        self._require_unique_name(changes.get("name"), space.organization_id, but=space)
        for name in _DEFAULT_TYPES.keys() & changes.keys():
            self._check_default(name, changes[name])
        cleared = {"description": ""} if changes.get("description", "") is None else {}
        self.account.set(space, {**changes, **cleared})
        return shown_fields(space)

    def delete(self, key: str) -> None:
        """Delete a space with all that is in it; NotFound where there is none with this ID."""
        self.account.remove_space(self.account.find_to_change(Space, key))

    def _require_unique_name(self, name: str | None, organization_id: str, but: Space | None = None) -> None:
        for other in self.account.contents.spaces.values():
            if other is not but and (other.name, other.organization_id) == (name, organization_id):
                raise Conflict(f"name: another space of the organization has it already ({other.id})")

    def _check_default(self, name: str, value: Json | None) -> None:
        if value is None:
            return
        key = require_id(value["integration_id"], f"{name}.integration_id")
        record = self.account.visible.integrations.get(key)
        if record is None or record.type != _DEFAULT_TYPES[name]:
            raise Unprocessable(f"{name}.integration_id: there is no such integration of type {_DEFAULT_TYPES[name]}")
