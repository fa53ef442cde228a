"""What an import names: an integration by its id, by its exact name, or as `type/name`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..api.account import Account
from ..api.listing import Document
from ..errors import ArizeError, LookupFailed
from ..model.enums import ApiEnum
from ..model.fields import fields
from ..model.resource_types import ResourceType
from .find_existing import find_by_name, looks_like_id
from .lookups import by_name

Told = Mapping[str, ApiEnum]
"""The enumerations that the part before the slash may be a value of, each with that value."""


def resolve_import_id(account: Account, kind: ResourceType, wanted: str) -> str:
    """Return the id of the integration that `wanted` names. Raises ArizeError, ApiError."""
    if looks_like_id(wanted):
        return wanted
    found = list(_named(account, kind, wanted))
    if len(found) > 1:
        ids = ", ".join(str(item["id"]) for item in found)
        raise ArizeError(f"{len(found)} {kind.title}s are named {wanted!r}: give the id of one: {ids}")
    if found:
        return str(found[0]["id"])
    try:
        return str(by_name(account.collections[kind], wanted)["id"])
    except LookupFailed as error:
        before, slash, _ = wanted.partition("/")
        if not slash or _told(kind, before):
            raise
        words = ", ".join(term.value for _, term in _terms(kind))
        raise LookupFailed(f"{error}; before a slash stands one of {words}, not {before!r}") from None


def resolve_import_space(account: Account, wanted: str) -> str:
    """Return the id of the space that is named by id, by name, or as `organization/name`. Raises ArizeError."""
    if looks_like_id(wanted):
        return wanted
    organization, slash, name = wanted.partition("/")
    try:
        return str(by_name(account.spaces, wanted)["id"])
    except LookupFailed:
        if not slash:
            raise
    within = by_name(account.organizations, organization)["id"]
    return str(by_name(account.spaces, name, {"org_id": within})["id"])


def _named(account: Account, kind: ResourceType, wanted: str) -> Iterator[Document]:
    before, slash, rest = wanted.partition("/")
    told = _told(kind, before) if slash else {}
    if told:
        yield from (
            item
            for item in find_by_name(account, kind, rest)
            if any(term is type(term).parse(item.get(name)) for name, term in told.items())
        )
    yield from find_by_name(account, kind, wanted)


def _told(kind: ResourceType, word: str) -> Told:
    return {name: term for name, term in _terms(kind) if word in term.spellings}


def _terms(kind: ResourceType) -> Iterator[tuple[str, ApiEnum]]:
    """Return the values of the enumerations of this kind, each with the name of its field."""
    own = (field for model in kind.models for field in fields(model).values())
    return ((field.name, term) for field in own for term in field.enum_values)
