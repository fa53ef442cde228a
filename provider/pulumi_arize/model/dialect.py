"""From one dialect to the other: state and comparisons are in the current one, older servers speak the legacy one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from .fields import Field, fields
from .resource_type import object_models
from .traits import FieldTrait, Model
from .traversal import OMIT, transform


def normalize_response(models: Sequence[type[Model]], response: Any) -> Any:
    """Return a response in the current dialect, whichever it is in; a value that no enum has stays as it is.

    `models` are the variants that the resource can be.
    """
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


def with_api_names(model: type[Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with the API's names of its fields, at any depth."""
    return _renamed(model, values, lambda field: (field.name, field.api_name))


def with_field_names(model: type[Model], document: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object of the API with the names that the fields of its model have, at any depth."""
    return _renamed(model, document, lambda field: (field.api_name, field.name))


def _renamed(
    model: type[Model] | None, values: Mapping[str, Any], names: Callable[[Field], tuple[str, str]]
) -> dict[str, Any]:
    table = {names(field)[0]: (field, names(field)[1]) for field in fields(model).values()}

    def inside(field: Field, value: Any) -> Any:
        if isinstance(value, list):
            return [inside(field, item) for item in value]
        return _renamed(field.model_for(value), value, names) if isinstance(value, Mapping) else value

    return {
        table[name][1] if name in table else name: inside(table[name][0], value) if name in table else value
        for name, value in values.items()
    }


def _normalize(field: Field, value: Any) -> Any:
    member = field.enum.from_response(value) if field.enum else None
    return str(member) if member else value


def _to_legacy(field: Field, value: Any) -> Any:
    if field.has(FieldTrait.ABSENT_IN_LEGACY):
        return OMIT
    member = field.enum.parse(value) if field.enum else None
    return member.legacy if member else value
