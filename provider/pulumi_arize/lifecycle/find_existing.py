"""The existing resource that an adoption or an import names: by its id, or by its exact name."""

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
from ..model.resource_types import COLLECTION_TYPES, ResourceType, types_sharing_names
from ..model.traits import FieldTrait
from ..safe_json import Values, value_at
from .lookups import named, none_named, only_one, similar_names
from .response_values import contradicts, has_same_discriminator
from .retained_secrets import ADOPT


def find_adoptable(
    account: Account, resource_type: ResourceType, inputs: Values, read: Callable[[str], Document]
) -> Document:
    """Return the resource that the inputs adopt, by id or by exact name. Raises ArizeError.

    `read` returns the resource with an id, and raises NotFound. A field that is owned only where it is set is left out
    where it is not.
    """
    wanted = str(inputs[ADOPT])
    by_id = read_or_none(read, wanted) if looks_like_id(wanted) else None
    found = by_id or _adoptable_by_name(account, resource_type, inputs, wanted)
    if found is None:
        raise _nothing_to_adopt(account, resource_type, inputs, wanted)
    for path, field, value in immutable_values(resource_type, inputs, found):
        new = value_at(inputs, path)
        if contradicts(field, value, new):
            path_name = camel(".".join(path))
            raise ArizeError(f"{wanted!r} cannot be adopted: its `{path_name}` is {value}, the program says {new}")
    return {name: value for name, value in found.items() if name not in _unowned(resource_type, inputs)}


def _unowned(resource_type: ResourceType, inputs: Values) -> set[str]:
    """Return the fields that are not the resource's, as the inputs do not set them."""
    model = resource_type.model_for(inputs)
    return {
        name for name, field in fields(model).items() if field.has(FieldTrait.OWNED_WHEN_SET) and name not in inputs
    }


def immutable_values(
    resource_type: ResourceType, inputs: Values, document: Values
) -> Iterator[tuple[tuple[str, ...], Field, Any]]:
    """Return the path and the field of each immutable input, with the value that a document has there."""
    model = resource_type.model_for(inputs)
    for name, field in fields(model).items():
        if field.has(FieldTrait.IMMUTABLE):
            yield (name,), field, document.get(name)
        inner = field.model_for(inputs.get(name)) if field.has(FieldTrait.MERGE_PATCH) else None
        for inner_name, inner_field in fields(inner).items():
            if inner_field.has(FieldTrait.IMMUTABLE):
                yield (name, inner_name), inner_field, value_at(document, (name, inner_name))


def resolve_import_id(account: Account, resource_type: ResourceType, import_id: str) -> str:
    """Return the id of what an id, a name, or `prefix/name` names. Raises LookupFailed, ApiError.

    The prefix is a type, or the name of what the names are unique in.
    """
    if looks_like_id(import_id):
        return import_id
    first, slash, rest = import_id.partition("/")
    matches = _prefix_filter(account, resource_type, first) if slash else None
    of_rest = _named(account, resource_type, rest) if matches else []
    with_prefix = [item for item in of_rest if matches and matches(item)]
    found = only_one(
        resource_type.title, import_id, with_prefix + _named(account, resource_type, import_id), "give the id of one"
    )
    if found:
        return str(found["id"])
    if of_rest:
        owner = _parent_type(resource_type.parent).title if resource_type.parent else _prefix_field(resource_type)
        raise LookupFailed(f"the {resource_type.title} {rest!r} has another {owner} than {first!r}")
    if hint := _other_form_hint(account, resource_type, import_id):
        raise LookupFailed(f"no {resource_type.title} is named {import_id!r}; {hint}")
    error = none_named(resource_type.title, import_id, account.collections[resource_type].items())
    prefixes = _allowed_prefixes(resource_type)
    if not slash or matches or not prefixes:
        raise error
    raise LookupFailed(f"{error}; before the slash, write {prefixes}, not {first!r}")


def _prefix_filter(account: Account, resource_type: ResourceType, prefix: str) -> Callable[[Document], bool] | None:
    """Return which items a prefix of an import id means; None where it means nothing."""
    parent = resource_type.parent
    if parent:
        owners = _named(account, _parent_type(parent), prefix)
        ids = {owner["id"] for owner in owners}
        return (lambda item: item.get(parent.name) in ids) if ids else None
    types = {field: member for field, member in _enum_values(resource_type) if prefix in member.api_values}
    return (lambda item: _has_any(item, types)) if types else None


