"""What an import names: an integration by its id, by its exact name, or as `type/name`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..api.account import Account
from ..api.collections import Document
from ..errors import ArizeError, LookupFailed
from ..model.enums import ApiEnum
from ..model.fields import fields
from ..model.resource_types import ResourceType
from .find_existing import find_by_name, looks_like_id
from .lookups import by_name

Told = Mapping[str, ApiEnum]
"""The enumerations that the part before the slash may be a value of, each with that value."""


def resolve_import_id(account: Account, resource_type: ResourceType, import_id: str) -> str:
    """Return the id of the integration that `import_id` names. Raises ArizeError, ApiError."""
    if looks_like_id(import_id):
        return import_id
    found = list(_named(account, resource_type, import_id))
    if len(found) > 1:
        ids = ", ".join(str(item["id"]) for item in found)
        raise ArizeError(f"{len(found)} {resource_type.title}s are named {import_id!r}: give the id of one: {ids}")
    if found:
        return str(found[0]["id"])
    try:
        return str(by_name(account.collections[resource_type], import_id)["id"])
    except LookupFailed as error:
        old_state, slash, _ = import_id.partition("/")
        if not slash or _told(resource_type, old_state):
            raise
        words = ", ".join(member.value for _, member in _terms(resource_type))
        raise LookupFailed(f"{error}; before a slash stands one of {words}, not {old_state!r}") from None


def resolve_import_space(account: Account, import_id: str) -> str:
    """Return the id of the space that is named by id, by name, or as `organization/name`. Raises ArizeError."""
    if looks_like_id(import_id):
        return import_id
    organization, slash, name = import_id.partition("/")
    try:
        return str(by_name(account.spaces, import_id)["id"])
    except LookupFailed:
        if not slash:
            raise
    within = by_name(account.organizations, organization)["id"]
    return str(by_name(account.spaces, name, {"org_id": within})["id"])


def _named(account: Account, resource_type: ResourceType, import_id: str) -> Iterator[Document]:
    old_state, slash, rest = import_id.partition("/")
    told = _told(resource_type, old_state) if slash else {}
    if told:
        yield from (
            item
            for item in find_by_name(account, resource_type, rest)
            if any(member is type(member).parse(item.get(name)) for name, member in told.items())
        )
    yield from find_by_name(account, resource_type, import_id)


def _told(resource_type: ResourceType, word: str) -> Told:
    return {name: member for name, member in _terms(resource_type) if word in member.spellings}


def _terms(resource_type: ResourceType) -> Iterator[tuple[str, ApiEnum]]:
    """Return the values of the enumerations of this kind, each with the name of its field."""
    own = (field for model in resource_type.models for field in fields(model).values())
    return ((field.name, member) for field in own for member in field.enum_values)
