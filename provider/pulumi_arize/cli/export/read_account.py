"""Read an account: each integration once, in the form of each resource type that returns it, and its environment."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeAlias

from ...api.account import Account
from ...api.active_secrets import redacted, redacting
from ...api.collections import EMPTY_ACCOUNT_STATUSES, Collection, Document
from ...errors import ApiError, ApiStatusError, ArizeError
from ...lifecycle.lookups import by_name
from ...model.enums import IntegrationType
from ...model.resource_types import (
    ENVIRONMENT_TYPES,
    INTEGRATION,
    INTEGRATION_TYPES,
    ORGANIZATION,
    SERVICE_KEY,
    SPACE,
    ResourceType,
)

Form: TypeAlias = tuple[ResourceType, Document]
ShowStep = Callable[[str], None]


@dataclass(frozen=True)
class Filters:
    """Which integrations to read: of a type, visible to a space (ID or name), with a part of their name in any case."""

    type: IntegrationType | None = None
    space: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class AccountContents:
    """The forms of each integration, by ID, and the organizations and spaces that the key may list."""

    integrations: Mapping[str, list[Form]]
    organizations: list[Document]
    spaces: list[Document]


@contextmanager
def redacting_account(account: Account) -> Iterator[None]:
    """Redact the account's secrets inside the block, and in its ArizeErrors, which may quote names from the server."""
    with redacting(account.client.secrets):
        try:
            yield
        except ArizeError as error:
            raise ArizeError(redacted(str(error))) from None


def read(account: Account, filters: Filters, show_step: ShowStep) -> AccountContents:
    """Return what the account holds; `show_step` shows the progress. Raises ArizeError."""
    show_step("organizations and spaces")
    organizations, spaces = _listed(account.organizations), _listed(account.spaces)
    query = {"name": filters.name, "space_id": _space_id(account, spaces, filters.space)}
    integrations: dict[str, list[Form]] = {}
    show_step("integrations")
    for resource_type, document in _forms(account, {key: value for key, value in query.items() if value}):
        type_ = document.get(str(INTEGRATION.discriminator), INTEGRATION.default_discriminator)
        if filters.type in (None, type_):
            integrations.setdefault(str(document.get("id")), []).append((resource_type, document))
    return AccountContents(integrations, organizations, spaces)


def read_environment(account: Account, filters: Filters, show_step: ShowStep) -> Iterator[Form]:
    """Return the organizations, spaces and service keys, only those of the space in the filters. Raises ArizeError."""
    listed: dict[ResourceType, list[Document]] = {}
    for resource_type in ENVIRONMENT_TYPES:
        show_step(f"{resource_type.title}s")
        with _reading(resource_type):
            listed[resource_type] = list(account.collections[resource_type].items())
    space_id = _space_id(account, listed[SPACE], filters.space)
    owners = [item.get("organization_id") for item in listed[SPACE] if item.get("id") == space_id]
    is_included: Mapping[ResourceType, Callable[[Document], bool]] = {
        ORGANIZATION: lambda item: item.get("id") in owners,
        SPACE: lambda item: item.get("id") == space_id,
        SERVICE_KEY: lambda item: space_id in _spaces_of(item),
    }
    for resource_type, documents in listed.items():
        yield from ((resource_type, item) for item in documents if space_id is None or is_included[resource_type](item))


def suggest_name(account: Account, filters: Filters) -> str:
    """Return names, or words of names, that resemble a name filter that matched nothing; empty if there are none."""
    others = read(account, replace(filters, name=None), lambda _: None).integrations.values()
    names = [str(forms[0][1].get("name")) for forms in others]
    words = {word.casefold(): word for name in names for word in (*name.split(), name)}
    similar = difflib.get_close_matches((filters.name or "").casefold(), words)
    return " or ".join(repr(words[word]) for word in similar)


def _spaces_of(key: Document) -> list[object]:
    """Return the IDs of the spaces that a service key can use."""
    spaces = (space for item in _objects(key.get("organizations")) for space in _objects(item.get("spaces")))
    return [space.get("space_id") for space in spaces]


def _objects(value: object) -> list[Document]:
    """Return the objects in a list from the server."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _forms(account: Account, query: Mapping[str, str]) -> Iterator[Form]:
    """Return the integrations of each resource type, whose lists are read at the same time. Raises ArizeError."""

    def read_list(resource_type: ResourceType) -> list[Form]:
        with _reading(resource_type):
            return [(resource_type, document) for document in account.collections[resource_type].items(query)]

    with ThreadPoolExecutor(len(INTEGRATION_TYPES)) as pool:
        yield from chain.from_iterable(pool.map(read_list, INTEGRATION_TYPES))


def _listed(collection: Collection) -> list[Document]:
    """Return all items; none if the key may not list them: the program then uses their IDs. Raises ArizeError."""
    with _reading(collection.resource_type):
        try:
            return list(collection.items())
        except ApiStatusError as error:
            if error.status in EMPTY_ACCOUNT_STATUSES:
                return []
            raise


@contextmanager
def _reading(resource_type: ResourceType) -> Iterator[None]:
    """Name the type that is read in the block, in an error of the API. Raises ArizeError."""
    try:
        yield
    except ApiError as error:
        raise ArizeError(f"cannot read the account's {resource_type.title}s: {error}") from None


def _space_id(account: Account, spaces: list[Document], space: str | None) -> str | None:
    """Return the ID of a space that is given by its ID or name. Raises LookupFailed."""
    if space is None or any(item.get("id") == space for item in spaces):
        return space
    return str(by_name(account.spaces, space)["id"])
