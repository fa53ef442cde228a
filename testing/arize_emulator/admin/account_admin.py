"""Edits from outside and a look inside, apart from the emulated API: nothing here is checked as the API checks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType

from ..dashboard.overview import documents, overview
from ..dialect import Dialect
from ..errors import InvalidRequest
from ..faults.rules import FaultRules, parse_rules
from ..forms.ai_integration_form import FlatForm
from ..forms.form import Form, RequestContext
from ..forms.integration_form import NestedForm
from ..http.authentication import ApiKeys
from ..http.request_log import RecordedRequest
from ..operations.integrations import Integrations
from ..operations.organizations_and_spaces import represent
from ..store.account import Account
from ..store.records import Organization, Space
from ..store.seed_data import USER_ID, add_organization, add_space, seeded
from .documents import document, edit_record, edited, find

Json = dict[str, Any]


@dataclass(frozen=True)
class Admin:
    """The account as somebody with other tools changes it, and the requests that the API received."""

    account: Account
    log: list[RecordedRequest]
    rules: FaultRules
    keys: ApiKeys

    def reset(self) -> None:
        """Return to a new account with its seeds and its key, and forget the requests and the faults."""
        self.rules.reset()
        self.keys.reset()
        with self.account.lock:
            self.account.contents = seeded(self.account.clock)
            self.account.history.clear()
            self.account.save(self.account.contents)
            self.log.clear()

    def state(self) -> Json:
        """Return everything that the account holds, with its secrets."""
        with self.account.lock:
            contents = self.account.contents
            return {
                "remote_evaluators": contents.remote_evaluators,
                "organizations": [represent(item) for item in contents.organizations.values()],
                "spaces": [represent(item) for item in contents.spaces.values()],
                "integrations": self.integrations(),
            }

    def integrations(self) -> list[Json]:
        """Return every integration with its secrets, oldest first."""
        with self.account.lock:
            return [document(record) for record in self.account.contents.integrations.values()]

    def overview(self) -> Json:
        """Return what a person wants to see of all this, without any secret value."""
        with self.account.lock:
            return overview(self.account.contents, self.log, self.rules.standing)

    def documents(self, key: str) -> Json:
        """Return an integration by ID or name as the API answers it, by path, without any secret value."""
        with self.account.lock:
            return documents(find(self.account.contents, key))

    def requests(self) -> list[RecordedRequest]:
        """Return the requests received, oldest first."""
        return [replace(entry) for entry in list(self.log)]

    def clear_requests(self) -> None:
        """Forget the requests received."""
        self.log.clear()

    def faults(self) -> list[Json]:
        """Return the rules in force as JSON, with how many requests each fitted and on how many it acted."""
        return [
            {"rule": item.rule.model_dump(mode="json"), "seen": item.seen, "fired": item.fired}
            for item in self.rules.standing
        ]

    def set_faults(self, given: Any) -> list[Json]:
        """Put rules, a list of JSON, in the place of all others, and return them as `faults` does.

        Raises:
            InvalidRequest: They are no rules, or are not allowed here.
        """
        try:
            self.rules.set(parse_rules(given))
        except ValueError as error:
            raise InvalidRequest(str(error)) from None
        return self.faults()

    def set_remote_evaluators(self, *, included: bool) -> None:
        """Say whether the account's plan includes evaluator integrations."""
        with self.account.lock:
            self.account.contents.remote_evaluators = included
            self.account.save(self.account.contents)

    def get(self, key: str) -> Json:
        """Return an integration by ID or name, with its secrets."""
        with self.account.lock:
            return document(find(self.account.contents, key))

    def edit(self, key: str, changes: Mapping[str, Any]) -> Json:
        """Change an integration by ID or name; `admin_documents.edited` says what `changes` may hold."""
        with self.account.lock:
            record = find(self.account.contents, key)
            moment = RequestContext(self.account.clock.now(), lambda: self.account.new_id("RequestPreset"))
            self.account.change(record, edited(record, changes, moment))
            edit_record(record, changes)
            self.account.save(self.account.contents)
            return document(record)

    def delete(self, key: str) -> None:
        """Delete an integration by ID or name, whatever uses it."""
        with self.account.lock:
            self.account.remove(find(self.account.contents, key))

    def add(self, kind: str, values: Mapping[str, Any]) -> Json:
        """Create an `integrations`, `ai-integrations`, `organizations` or `spaces` and return it.

        An integration is given as the API takes it, in today's spelling; an organization by `name`; a space by `name`
        and `organization` (ID or name).

        Raises:
            Problem: The API would refuse the integration, or there is no such kind.
        """
        with self.account.lock:
            resource = self._resources().get(kind)
            if resource:
                return self.get(resource.create(dict(values))["id"])
            added = represent(self._add_parent(kind, values))
            self.account.save(self.account.contents)
            return added

    def organization_id(self, name: str) -> str:
        """Return the ID of the organization with this name (or ID); LookupError where there is none."""
        return _id_of(self.account.contents.organizations, name)

    def space_id(self, name: str) -> str:
        """Return the ID of the space with this name (or ID); LookupError where there is none."""
        return _id_of(self.account.contents.spaces, name)

    def received(self) -> list[Json]:
        """Return the requests received as JSON."""
        return [asdict(entry) for entry in self.requests()]

    def _add_parent(self, kind: str, values: Mapping[str, Any]) -> Organization | Space:
        name, now = values.get("name"), self.account.clock.now()
        if not isinstance(name, str):
            raise InvalidRequest("name is required")
        if kind == "organizations":
            return add_organization(self.account.contents, name, now)
        if kind == "spaces":
            return add_space(self.account.contents, name, self._owner(values), now)
        raise InvalidRequest(f"there is nothing called {kind} to add")

    def _owner(self, values: Mapping[str, Any]) -> str:
        try:
            return self.organization_id(values.get("organization", ""))
        except LookupError:
            raise InvalidRequest("organization must be the name or the ID of one that is there") from None

    def _resources(self) -> dict[str, Integrations]:
        forms: tuple[tuple[ResourceType, Form], ...] = (
            (INTEGRATION, NestedForm(Dialect.CURRENT)),
            (AI_INTEGRATION, FlatForm(Dialect.CURRENT)),
        )
        return {
            kind.path.rpartition("/")[2]: Integrations(self.account, kind, form, Dialect.CURRENT, lambda: USER_ID)
            for kind, form in forms
        }


def _id_of(records: Mapping[str, Any], name: str) -> str:
    found = next((key for key, record in records.items() if name in (key, record.name)), None)
    if found is None:
        raise LookupError(f"there is no {name!r}")
    return found
