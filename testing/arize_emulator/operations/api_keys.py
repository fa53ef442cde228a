"""The operations on API keys. Source: `ApiKeysApi` of the official package.

The API has no operation that reads or changes a single key.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar

from ..errors import InvalidRequest, Unprocessable
from ..json_document import Json, Path, at
from ..store.access import rank, role_name
from ..store.account import Account
from ..store.clock import written
from ..store.ids import new_id, require_id
from ..store.records import ACTIVE, REVOKED, SERVICE, USER, ApiKey, FormerKey, Organization, Space
from ..validation.bodies import require_object
from ..validation.request_models import CreateServiceKey, CreateUserKey, RefreshKey, RequestModel, read_whole
from .pagination import Query, page

_MODELS: Mapping[str, type[RequestModel]] = {SERVICE: CreateServiceKey, USER: CreateUserKey}


@dataclass(frozen=True)
class ApiKeys:
    """The API keys of the account, but for those that the server was started with."""

    account: Account
    path: ClassVar[str] = "/v2/api-keys"

    def create(self, body: object) -> Json:
        """Create an API key and return it, with the key."""
        key_type = require_object(body, ()).get("key_type", "")
        if not isinstance(key_type, str) or key_type not in _MODELS:
            raise InvalidRequest(f"key_type must be one of: {', '.join(_MODELS)}")
        values = read_whole(_MODELS[key_type], body)
        if key_type == SERVICE:
            self._check_roles(values)
        record = self.account.contents.new_record(
            ApiKey,
            key_type=key_type,
            name=values["name"],
            key=new_key(),
            created_at=self.account.clock.now(),
            created_by_user_id=self.account.user,
            description=values["description"],
            expires_at=self._expiry(values["expires_at"]),
            bot_user=self._bot_user(values) if key_type == SERVICE else None,
        )
        self.account.require_access(record)
        self.account.add(record)
        return {**self._represent(record), "key": record.key}

    def list(self, query: Query) -> Json:
        """Return a page of the keys that pass the filters: by default the active ones of the user."""
        space_id = query.get("space_id")
        key_type = _member(query, "key_type", (SERVICE, USER)) or (SERVICE if space_id else USER)
        status = _member(query, "status", (ACTIVE, REVOKED)) or ACTIVE
        user = query.get("user_id") or (self.account.user if key_type == USER else None)
        if user is not None:
            require_id(user, "user_id")
        if space_id is not None:
            self.account.find(Space, space_id)
        matching = [
            record
            for record in self.account.visible.api_keys.values()
            if (record.key_type, self._status(record)) == (key_type, status)
            and user in (None, record.created_by_user_id)
            and (space_id is None or space_id in record.spaces())
        ]
        return page(matching, "api_keys", query, lambda record: self._listed(record, space_id))

    def revoke(self, key: str) -> None:
        """Revoke an API key; NotFound where there is none with this ID."""
        self.account.set(self.account.find_to_change(ApiKey, key), {"status": REVOKED, "former": []})

    def refresh(self, key: str, body: object) -> Json:
        """Give an API key another value and return it, with the key and without the bot user."""
        record = self.account.find_to_change(ApiKey, key)
        values = read_whole(RefreshKey, {} if body is None else body)
        if record.status == REVOKED or self._expired(record):
            raise Unprocessable("the key is revoked or has expired: create another one")
        expires_at = self._refreshed_expiry(record, values["expires_at"])
        until = self._grace_end(record, values["grace_period_seconds"])
        made = self._refreshed(record, expires_at, until)
        return {**{name: value for name, value in self._represent(made).items() if name != "bot_user"}, "key": made.key}

    def _refreshed(self, record: ApiKey, expires_at: str | None, until: str | None) -> ApiKey:
        """Return the refreshed key; the old value opens the account `until` then, or no more."""
        if self.account.contents.settings.refreshed_id == "same":
            former = [*record.former, FormerKey(record.key, until)] if until else []
            self.account.set(record, {"key": new_key(), "expires_at": expires_at, "former": former})
            return record
        number = self.account.next_number()
        made = replace(
            record,
            id=new_id("ApiKey", number),
            number=number,
            key=new_key(),
            created_at=self.account.clock.now(),
            expires_at=expires_at,
            last_used_at=None,
        )
        self.account.set(record, {"expires_at": until} if until else {"status": REVOKED})
        self.account.add(made)
        return made

    def _grace_end(self, record: ApiKey, seconds: int) -> str | None:
        """Return the time until which the old value is valid; None: it no longer is."""
        if not seconds:
            return None
        end = written(self.account.clock.moment() + timedelta(seconds=seconds))
        return min(end, record.expires_at) if record.expires_at else end

    def _refreshed_expiry(self, record: ApiKey, asked: datetime | None) -> str | None:
        settings = self.account.contents.settings
        if record.expires_at is None:
            return self._expiry(asked)
        if asked is None and settings.refresh_expiry == "inherited":
            return record.expires_at
        if asked is None:
            raise Unprocessable("expires_at is required: the key has one")
        if written(asked) > record.expires_at:
            raise Unprocessable("expires_at must not be later than that of the key: create another one")
        return self._expiry(asked)

    def _expiry(self, asked: datetime | None) -> str | None:
        """Return when a new key expires."""
        now, seconds = self.account.clock.moment(), self.account.contents.settings.max_key_lifetime_seconds
        latest = now + timedelta(seconds=seconds) if seconds else None
        if asked is None:
            return written(latest) if latest else None
        if asked <= now:
            raise Unprocessable("expires_at must be in the future")
        if latest and asked > latest:
            raise Unprocessable(f"expires_at must be within {seconds} seconds: the account's limit for keys")
        return written(asked)

    def _check_roles(self, values: Json) -> None:
        access = self.account.access
        _check_rank(values["account_role"], rank(access.roles.account), ("account_role",))
        for index, item in enumerate(values["organizations"]):
            path = ("organizations", index)
            organization = self.account.find(Organization, item["org_id"])
            _check_rank(item["role"], access.organization_rank(organization.id), (*path, "role"))
            for place, assigned in enumerate(item["spaces"]):
                self._check_space(assigned, organization.id, (*path, "spaces", place))

    def _check_space(self, assigned: Json, organization_id: str, path: Path) -> None:
        space = self.account.find(Space, assigned["space_id"])
        if space.organization_id != organization_id:
            raise Unprocessable(f"{at((*path, 'space_id'))}: the space is not in the organization")
        if "id" in assigned["role"]:
            require_id(assigned["role"]["id"], at((*path, "role", "id")))
        _check_rank(assigned["role"], self.account.access.space_rank(space), (*path, "role"))

    def _bot_user(self, values: Json) -> Json:
        return {
            "id": self.account.new_id("User"),
            "name": values["name"],
            "account_role": values["account_role"],
            "organizations": values["organizations"],
        }

    def _expired(self, record: ApiKey) -> bool:
        return record.expires_at is not None and record.expires_at <= written(self.account.clock.moment())

    def _status(self, record: ApiKey) -> str | None:
        """Return the status under which a key is listed; None: under none."""
        if record.status == REVOKED or not self._expired(record):
            return record.status
        return {"unlisted": None, "active": ACTIVE, "revoked": REVOKED}[self.account.contents.settings.expired_keys]

    def _listed(self, record: ApiKey, space_id: str | None) -> Json:
        shown = self._represent(record)
        if space_id is None or record.key_type == USER:
            return shown
        return {**shown, "bot_user": {**shown["bot_user"], "organizations": []}}

    def _represent(self, record: ApiKey) -> Json:
        """Return an API key as a response shows it, without the key."""
        hidden = {"number", "key", "former"} | ({"bot_user"} if record.key_type == USER else set())
        shown = {name: value for name, value in asdict(record).items() if name not in hidden}
        return {**shown, "status": self._status(record) or ACTIVE, "redacted_key": record.redacted_key}


def _check_rank(role: Json, own: int, path: Path) -> None:
    if rank(role_name(role)) > own:
        raise Unprocessable(f"{at(path)}: the role is above that of the key")


def new_key() -> str:
    """Return a new value for a key."""
    return f"ak-{secrets.token_urlsafe(32)}"


def _member(query: Query, name: str, members: tuple[str, ...]) -> str | None:
    value = query.get(name)
    if value is not None and value not in members:
        raise InvalidRequest(f"{name} must be one of: {', '.join(members)}")
    return value
