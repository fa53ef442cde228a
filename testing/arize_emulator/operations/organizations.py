"""The operations on organizations. Source: `OrganizationsApi` of the official package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..errors import Conflict
from ..json_document import Json
from ..store.account import Account
from ..store.records import Organization, shown_fields
from ..validation.request_models import CreateOrganization, UpdateOrganization, read_part, read_whole
from .pagination import Query, contains, page


@dataclass(frozen=True)
class Organizations:
    """The organizations of the account."""

    account: Account
    path: ClassVar[str] = "/v2/organizations"

    def create(self, body: object) -> Json:
        """Create an organization and return it; Conflict where the name is taken."""
        values = read_whole(CreateOrganization, body)
        record = self.account.contents.new_record(Organization, created_at=self.account.clock.now(), **values)
        self.account.require_access(record)
        self._require_unique_name(record.name)
        self.account.add(record)
        return shown_fields(record)

    def list(self, query: Query) -> Json:
        """Return a page of the organizations whose name passes the filter."""
        records = self.account.visible.organizations.values()
        matching = [item for item in records if contains(item.name, query.get("name"))]
        return page(matching, "organizations", query, shown_fields)

    def get(self, key: str) -> Json:
        """Return an organization; NotFound where there is none with this ID."""
        return shown_fields(self.account.find(Organization, key))

    def update(self, key: str, body: object) -> Json:
        """Change an organization and return it; Conflict where the name is taken."""
        record = self.account.find_to_change(Organization, key)
        changes = read_part(UpdateOrganization, body)
        self._require_unique_name(changes.get("name"), but=record)
        self.account.set(record, {name: "" if value is None else value for name, value in changes.items()})
        return shown_fields(record)

    def delete(self, key: str) -> None:
        """Delete an organization with all that is in it; NotFound where there is none with this ID."""
        self.account.remove_organization(self.account.find_to_change(Organization, key))

    def _require_unique_name(self, name: str | None, but: Organization | None = None) -> None:
        for other in self.account.contents.organizations.values():
            if other is not but and other.name == name:
                raise Conflict(f"name: another organization of the account has it already ({other.id})")
