"""Finding what exists by its id or its exact name."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping

from ..api.account import Account
from ..api.collections import Document, Listing
from ..api.redaction import redacted, redacting
from ..errors import ApiError, LookupFailed
from ..model.enums import IntegrationType
from ..model.functions import (
    GET_AI_INTEGRATION,
    GET_INTEGRATION,
    GET_ORGANIZATION,
    GET_SPACE,
    LIST_INTEGRATIONS,
    Function,
)
from ..model.resource_types import AI_INTEGRATION, INTEGRATION

MAX_SUGGESTIONS = 5
"""Names that an error lists at most."""

Filters = Mapping[str, str]
Found = Callable[[Account, Filters], "Document | list[Document]"]


def lookup(function: Function, account: Account, given: Mapping[str, str | None]) -> Document | list[Document]:
    """Return what a look-up finds, with those of its arguments that are given. Raises LookupFailed."""
    with redacting(account.client.secrets):
        try:
            return HANDLERS[function.name](account, {name: value for name, value in given.items() if value})
        except LookupFailed as error:  # it names what the server has
            raise LookupFailed(redacted(str(error))) from None


def by_id(listing: Listing, item_id: str) -> Document:
    """Return the one with this id. Raises LookupFailed, with what the API said."""
    try:
        return listing.get(item_id)
    except ApiError as error:
        raise LookupFailed(f"cannot look up {listing.title} {item_id!r}: {error}") from None


def by_name(listing: Listing, name: str, filters: Filters | None = None) -> Document:
    """Return the one with exactly this name, among those that `filters` let pass.

    Raises LookupFailed where there is none, with the names that are near, or more than one, with their ids.
    """
    narrow = filters or {}
    try:
        listed = list(items(listing, {"name": name, **narrow}))
        exact = [item for item in listed if item.get("name") == name and _passes(item, narrow)]
        others = [] if exact else listed or list(items(listing, narrow))
    except ApiError as error:
        raise LookupFailed(f"cannot look up {listing.title} {name!r}: {error}") from None
    return _exactly_one(listing.title, name, exact, others, "look it up by its id")


def _passes(item: Document, filters: Filters) -> bool:
    """Tell whether an item is of the organization that it should be of, also where the server has not heeded that."""
    return item.get("organization_id") in (None, filters.get("org_id", item.get("organization_id")))


def items(listing: Listing, filters: Filters) -> Iterator[Document]:
    """Return everything that `filters` let pass, from all pages. Raises ApiError."""
    for page in listing.pages(filters):
        yield from page


def integrations(account: Account, filters: Filters) -> list[Document]:
    """Return the integrations that `filters` let pass, of one type or of every type. Raises LookupFailed."""
    collection = account.collections[INTEGRATION]
    try:
        pages = collection.pages(_spelled(account, filters)) if "type" in filters else collection.all_types(filters)
        return [item for page in pages for item in page if _is_of(item, filters.get("type"))]
    except ApiError as error:
        raise LookupFailed(f"cannot list {collection.title}s: {error}") from None


def _is_of(item: Document, type_name: str | None) -> bool:
    """Tell whether an integration is of a type, also where the server has not heeded the filter."""
    wanted, found = IntegrationType.parse(type_name), IntegrationType.parse(item.get("type"))
    return wanted is None or found is None or found is wanted


def _spelled(account: Account, filters: Filters) -> dict[str, str]:
    """Return the filters with the type as the server spells it."""
    member = IntegrationType.parse(filters.get("type"))
    if member is None:
        return dict(filters)
    return {**filters, "type": member.value if account.dialect() == "current" else member.legacy}


def integration_by_name(account: Account, name: str, type_name: str | None) -> Document:
    """Return the integration with exactly this name, of one type or of any. Raises LookupFailed."""
    filters = {"type": type_name} if type_name else {}
    exact = [item for item in integrations(account, {**filters, "name": name}) if item.get("name") == name]
    others = [] if exact else integrations(account, filters)
    return _exactly_one(INTEGRATION.title, name, exact, others, "give its type or its id")


def _one(listing: Listing, given: Filters, filters: Filters | None = None) -> Document:
    """Return the one that is given by its name or its id."""
    _name_or_id(given)
    return by_id(listing, given["id"]) if "id" in given else by_name(listing, given["name"], filters)


def _one_integration(account: Account, given: Filters) -> Document:
    _name_or_id(given)
    if "id" in given:
        return by_id(account.collections[INTEGRATION], given["id"])
    return integration_by_name(account, given["name"], given.get("type"))


def _one_space(account: Account, given: Filters) -> Document:
    narrow = {"org_id": given["organization_id"]} if "organization_id" in given else {}
    return _one(account.spaces, given, narrow)


def _name_or_id(given: Filters) -> None:
    if ("name" in given) == ("id" in given):
        raise LookupFailed("give either a name or an id")


HANDLERS: Mapping[str, Found] = {
    GET_ORGANIZATION.name: lambda account, given: _one(account.organizations, given),
    GET_SPACE.name: _one_space,
    GET_INTEGRATION.name: _one_integration,
    GET_AI_INTEGRATION.name: lambda account, given: _one(account.collections[AI_INTEGRATION], given),
    LIST_INTEGRATIONS.name: integrations,
}


def _exactly_one(title: str, name: str, exact: list[Document], others: list[Document], way_out: str) -> Document:
    """Return the one that bears the name; `way_out` tells several apart, `others` are listed where none bears it."""
    if len(exact) == 1 and not isinstance(exact[0].get("id"), str):
        raise LookupFailed(f"the API lists {title} {name!r} without an id: it cannot be used")
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise LookupFailed(f"{len(exact)} {title}s are named {name!r}: {_listed(exact)}; {way_out}")
    raise LookupFailed(f"no {title} is named {name!r}; {_instead(name, others)}")


def _listed(found: list[Document]) -> str:
    described = sorted(" ".join(str(part) for part in (item.get("type"), item.get("id")) if part) for item in found)
    return ", ".join(described[:MAX_SUGGESTIONS])


def _instead(name: str, others: list[Document]) -> str:
    """Say which names come near, else some of those there are, and how many more."""
    names = sorted({str(item.get("name")) for item in others})
    near = difflib.get_close_matches(name, names, n=MAX_SUGGESTIONS)
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    if not names:
        return "the key may not see it"
    more = len(names) - MAX_SUGGESTIONS
    return f"there are {', '.join(map(repr, names[:MAX_SUGGESTIONS]))}" + (f" and {more} more" if more > 0 else "")
