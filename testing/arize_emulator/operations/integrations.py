"""The operations on integrations: the same five for both resources, each with its own form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pulumi_arize.model.enums import IntegrationType
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.model.tagged_union import TaggedUnion

from ..dialect import Dialect
from ..errors import Conflict, InvalidRequest, NotFound
from ..forms import FORMS, Form
from ..json_document import Json
from ..store.account import Account
from ..store.ids import require_id
from ..store.records import Integration, Space
from .pagination import Query, contains, page
from .scoping import check_scopings, complete

Spaces = tuple[Space, ...]

_DEFAULT_TYPES = (IntegrationType.LLM, IntegrationType.AGENT)
"""The types that a list without the filter `type` holds. Source: the digest's section on `/v2/integrations`."""


@dataclass(frozen=True)
class Integrations:
    """The operations of one of the two resources."""

    account: Account
    form: Form

    @property
    def path(self) -> str:
        """The path of the resource's list."""
        return self.form.resource_type.path

    def create(self, body: object) -> Json:
        """Create an integration and return it."""
        type_, read = self.form.read_new(body, self.account)
        values = self._checked(type_, read)
        record = self.account.new_integration(type_, values)
        self.account.require_access(record)
        self.account.require_unique_name(values["name"], type_)
        self.account.add(record)
        return self.form.render(record)

    def list(self, query: Query) -> Json:
        """Return a page of the integrations that pass the filters, newest first."""
        return page(self._filtered(query), self.form.resource_type.list_key, query, self.form.render)

    def get(self, key: str) -> Json:
        """Return an integration; NotFound where the resource has none with this ID."""
        return self.form.render(self._find(key))

    def update(self, key: str, body: object) -> Json:
        """Change an integration and return it."""
        record = self._find(key)
        self.account.require_access(record)
        values = self._checked(record.type, self.form.read_change(body, record, self.account))
        self.account.require_access(replace(record, values=values))
        self.account.require_unique_name(values["name"], record.type, but=record)
        self.account.change(record, values)
        return self.form.render(record)

    def delete(self, key: str) -> None:
        """Delete an integration; Conflict where remote evaluators use it."""
        record = self._find(key)
        self.account.require_access(record)
        if record.in_use:
            raise Conflict("remote evaluators still use the integration")
        self.account.remove(record)

    def _find(self, key: str) -> Integration:
        record = self.account.find(Integration, key)
        if not self.form.shows(record):
            raise NotFound(f"there is no {self.form.resource_type.title} with this ID")
        return record

    def _checked(self, type_: str, values: Json) -> Json:
        self.account.require_entitlement(type_)
        check_scopings(values["scopings"], self.account.visible)
        return {**values, "scopings": complete(values["scopings"])}

    def _filtered(self, query: Query) -> Iterator[Integration]:
        types = self._types(query.get("type"))
        spaces = self._spaces(query)
        for record in self.account.visible.integrations.values():
            if record.type not in types or not self.form.shows(record) or not contains(record.name, query.get("name")):
                continue
            if spaces is None or any(map(record.reaches, spaces)):
                yield record

    def _types(self, name: str | None) -> tuple[str, ...]:
        if self.form.resource_type is not INTEGRATION or name is None:
            return _DEFAULT_TYPES
        values = TaggedUnion(INTEGRATION.models).enum_values
        member = self.form.dialect.read(name, values)
        if member is None:
            raise InvalidRequest(f"type must be one of: {self.form.dialect.list(values)}")
        return (str(member),)

    def _spaces(self, query: Query) -> Spaces | None:
        """Return the spaces that the filters name; None without such a filter."""
        if "space_id" not in query and "space_name" not in query:
            return None
        space_id = query.get("space_id")
        if space_id is not None:
            require_id(space_id, "space_id")
        return tuple(
            space
            for space in self.account.visible.spaces.values()
            if space_id in (None, space.id) and contains(space.name, query.get("space_name"))
        )


def integration_operations(account: Account, dialect: Dialect) -> tuple[Integrations, ...]:
    """Return the operations of both resources."""
    return tuple(Integrations(account, form(dialect)) for form in FORMS)
