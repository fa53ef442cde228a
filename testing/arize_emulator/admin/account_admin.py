"""The account changed and read from outside of the API, where the rules of the API do not apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..dashboard.overview import documents, overview
from ..dialect import Dialect
from ..errors import InvalidRequest
from ..faults.rules import ActiveRule, FaultRule, FaultRules
from ..forms.form import RequestContext
from ..http.authentication import ApiKeys
from ..http.request_log import RecordedRequest
from ..operations.integrations import integration_operations
from ..operations.organizations_and_spaces import represent
from ..store.account import Account
from ..store.records import Organization, Space
from ..store.seed_data import USER_ID, add_organization, add_space
from .documents import document, edit_record, edited, find

Json = dict[str, Any]

DEFAULT_KEY = "test-key"


class AccountAdmin:
    """An account, its keys, the requests that its API received, and the faults that act on them.

    `api_key` opens the account, and `data` is the file that keeps it, if any. `killable` says whether the fault `kill`
    may end this process; it never may without `data`, for the account would be lost.

    Raises:
        ValueError: The file holds something else.
    """

    def __init__(self, api_key: str = DEFAULT_KEY, data: Path | None = None, *, killable: bool = False) -> None:
        self.api_key = api_key
        self.account = Account.open(data)
        self.keys = ApiKeys(api_key, self.account)
        self.rules = FaultRules(killable=killable and data is not None)
        self.log: list[RecordedRequest] = []

    @property
    def integrations(self) -> list[Json]:
        """Every integration with its secrets, oldest first.

        An LLM integration has the fields of `/v2/ai-integrations` at the top and those of `/v2/integrations` in
        `config` (None for Azure's provider); write-only values are in the clear in both.
        """
        with self.account.lock:
            return [document(record) for record in self.account.contents.integrations.values()]

    @property
    def requests(self) -> list[RecordedRequest]:
        """The requests that the API received, oldest first, without their keys."""
        return [replace(entry) for entry in list(self.log)]

    @property
    def remote_evaluators(self) -> bool:
        """Whether the account's plan includes evaluator integrations; can be set."""
        return self.account.contents.remote_evaluators

    @remote_evaluators.setter
    def remote_evaluators(self, included: bool) -> None:
        with self.account.lock:
            self.account.contents.remote_evaluators = included
            self.account.save()

    def reset(self) -> None:
        """Return to a new account with its seed data and its first key, and forget the requests and the faults."""
        self.rules.reset()
        self.keys.reset()
        with self.account.lock:
            self.account.reset()
            self.log.clear()

    def clear_requests(self) -> None:
        """Forget the requests received."""
        self.log.clear()

    def faults(self, *rules: FaultRule) -> AbstractContextManager[Sequence[ActiveRule]]:
        """Replace the fault rules until the end of `with`; its value has the rules with their counts."""
        return self.rules.during(rules)

    def set_faults(self, *rules: FaultRule) -> None:
        """Replace the fault rules from now on; without any, no fault acts."""
        self.rules.set(rules)

    def get(self, id_or_name: str) -> Json:
        """Return one of `integrations`."""
        with self.account.lock:
            return document(find(self.account.contents, id_or_name))

    def edit(self, id_or_name: str, changes: Mapping[str, Any]) -> Json:
        """Change an integration without any check, and return it.

        `changes` holds fields as `integrations` shows them, with today's enum values: at the top, or in `config`, which
        is merged. `auth` is merged too, unless it names its `auth_type`. `in_use` makes an evaluator's DELETE a 409.

        Raises:
            ProblemResponse: There is no such integration, or no such field.
        """
        with self.account.lock:
            record = find(self.account.contents, id_or_name)
            context = RequestContext(self.account.clock.now(), lambda: self.account.new_id("RequestPreset"))
            self.account.change(record, edited(record, changes, context))
            edit_record(record, changes)
            self.account.save()
            return document(record)

    def delete(self, id_or_name: str) -> None:
        """Delete an integration, even one in use; ProblemResponse where there is none."""
        with self.account.lock:
            self.account.remove(find(self.account.contents, id_or_name))

    def add(self, kind: str, values: Mapping[str, Any]) -> Json:
        """Create one of `integrations`, `ai-integrations`, `organizations` or `spaces`, and return it.

        The values of an integration are the body of a create, with today's enum values; those of an organization its
        `name`; those of a space its `name` and `organization` (ID or name).

        Raises:
            ProblemResponse: The API would reject the integration, or there is no such kind.
        """
        with self.account.lock:
            for resource in integration_operations(self.account, Dialect.CURRENT, lambda: USER_ID):
                if resource.path.endswith(f"/{kind}"):
                    return self.get(resource.create(dict(values))["id"])
            added = represent(self._add_parent(kind, values))
            self.account.save()
            return added

    def add_key(self, key: str) -> None:
        """Let another key open the account too, as during a rotation."""
        self.keys.add(key)

    def add_account(self, key: str) -> None:
        """Add another account with its seed data, which only this key opens; nothing else here reaches it."""
        self.keys.add_account(key)

    def revoke_key(self, key: str) -> None:
        """Let a key open nothing from now on."""
        self.keys.revoke(key)

    def organization_id(self, name: str) -> str:
        """Return the ID of the organization with this name (or ID); LookupError where there is none."""
        return _id_of(self.account.contents.organizations, name)

    def space_id(self, name: str) -> str:
        """Return the ID of the space with this name (or ID); LookupError where there is none."""
        return _id_of(self.account.contents.spaces, name)

    def state(self) -> Json:
        """Return all contents of the account, with its secrets."""
        with self.account.lock:
            contents = self.account.contents
            return {
                "remote_evaluators": contents.remote_evaluators,
                "organizations": [represent(item) for item in contents.organizations.values()],
                "spaces": [represent(item) for item in contents.spaces.values()],
                "integrations": self.integrations,
            }

    def overview(self) -> Json:
        """Return what the dashboard shows, without any secret value."""
        with self.account.lock:
            return overview(self.account.contents, self.log, self.rules.active)

    def documents(self, id_or_name: str) -> Json:
        """Return an integration as the API returns it, by path, without any secret value."""
        with self.account.lock:
            return documents(find(self.account.contents, id_or_name))

    def _add_parent(self, kind: str, values: Mapping[str, Any]) -> Organization | Space:
        name, now = values.get("name"), self.account.clock.now()
        if not isinstance(name, str):
            raise InvalidRequest("name is required")
        if kind == "organizations":
            return add_organization(self.account.contents, name, now)
        if kind == "spaces":
            return add_space(self.account.contents, name, self._owner(values), now)
        raise InvalidRequest(f"{kind} cannot be added: only integrations, ai-integrations, organizations and spaces")

    def _owner(self, values: Mapping[str, Any]) -> str:
        try:
            return self.organization_id(values.get("organization", ""))
        except LookupError:
            raise InvalidRequest("organization must be the name or the ID of an existing organization") from None


def _id_of(records: Mapping[str, Any], name: str) -> str:
    key = next((key for key, record in records.items() if name in (key, record.name)), None)
    if key is None:
        raise LookupError(f"nothing is named {name!r}")
    return key
