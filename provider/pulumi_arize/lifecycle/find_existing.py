"""Finding an integration that exists: the one to adopt, the one that a lost answer was about, who holds a name."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from ..api.account import Account
from ..api.collections import Document
from ..casing import display_name
from ..errors import ApiError, ApiStatusError, ArizeError, NotFound
from ..model.fields import Field, fields
from ..model.resource_types import INTEGRATION_TYPES, ResourceType
from ..model.traits import FieldTrait
from ..safe_json import value_at
from .known_values import contradicts, has_same_discriminator
from .retained_secrets import ADOPT
from .similarity import alike_names
from .timestamps import timestamp

Values = Mapping[str, Any]

BEHIND, AHEAD = 0.2, 0.5
"""Seconds by which two clocks of one service may differ: so much may that of `created_at` be behind the one of `Date`,
or ahead of it.
"""


def adoptable(
    account: Account, resource_type: ResourceType, inputs: Values, by_id: Callable[[str], Document]
) -> Document:
    """Return the integration that a declaration adopts, by id or exactly by name. Raises ArizeError, ApiError.

    `by_id` reads the one with an id, and raises NotFound.
    """
    wanted = str(inputs[ADOPT])
    alike = (
        item
        for item in find_by_name(account, resource_type, wanted)
        if has_same_discriminator(resource_type, item, inputs)
    )
    found = _by_id(wanted, by_id) or _exactly_one(list(alike), wanted)
    if found is None:
        raise ArizeError(f"nothing to adopt has the id or the name {wanted!r}; leave out `adopt` to create it")
    for path, field, has in _immutable_values(resource_type, inputs, found):
        asked = value_at(inputs, path)
        if contradicts(field, has, asked):
            raise ArizeError(
                f"{wanted!r} cannot be adopted: its `{display_name('.'.join(path))}` is {has}, declared is {asked}"
            )
    return found


def is_of_moment(item: Document, begun: float, ended: float) -> bool:
    """Tell whether something was created between two moments by the server's clock, and neither before nor after.

    A moment of whole seconds stands for all of its second.
    """
    created = timestamp(item, "created_at")
    return begun - BEHIND <= created + (created % 1 == 0) and created <= ended + AHEAD


def name_conflict_hint(account: Account, resource_type: ResourceType, name: str, way_out: str) -> str:
    """Say who holds a name, and the ways out, `way_out` before the others."""
    found = next(holders(account, resource_type, name), None)
    if found is None:
        return f"the name {name!r} is taken by one that this key cannot see: choose another name"
    holder_kind, holder = found
    spelled = f" under the name {holder['name']!r}" if holder.get("name") != name else ""
    what = " ".join(str(value) for _, _, value in _immutable_values(holder_kind, holder, holder)) or holder_kind.title
    return (
        f"the name {name!r} is taken by {holder['id']} ({what}, created {holder.get('created_at')}){spelled}: "
        f"{way_out}choose another name, or delete that one"
    )


def name_is_taken(error: ApiStatusError) -> bool:
    """Tell whether a create or an update was refused for its name."""
    return error.status == HTTPStatus.CONFLICT


def holders(account: Account, resource_type: ResourceType, name: str) -> Iterator[tuple[ResourceType, Document]]:
    """Return who may hold the name, on either resource: the two share their names.

    Those that spell it in the same way come first, then those that differ in case or in blanks around it.
    """
    listed: list[tuple[ResourceType, Document]] = []
    for other in (resource_type, *(item for item in INTEGRATION_TYPES if item is not resource_type)):
        with suppress(ApiError):
            listed += (
                (other, item) for page in account.collections[other].all_types({"name": name.strip()}) for item in page
            )
    alike = [found for found in listed if _folded(found[1].get("name")) == _folded(name)]
    return iter(sorted(alike, key=lambda found: found[1].get("name") != name))


def _folded(name: Any) -> str:
    return str(name).strip().casefold()


def _by_id(wanted: str, read: Callable[[str], Document]) -> Document | None:
    if not looks_like_id(wanted):
        return None
    try:
        return read(wanted)
    except NotFound:
        return None


def find_by_name(account: Account, resource_type: ResourceType, name: str) -> Iterator[Document]:
    """Return those with exactly this name. Raises ApiError."""
    for page in account.collections[resource_type].all_types({"name": name}):
        yield from (item for item in page if item.get("name") == name and isinstance(item.get("id"), str))


def find_similarly_named(account: Account, resource_type: ResourceType, name: str) -> Iterator[Document]:
    """Return those whose name can be this one as a server has normalized it. Raises ApiError."""
    for page in account.collections[resource_type].all_types({"name": name.strip()}):
        yield from (item for item in page if alike_names(item.get("name"), name) and isinstance(item.get("id"), str))


def _exactly_one(found: list[Document], wanted: str) -> Document | None:
    if len(found) > 1:
        ids = ", ".join(str(item["id"]) for item in found)
        raise ArizeError(f"{len(found)} integrations are named {wanted!r}: give the id of one to `adopt`: {ids}")
    return found[0] if found else None


def looks_like_id(wanted: str) -> bool:
    """Tell whether a word is a global id of the API, and no name."""
    try:
        return b":" in base64.b64decode(wanted, validate=True)
    except (binascii.Error, ValueError):
        return False


def _immutable_values(
    resource_type: ResourceType, inputs: Values, found: Values
) -> Iterator[tuple[tuple[str, ...], Field, Any]]:
    """Return the paths of what cannot be changed, each with its field and what the found one has there."""
    model = resource_type.model_for(inputs)
    for name, field in (fields(model) if model else {}).items():
        if field.has(FieldTrait.IMMUTABLE):
            yield (name,), field, found.get(name)
        inner = field.model_for(inputs.get(name)) if field.has(FieldTrait.MERGE_PATCH) else None
        for inner_name, inner_field in (fields(inner) if inner else {}).items():
            if inner_field.has(FieldTrait.IMMUTABLE):
                yield (name, inner_name), inner_field, value_at(found, (name, inner_name))
