"""What the key of a request may read and change.

A user's key may do everything. A service key reads what lies in its spaces. Which role a change needs is the emulator's
choice, except for API keys: the API does not document it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..request_context import Roles
from .records import USER, ApiKey, Integration, Organization, Record, Space, Store, T

ADMIN = "ADMIN"
_RANKS = {"READ_ONLY": 0, "ANNOTATOR": 0, "MEMBER": 1, ADMIN: 2}
"""The rank of each role; a custom one counts as a member's."""
_MEMBER, _ADMIN = _RANKS["MEMBER"], _RANKS[ADMIN]
_NONE = -1


def rank(role: str | None) -> int:
    """Return the rank of a role: more for more rights; -1 for none."""
    return _NONE if role is None else _RANKS.get(role, _MEMBER)


def role_name(role: Mapping[str, Any]) -> str:
    """Return the name of a predefined role, or the ID of a custom one."""
    return str(role["name"] if "name" in role else role["id"])


def roles_of(key: ApiKey) -> Roles:
    """Return the roles of an API key."""
    if key.bot_user is None:
        return Roles()
    return Roles(
        role_name(key.bot_user["account_role"]),
        {item["org_id"]: role_name(item["role"]) for item in key.organizations},
        {space_id: role_name(role) for space_id, role in key.spaces().items()},
    )


@dataclass(frozen=True)
class Access:
    """The access of a user, with these roles, to the contents of an account."""

    contents: Store
    roles: Roles
    user: str

    def visible(self) -> Store:
        """Return the contents without what the key may not read."""
        if self.roles.account == ADMIN:
            return self.contents
        spaces = [space for space in self.contents.spaces.values() if self.space_rank(space) > _NONE]
        of = {space.id: space for space in spaces}
        contents = self.contents.copy()
        contents.spaces = of
        contents.organizations = _only(contents.organizations, lambda item: self.organization_rank(item.id) > _NONE)
        contents.integrations = _only(contents.integrations, lambda item: any(map(item.reaches, spaces)))
        contents.api_keys = _only(
            contents.api_keys, lambda item: self._owns(item) or bool(of.keys() & item.spaces().keys())
        )
        return contents

    def may_change(self, record: Record) -> bool:
        """Tell whether the key may create, change or delete the record."""
        if self.roles.account == ADMIN:
            return True
        if isinstance(record, Organization):
            return self.organization_rank(record.id) >= _ADMIN
        if isinstance(record, Space):
            return self.space_rank(record) >= _ADMIN
        if isinstance(record, Integration):
            return bool(record.scopings) and all(self._scoping_rank(item) >= _MEMBER for item in record.scopings)
        if record.key_type == USER:
            return self._owns(record)
        spaces = [space for space in self.contents.spaces.values() if space.id in record.spaces()]
        ranks = [self.space_rank(space) for space in spaces]
        return min(ranks, default=_NONE) >= (_MEMBER if self._owns(record) else _ADMIN)

    def organization_rank(self, organization_id: str) -> int:
        """Return the rank of the key's role in an organization."""
        return _ADMIN if self.roles.account == ADMIN else rank(self.roles.organizations.get(organization_id))

    def space_rank(self, space: Space) -> int:
        """Return the rank of the key's role in a space, which is an administrator's in all of their organization."""
        is_admin = self.organization_rank(space.organization_id) >= _ADMIN
        return _ADMIN if is_admin else rank(self.roles.spaces.get(space.id))

    def _scoping_rank(self, scoping: Mapping[str, str | None]) -> int:
        space = self.contents.spaces.get(scoping.get("space_id") or "")
        return self.space_rank(space) if space else self.organization_rank(scoping.get("organization_id") or "")

    def _owns(self, key: ApiKey) -> bool:
        return key.created_by_user_id == self.user


def _only(records: dict[str, T], keep: Callable[[T], bool]) -> dict[str, T]:
    return {key: record for key, record in records.items() if keep(record)}
