"""The account changed and read from outside of the API, where the rules of the API do not apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..dialect import Dialect
from ..errors import InvalidRequest
from ..faults.rules import ActiveRule, FaultRule, FaultRules
from ..http.request_log import RecordedRequest
from ..json_document import Json
from ..operations.api_keys import ApiKeys
from ..operations.integrations import integration_operations
from ..store.account import Account
from ..store.records import ApiKey, Integration, Organization, Record, Space
from ..store.settings import Settings
from .documents import KINDS, RECORD_FIELDS, check_fields, document, edited, find

DEFAULT_KEY = "test-key"


class AccountAdmin:
    """An account, its keys, the requests that its API received, and the faults that act on them.

    `api_key` opens the account, and `data` is the file that stores it, if any; ValueError where that holds something
    else. `killable` tells whether the fault `kill` may end this process; it never may without `data`, for the account
    would be lost.
    """

    def __init__(self, api_key: str = DEFAULT_KEY, data: Path | None = None, *, killable: bool = False) -> None:
        self.api_key = api_key
        self.account = Account.open(data)
        self.accounts = {api_key: self.account}
        """The accounts by the keys that open them; a key that the API has created is in its account."""
        self.rules = FaultRules(killable=killable and data is not None)
        self.log: list[RecordedRequest] = []

    @property
    def integrations(self) -> list[Json]:
        """Every integration with its secrets, oldest first.

        An LLM integration has the fields of `/v2/ai-integrations` at the top and those of `/v2/integrations` in
        `config` (None for Azure's provider); write-only values are in the clear in both.
        """
        return self._documents(Integration)

    @property
    def organizations(self) -> list[Json]:
        """Every organization, oldest first, with the fields of its response."""
        return self._documents(Organization)

    @property
    def spaces(self) -> list[Json]:
        """Every space, oldest first, with the fields of its response."""
        return self._documents(Space)

    @property
    def api_keys(self) -> list[Json]:
        """Every key that the API has created, revoked ones too, oldest first, with its value in the clear.

        `former` are its values before a refresh, each with the time until which it still opens the account.
        """
        return self._documents(ApiKey)

    @property
    def requests(self) -> list[RecordedRequest]:
        """The requests that the API received, oldest first, without their keys."""
        return [replace(entry) for entry in list(self.log)]

    @property
    def settings(self) -> Settings:
        """What the account's plan has, and what the server does where the API's documentation leaves that open."""
        return self.account.contents.settings

    def configure(self, **changes: Any) -> None:
        """Change some of the `settings`; InvalidRequest where there is no such setting, or it cannot have the value."""
        with self.account.lock:
            try:
                self.account.contents.settings = Settings(**{**self.settings.model_dump(), **changes})
            except ValidationError as error:
                first = error.errors()[0]
                raise InvalidRequest(f"{first['loc'][0]}: {first['msg']}") from None
            self.account.save()

    def advance_clock(self, seconds: float) -> None:
        """Set the server's clock ahead, until the next reset: what expires in that time is then expired."""
        with self.account.lock:
            self.account.clock.advance(timedelta(seconds=seconds))

    def reset(self) -> None:
        """Return to a new account with its seed data and its first key, and forget the requests and the faults."""
        self.rules.reset()
        self.add_key(self.api_key)
        for key in self.accounts.keys() - {self.api_key}:
            self.revoke_key(key)
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

    def get(self, id_or_name: str, kind: str = "integrations") -> Json:
        """Return one of `integrations`, or with another `kind` of `organizations`, `spaces` or `api-keys`."""
        with self.account.lock:
            return document(find(self.account.contents, id_or_name, kind))

    def edit(self, id_or_name: str, changes: Mapping[str, Any], kind: str = "integrations") -> Json:
        """Change an integration, or one of another `kind`, without any check, and return it.

        `changes` holds fields as `get` shows them, with today's enum values: those of an integration at the top, or in
        `config`, which is merged. `auth` is merged too, unless it names its `auth_type`. `in_use` makes an evaluator's
        DELETE a 409. ProblemResponse where there is none with this ID or name, or no such field.
        """
        with self.account.lock:
            record = find(self.account.contents, id_or_name, kind)
            if isinstance(record, Integration):
                self.account.change(record, edited(record, changes, self.account))
                self.account.set(record, {name: changes[name] for name in RECORD_FIELDS if name in changes})
            else:
                check_fields(type(record), changes)
                self.account.set(record, changes)
            return document(record)

    def delete(self, id_or_name: str, kind: str = "integrations") -> None:
        """Delete an integration, even one in use, or one of another `kind`, with what the API deletes together with it.

        An API key is forgotten: to revoke it, set its `status` to `REVOKED`. ProblemResponse where there is none with
        this ID or name.
        """
        with self.account.lock:
            self.account.delete(find(self.account.contents, id_or_name, kind))

    def add(self, kind: str, values: Mapping[str, Any]) -> Json:
        """Create one of `integrations`, `ai-integrations`, `organizations`, `spaces` or `api-keys`, and return it.

        The values of an integration or an API key are the body of a create, with today's enum values; those of an
        organization or a space its fields, and of a space also its `organization` (ID or name). ProblemResponse where
        the API would reject the integration or the key, or there is no such kind.
        """
        with self.account.lock:
            for resource in integration_operations(self.account, Dialect.CURRENT):
                if resource.path.endswith(f"/{kind}"):
                    return self.get(resource.create(dict(values))["id"])
            if kind == "api-keys":
                made = ApiKeys(self.account).create(dict(values))
                return self.get(made["id"], kind)
            return self._add_parent(kind, values)

    def add_key(self, key: str) -> None:
        """Let another key open the account too, as during a rotation."""
        self.accounts[key] = self.account

    def add_account(self, key: str) -> None:
        """Add another account with its seed data, which only this key opens; nothing else here reaches it."""
        self.accounts[key] = Account.open(clock=self.account.clock)

    def revoke_key(self, key: str) -> None:
        """Let a key open nothing from now on."""
        self.accounts.pop(key, None)

    def organization_id(self, name: str) -> str:
        """Return the ID of the organization with this name (or ID); LookupError where there is none."""
        return _id_of(self.account.contents.organizations, name)

    def space_id(self, name: str) -> str:
        """Return the ID of the space with this name (or ID); LookupError where there is none."""
        return _id_of(self.account.contents.spaces, name)

    def state(self) -> Json:
        """Return all contents of the account, with its secrets."""
        with self.account.lock:
            return {
                **self.settings.model_dump(),
                "organizations": self.organizations,
                "spaces": self.spaces,
                "integrations": self.integrations,
                "api_keys": self.api_keys,
            }

    def _documents(self, kind: type[Record]) -> list[Json]:
        with self.account.lock:
            return [document(record) for record in self.account.contents.table(kind).values()]

    def _add_parent(self, kind: str, values: Mapping[str, Any]) -> Json:
        if not isinstance(values.get("name"), str):
            raise InvalidRequest("name is required")
        if kind not in ("organizations", "spaces"):
            raise InvalidRequest(f"{kind} cannot be added: use one of ai-integrations, {', '.join(KINDS)}")
        fields = {key: value for key, value in values.items() if key != "organization"}
        check_fields(KINDS[kind], fields)
        fields = {"created_at": self.account.clock.now(), **fields}
        made: Organization | Space
        if kind == "organizations":
            made = self.account.contents.new_record(Organization, **fields)
        else:
            made = self.account.contents.new_record(Space, **{**fields, "organization_id": self._owner(values)})
        self.account.add(made)
        return document(made)

    def _owner(self, values: Mapping[str, Any]) -> str:
        try:
            return self.organization_id(values.get("organization", values.get("organization_id", "")))
        except LookupError:
            raise InvalidRequest("organization must be the name or the ID of an existing organization") from None


def _id_of(records: Mapping[str, Any], name: str) -> str:
    key = next((key for key, record in records.items() if name in (key, record.name)), None)
    if key is None:
        raise LookupError(f"nothing is named {name!r}")
    return key
