"""What a deletion of an organization or a space deletes too, as far as the API can list it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..api.account import Account
from ..api.collections import Document
from ..errors import ApiError
from ..model.fields import fields
from ..model.resource_types import COLLECTION_TYPES, INTEGRATION, ResourceType
from ..model.scoping import Scoping


def describe_contents(account: Account, resource_type: ResourceType, item_id: str) -> str:
    """Return what is deleted with an organization or a space, counted where the key may list it."""
    scope = next(name for name, field in fields(Scoping).items() if resource_type.name in field.id_of)
    counts = [*_children(account, resource_type, item_id)]
    integrations = _count(account, INTEGRATION, {}, lambda item: _is_scoped_to(item, scope, item_id))
    if integrations:
        counts.append(f"{integrations} that {'is' if integrations.startswith('1 ') else 'are'} scoped to it")
    return f"all data in it is deleted too, which cannot be undone{': ' if counts else ''}{' and '.join(counts)}"


def _children(account: Account, resource_type: ResourceType, item_id: str) -> Iterator[str]:
    """Return the numbers of what is in a resource, by the field of a child that has its id."""
    for child in COLLECTION_TYPES:
        field = child.parent
        if field and field.parent and field.parent.type == resource_type.name:
            number = _count(account, child, {field.parent.list_filter: item_id}, _has(field.name, item_id))
            yield from [number] if number else []


def _count(
    account: Account, resource_type: ResourceType, filters: Mapping[str, str], is_counted: Callable[[Document], bool]
) -> str:
    """Return the number of items, such as `2 spaces`; an empty text for none, and where the key may not list them."""
    try:
        number = sum(map(is_counted, account.collections[resource_type].items(filters)))
    except ApiError:
        return ""
    return f"{number} {resource_type.title}{'' if number == 1 else 's'}" if number else ""


def _has(name: str, value: str) -> Callable[[Document], bool]:
    """Return a test of a field that older servers leave out."""
    return lambda item: item.get(name) in (None, value)


def _is_scoped_to(item: Document, scope: str, item_id: str) -> bool:
    scopings = item.get("scopings")
    return any(isinstance(scoping, dict) and scoping.get(scope) == item_id for scoping in scopings or ())
