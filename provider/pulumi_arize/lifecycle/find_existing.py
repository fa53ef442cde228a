"""The existing integration or space that an adoption or an import names: by its id, or by its exact name."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..api.account import Account
from ..api.collections import Document
from ..casing import camel
from ..errors import ArizeError, LookupFailed, NotFound
from ..model.enums import ApiEnum
from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait
from ..safe_json import Values, value_at
from .lookups import by_name, named, none_named, only_one, similar_names
from .response_values import contradicts, has_same_discriminator
from .retained_secrets import ADOPT


def adoptable(
    account: Account, resource_type: ResourceType, inputs: Values, read: Callable[[str], Document]
) -> Document:
    """Return the integration that the inputs adopt, by id or by exact name. Raises ArizeError.

    `read` returns the integration with an id, and raises NotFound.
    """
    wanted = str(inputs[ADOPT])
    found = _read_by_id(wanted, read) or _adoptable_by_name(account, resource_type, inputs, wanted)
    if found is None:
        raise _nothing_to_adopt(account, resource_type, inputs, wanted)
    for path, field, value in immutable_values(resource_type, inputs, found):
        new = value_at(inputs, path)
        if contradicts(field, value, new):
            path_name = camel(".".join(path))
            raise ArizeError(f"{wanted!r} cannot be adopted: its `{path_name}` is {value}, the program says {new}")
    return found


def immutable_values(
    resource_type: ResourceType, inputs: Values, document: Values
) -> Iterator[tuple[tuple[str, ...], Field, Any]]:
    """Return the path and the field of each immutable input, with the value that a document has there."""
    model = resource_type.model_for(inputs)
    for name, field in (fields(model) if model else {}).items():
        if field.has(FieldTrait.IMMUTABLE):
            yield (name,), field, document.get(name)
        inner = field.model_for(inputs.get(name)) if field.has(FieldTrait.MERGE_PATCH) else None
        for inner_name, inner_field in (fields(inner) if inner else {}).items():
            if inner_field.has(FieldTrait.IMMUTABLE):
                yield (name, inner_name), inner_field, value_at(document, (name, inner_name))


def resolve_import_id(account: Account, resource_type: ResourceType, import_id: str) -> str:
    """Return the id of the integration that an id, a name, or `type/name` names. Raises LookupFailed, ApiError."""
    if looks_like_id(import_id):
        return import_id
    first, slash, rest = import_id.partition("/")
    types = {field: member for field, member in _enum_values(resource_type) if slash and first in member.api_values}
    of_type = _named(account, resource_type, rest) if types else []
    matching = [item for item in of_type if _has_any(item, types)] + _named(account, resource_type, import_id)
    found = only_one(resource_type.title, import_id, matching, "give the id of one")
    if found:
        return str(found["id"])
    error = none_named(resource_type.title, import_id, _all_items(account, resource_type, {}))
    if not slash or types:
        raise error
    allowed = ", ".join(member.value for _, member in _enum_values(resource_type))
    raise LookupFailed(f"{error}; before the slash, write one of {allowed}, not {first!r}")


def resolve_import_space(account: Account, import_id: str) -> str:
    """Return the id of the space that an id, a name, or `organization/name` names. Raises LookupFailed."""
    if looks_like_id(import_id):
        return import_id
    organization, slash, name = import_id.partition("/")
    try:
        return str(by_name(account.spaces, import_id)["id"])
    except LookupFailed:
        if not slash:
            raise
    organization_id = by_name(account.organizations, organization)["id"]
    return str(by_name(account.spaces, name, {"org_id": organization_id})["id"])


def looks_like_id(text: str) -> bool:
    """Tell whether a text is a global id of the API rather than a name."""
    try:
        return b":" in base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False


def _nothing_to_adopt(account: Account, resource_type: ResourceType, inputs: Values, wanted: str) -> ArizeError:
    reason = f"there is nothing to adopt with the id or name {wanted!r} (omit `adopt` to create it)"
    if looks_like_id(wanted):
        return ArizeError(reason)
    items = _all_items(account, resource_type, {})
    candidates = [item for item in items if has_same_discriminator(resource_type, item, inputs)]
    return ArizeError(f"{reason}; {similar_names(wanted, candidates)}")


def _read_by_id(wanted: str, read: Callable[[str], Document]) -> Document | None:
    if not looks_like_id(wanted):
        return None
    try:
        return read(wanted)
    except NotFound:
        return None


def _adoptable_by_name(account: Account, resource_type: ResourceType, inputs: Values, name: str) -> Document | None:
    found = [
        item for item in _named(account, resource_type, name) if has_same_discriminator(resource_type, item, inputs)
    ]
    return only_one(resource_type.title, name, found, "give the id of one to `adopt`")


def _named(account: Account, resource_type: ResourceType, name: str) -> list[Document]:
    return named(_all_items(account, resource_type, {"name": name}), name)


def _all_items(account: Account, resource_type: ResourceType, filters: Mapping[str, str]) -> Iterator[Document]:
    return (item for page in account.collections[resource_type].all_types(filters) for item in page)


def _enum_values(resource_type: ResourceType) -> Iterator[tuple[str, ApiEnum]]:
    """Return the enum values of the resource type's fields, each with the name of its field."""
    own = (field for model in resource_type.models for field in fields(model).values())
    return ((field.name, member) for field in own for member in field.enum_values)


def _has_any(item: Document, members: Mapping[str, ApiEnum]) -> bool:
    return any(member is type(member).parse(item.get(name)) for name, member in members.items())