def _prefix_field(resource_type: ResourceType) -> str:
    """Return the name of the field whose values are the prefixes of import ids."""
    return next(camel(field) for field, _ in _enum_values(resource_type))


def _parent_type(field: Field) -> ResourceType:
    return next(item for item in COLLECTION_TYPES if field.parent and item.name == field.parent.type)


def _allowed_prefixes(resource_type: ResourceType) -> str:
    """Return what an import id can have before a slash; an empty text for nothing."""
    if resource_type.parent:
        return f"the name of its {_parent_type(resource_type.parent).title}"
    values = ", ".join(member.value for _, member in _enum_values(resource_type))
    return f"one of {values}" if values else ""


def has_same_parent(resource_type: ResourceType, item: Document, inputs: Values) -> bool:
    """Tell whether an item can be in what the inputs say that the resource is in: older servers do not say it."""
    parent = resource_type.parent
    return parent is None or item.get(parent.name) in (None, inputs.get(parent.name))


def parent_filter(resource_type: ResourceType, inputs: Values) -> dict[str, str]:
    """Return the filter that lists what is in the same as the inputs say that the resource is in."""
    field = resource_type.parent
    value = inputs.get(field.name) if field else None
    return {field.parent.list_filter: value} if field and field.parent and isinstance(value, str) else {}


def looks_like_id(text: str) -> bool:
    """Tell whether a text is a global id of the API rather than a name.

    A name of letters and digits may decode too, but hardly to readable text.
    """
    try:
        decoded = base64.b64decode(text, validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        return False
    return ":" in decoded and decoded.isprintable()


def _nothing_to_adopt(account: Account, resource_type: ResourceType, inputs: Values, wanted: str) -> ArizeError:
    reason = f"there is nothing to adopt with the id or name {wanted!r} (omit `adopt` to create it)"
    if looks_like_id(wanted):
        return ArizeError(reason)
    items = [*account.collections[resource_type].items(parent_filter(resource_type, inputs))]
    other_form = "" if named(items, wanted) else _other_form_hint(account, resource_type, wanted)
    candidates = [item for item in items if may_be_declared_by(resource_type, item, inputs)]
    return ArizeError(f"{reason}; {other_form or similar_names(wanted, candidates)}")


def _other_form_hint(account: Account, resource_type: ResourceType, name: str) -> str:
    """Return the resource type that a name which this one lacks can be declared as; an empty text where none can.

    Neither form of an integration can have all of them: Azure OpenAI is an AI integration, an agent is none.
    """
    for other in types_sharing_names(resource_type)[1:]:
        for item in _named(account, other, name):
            return f"the {other.title} {item['id']} has this name: declare it as `{other.name}`"
    return ""


def read_or_none(read: Callable[[str], Document], item_id: str) -> Document | None:
    """Return the resource with an id, None where it is gone. Raises ApiError."""
    try:
        return read(item_id)
    except NotFound:
        return None


def _adoptable_by_name(account: Account, resource_type: ResourceType, inputs: Values, name: str) -> Document | None:
    found = [
        item
        for item in _named(account, resource_type, name, parent_filter(resource_type, inputs))
        if may_be_declared_by(resource_type, item, inputs)
    ]
    return only_one(resource_type.title, name, found, "give the id of one to `adopt`")


def may_be_declared_by(resource_type: ResourceType, item: Document, inputs: Values) -> bool:
    """Tell whether an item can be what the inputs declare, by its type and by what it is in."""
    return has_same_discriminator(resource_type, item, inputs) and has_same_parent(resource_type, item, inputs)


def _named(
    account: Account, resource_type: ResourceType, name: str, filters: Mapping[str, str] | None = None
) -> list[Document]:
    return named(account.collections[resource_type].items({"name": name, **(filters or {})}), name)


def _enum_values(resource_type: ResourceType) -> Iterator[tuple[str, ApiEnum]]:
    """Return the enum values of the resource type's fields, each with the name of its field."""
    own = (field for model in resource_type.models for field in fields(model).values())
    return ((field.name, member) for field in own for member in field.enum_values)


def _has_any(item: Document, members: Mapping[str, ApiEnum]) -> bool:
    return any(member is type(member).parse(item.get(name)) for name, member in members.items())
