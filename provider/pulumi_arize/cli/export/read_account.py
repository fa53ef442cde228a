"""Reading an account: every integration once, with the forms in which the two resources show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ...api.account import Account
from ...api.collections import Document, Listing
from ...api.redaction import redacted, redacting
from ...errors import ApiError, ApiStatusError, ArizeError
from ...lifecycle.lookups import by_name, items
from ...model.enums import IntegrationType
from ...model.resource_types import INTEGRATION, INTEGRATION_TYPES, ResourceType

Form: TypeAlias = tuple[ResourceType, Document]
Step = Callable[[str], None]


@dataclass(frozen=True)
class Filters:
    """Which integrations: of a type, seen by a space (its ID or name), with a part of their name in any case."""

    type: IntegrationType | None = None
    space: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class AccountContents:
    """What an account holds: the forms of each integration, by ID, and its neighbours as far as the key sees them."""

    integrations: Mapping[str, list[Form]]
    organizations: list[Document]
    spaces: list[Document]


def read(account: Account, filters: Filters, step: Step) -> AccountContents:
    """Return what the account holds; `step` is told how far it is. Raises ArizeError."""
    with redacting(account.client.secrets):
        try:
            return _read(account, filters, step)
        except ArizeError as error:  # it may name what the server has
            raise ArizeError(redacted(str(error))) from None


def _read(account: Account, wanted: Filters, step: Step) -> AccountContents:
    step("organizations and spaces")
    organizations, spaces = _seen(account.organizations), _seen(account.spaces)
    filters = {"name": wanted.name, "space_id": _space_id(account, spaces, wanted.space)}
    found: dict[str, list[Form]] = {}
    try:
        for kind, document in _documents(account, {key: value for key, value in filters.items() if value}):
            if wanted.type in (None, document.get(str(INTEGRATION.discriminator), INTEGRATION.default_discriminator)):
                found.setdefault(str(document.get("id")), []).append((kind, document))
                step(f"{len(found)} integrations")
    except ApiError as error:
        raise ArizeError(f"cannot read the account's integrations: {error}") from None
    return AccountContents(found, organizations, spaces)


def _documents(account: Account, filters: Mapping[str, str]) -> Iterator[Form]:
    for resource_type in INTEGRATION_TYPES:
        for page in account.collections[resource_type].all_types(filters):
            yield from ((resource_type, document) for document in page)


def _seen(listing: Listing) -> list[Document]:
    """Return what the key may list: none where it may not, for IDs do as well."""
    try:
        return list(items(listing, {}))
    except ApiStatusError:
        return []
    except ApiError as error:
        raise ArizeError(f"cannot read the account's {listing.title}s: {error}") from None


def _space_id(account: Account, spaces: list[Document], filters: str | None) -> str | None:
    """Return the ID of the space that a filter names. Raises LookupFailed."""
    if filters is None or any(space.get("id") == filters for space in spaces):
        return filters
    return str(by_name(account.spaces, filters)["id"])
