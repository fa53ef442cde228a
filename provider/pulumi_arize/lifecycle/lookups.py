"""Looking up what exists, by id or by exact name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from ..api.account import Account
from ..api.active_secrets import redacted, redacting
from ..api.collections import Collection, Document
from ..errors import ApiError, LookupFailed
from ..model.enums import IntegrationType
from ..model.functions import SINGLE_LOOKUPS, Function

MAX_SUGGESTIONS = 5
"""The largest number of names or ids in an error."""

BY_ID = "look it up by its id"
"""What to do about several of one name."""

BY_TYPE_OR_ID = "give its type or its id"
"""What to do about several of one name, where types may share it."""

FILTERS = {"type": "type", "organization_id": "org_id"}
"""The query parameter of each argument that narrows a lookup by name."""

Filters = Mapping[str, str]


def lookup(function: Function, account: Account, args: Mapping[str, str | None]) -> Document | list[Document]:
    """Return what a lookup function finds; an argument that is None or empty is left out. Raises LookupFailed."""
    given = {name: value for name, value in args.items() if value}
    collection = account.collections[function.result]
    with redacting(account.client.secrets):
        try:
            return _get(function, collection, given) if function in SINGLE_LOOKUPS else _list(collection, given)
        except LookupFailed as error:  # it names what the server has
            raise LookupFailed(redacted(str(error))) from None


def by_id(collection: Collection, item_id: str) -> Document:
    """Return the item with this id. Raises LookupFailed with the API's error."""
    try:
        return collection.get(item_id)
    except ApiError as error:
        raise LookupFailed(f"cannot look up {collection.title} {item_id!r}: {error}") from None


def by_name(collection: Collection, name: str, filters: Filters | None = None, hint: str = BY_ID) -> Document:
    """Return the item with exactly this name, among those that match `filters`; `hint` says what to do about several.

    Raises LookupFailed where there is none, with similar names, or more than one, with their ids.
    """
    narrow = filters or {}
    try:
        candidates = list(_matching(collection, {**narrow, "name": name}))
        found = only_one(collection.title, name, named(candidates, name), hint)
        others = [] if found else candidates or list(_matching(collection, narrow))
    except ApiError as error:
        raise LookupFailed(f"cannot look up {collection.title} {name!r}: {error}") from None
    if found is None:
        raise none_named(collection.title, name, others)
    return found


def named(listed: Iterable[Document], name: str) -> list[Document]:
    """Return the items with exactly this name: the API's filter also matches parts of names, in any case."""
    return [item for item in listed if item.get("name") == name]


def only_one(title: str, name: str, found: list[Document], hint: str) -> Document | None:
    """Return the only item with a name, None where there is none. Raises LookupFailed for more than one."""
    if len(found) > 1:
        raise LookupFailed(f"{len(found)} {title}s are named {name!r}: {_describe(found)}; {hint}")
    if found and not isinstance(found[0].get("id"), str):
        raise LookupFailed(f"the API lists {title} {name!r} without an id: it cannot be used")
    return found[0] if found else None


def none_named(title: str, name: str, others: Iterable[Document]) -> LookupFailed:
    """Return the error of a name that no item has, with similar ones among the names of the others."""
    return LookupFailed(f"no {title} is named {name!r}; {similar_names(name, others)}")


def _list(collection: Collection, filters: Filters) -> list[Document]:
    """Return the items that match `filters`. Raises LookupFailed with the API's error."""
    try:
        return list(_matching(collection, filters))
    except ApiError as error:
        raise LookupFailed(f"cannot list {collection.title}s: {error}") from None


def _matching(collection: Collection, filters: Filters) -> Iterator[Document]:
    """Return the items that match `filters`, also where the server ignores the organization or the type."""
    listed = collection.items(filters)
    return (item for item in listed if _is_in_organization(item, filters) and _is_of_type(item, filters.get("type")))


def _is_in_organization(item: Document, filters: Filters) -> bool:
    """Tell whether an item is in the organization of a filter, as far as it says in which it is."""
    return item.get("organization_id") in (None, filters.get("org_id", item.get("organization_id")))


def _is_of_type(item: Document, type_name: str | None) -> bool:
    """Tell whether an item is of a type, as far as it says of which it is."""
    wanted, found = IntegrationType.parse(type_name), IntegrationType.parse(item.get("type"))
    return wanted is None or found is None or found is wanted


def _get(function: Function, collection: Collection, args: Filters) -> Document:
    if ("name" in args) == ("id" in args):
        raise LookupFailed("give either a name or an id")
    if "id" in args:
        return by_id(collection, args["id"])
    filters = {FILTERS[name]: value for name, value in args.items() if name in FILTERS}
    return by_name(collection, args["name"], filters, BY_TYPE_OR_ID if "type" in function.arguments else BY_ID)


def _describe(found: list[Document]) -> str:
    described = sorted(" ".join(str(part) for part in (item.get("type"), item.get("id")) if part) for item in found)
    return ", ".join(described[:MAX_SUGGESTIONS])


def similar_names(name: str, others: Iterable[Document]) -> str:
    """Suggest similar names; where there is none, list some of the names, and say how many more there are."""
    names = sorted({str(item.get("name")) for item in others})
    similar = difflib.get_close_matches(name, names, n=MAX_SUGGESTIONS)
    if similar:
        return f"did you mean {' or '.join(map(repr, similar))}?"
    if not names:
        return "the key may not see it"
    more = len(names) - MAX_SUGGESTIONS
    return f"there are {', '.join(map(repr, names[:MAX_SUGGESTIONS]))}" + (f" and {more} more" if more > 0 else "")
