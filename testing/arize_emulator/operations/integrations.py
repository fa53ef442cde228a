"""The operations on integrations: the same five for both resources, each in its own form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_arize.model.enums import IntegrationType
from pulumi_arize.model.resource_types import INTEGRATION, ResourceType
from pulumi_arize.model.tagged_union import TaggedUnion

from ..dialect import Dialect
from ..errors import Conflict, InvalidRequest, NotFound
from ..forms.form import Form, RequestContext
from ..store.account import Account
from ..store.ids import require_id
from ..store.records import Integration, Space
from .pagination import contains, page
from .scoping import check_scopings, complete, reaches

Json = dict[str, Any]
Query = Mapping[str, str]
Spaces = tuple[Space, ...]

_LISTED_UNASKED = (IntegrationType.LLM, IntegrationType.AGENT)
"""What a list without a `type` holds. Source: the digest's section on `/v2/integrations`."""


@dataclass(frozen=True)
class Integrations:
    """One of the two resources, over the integrations of the account."""

    account: Account
    kind: ResourceType
    form: Form
    dialect: Dialect
    user: Callable[[], str | None]
    """Returns the ID of the user whose key it is."""

    def create(self, body: object) -> Json:
        """Create an integration and return it.

        Raises:
            Problem: The body is wrong, the name is taken, or the plan lacks the type.
        """
        type_, read = self.form.read_new(body, self._moment())
        values = self._checked(type_, read)
        self.account.require_free(values["name"], type_)
        return self.form.render(self.account.add_integration(type_, values, self.user()))

    def list(self, query: Query) -> Json:
        """Return a page of the integrations that pass the filters, newest first.

        Raises:
            InvalidRequest: A filter, the limit or the cursor is wrong.
        """
        return page(self._filtered(query), self.kind.list_key, query, self.form.render)

    def get(self, key: str) -> Json:
        """Return an integration.

        Raises:
            InvalidRequest: The ID is malformed.
            NotFound: There is none with this ID that this resource shows.
        """
        return self.form.render(self._find(key))

    def update(self, key: str, body: object) -> Json:
        """Change an integration and return it.

        Raises:
            Problem: The body or what would come out is wrong, there is no such integration, or the name is taken.
        """
        record = self._find(key)
        values = self._checked(record.type, self.form.read_change(body, record, self._moment()))
        self.account.require_free(values["name"], record.type, but=record)
        self.account.change(record, values)
        return self.form.render(record)

    def delete(self, key: str) -> None:
        """Delete an integration.

        Raises:
            InvalidRequest: The ID is malformed.
            NotFound: There is none with this ID that this resource shows.
            Conflict: Remote evaluators use it.
        """
        record = self._find(key)
        if record.in_use:
            raise Conflict("remote evaluators still use the integration")
        self.account.remove(record)

    def _find(self, key: str) -> Integration:
        record = self.account.contents.integrations.get(require_id(key, "the integration's ID"))
        if record is None or not self.form.shows(record):
            raise NotFound(f"there is no {self.kind.title} with this ID")
        return record

    def _checked(self, type_: str, values: Json) -> Json:
        self.account.require_evaluators(type_)
        check_scopings(values["scopings"], self.account.contents)
        return {**values, "scopings": complete(values["scopings"])}

    def _moment(self) -> RequestContext:
        return RequestContext(self.account.clock.now(), lambda: self.account.new_id("RequestPreset"))

    def _filtered(self, query: Query) -> Iterator[Integration]:
        types = self._types(query.get("type"))
        spaces = self._spaces(query)
        for record in self.account.contents.integrations.values():
            if record.type not in types or not self.form.shows(record) or not contains(record.name, query.get("name")):
                continue
            if spaces is None or any(reaches(record, space) for space in spaces):
                yield record

    def _types(self, given: str | None) -> tuple[str, ...]:
        if self.kind is not INTEGRATION or given is None:
            return _LISTED_UNASKED
        terms = TaggedUnion(INTEGRATION.models).enum_values
        member = self.dialect.read(given, terms)
        if member is None:
            raise InvalidRequest(f"type must be one of: {self.dialect.list(terms)}")
        return (str(member),)

    def _spaces(self, query: Query) -> Spaces | None:
        """Return the spaces that the filters name; None where they name none."""
        if "space_id" not in query and "space_name" not in query:
            return None
        wanted = query.get("space_id")
        if wanted is not None:
            require_id(wanted, "space_id")
        return tuple(
            space
            for space in self.account.contents.spaces.values()
            if wanted in (None, space.id) and contains(space.name, query.get("space_name"))
        )
