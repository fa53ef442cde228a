"""From one dialect to the other: state and comparisons are in the current one, older servers speak the legacy one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from .enums import ApiEnum
from .fields import Field, fields
from .resource_type import object_models
from .tagged_union import TaggedUnion
from .traits import FieldTrait, Model
from .traversal import OMIT, transform


def to_current(model: type[Model] | None, inputs: Any) -> Any:
    """Return inputs in the current dialect; a value that no enum has stays as it is."""
    return transform([model] if model else [], inputs, _to_current)


def normalize_response(variants: TaggedUnion | type[Model], response: Any) -> Any:
    """Return a response in the current dialect, whichever it is in; a value that no enum has stays as it is."""
    models = variants.models if isinstance(variants, TaggedUnion) else (variants,)
    return transform(models, response, _normalize)


def to_legacy(model: type[Model], body: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request's body in the legacy dialect, without the fields that older servers do not know."""
    legacy: dict[str, Any] = transform([model], body, _to_legacy)
    return legacy


@cache
def has_dialects(model: type[Model]) -> bool:
    """Tell whether the two dialects differ for an object, at any depth."""
    tables = (fields(inner).values() for inner in object_models(model))
    return any(
        field.has(FieldTrait.ABSENT_IN_LEGACY) or any(member.legacy != member for member in field.enum_values)
        for table in tables
        for field in table
    )


def _to_current(field: Field, value: Any) -> Any:
    member = _enum(field).parse(value) if field.enum_values else None
    return str(member) if member else value


def _normalize(field: Field, value: Any) -> Any:
    member = _enum(field).from_response(value) if field.enum_values else None
    return str(member) if member else value


def _to_legacy(field: Field, value: Any) -> Any:
    if field.has(FieldTrait.ABSENT_IN_LEGACY):
        return OMIT
    member = _enum(field).parse(value) if field.enum_values else None
    return member.legacy if member else value


def _enum(field: Field) -> type[ApiEnum]:
    return type(field.enum_values[0])
