"""Whether a value of an answer is one that this version knows: one that it does not know says nothing of a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.resource_types import Kind
from ..model.traits import Model
from ..unknown import has_unknown


def understood(field: Field, value: Any) -> bool:
    """Tell whether the field can have the value: of its type, and a member of its enumeration.

    Whether an object is one is told here, whether its fields have values that they can have is not.
    """
    if value is None:
        return not field.required and not field.is_tag
    if field.terms:
        return type(field.terms[0]).of(value) is not None
    return isinstance(value, field.json_type) and _understood_inside(field, value)


def shape_of(field: Field, answer: Any) -> type[Model] | None:
    """Return the model of an object that an answer holds, None where nothing in it is known."""
    model = field.pick(answer) if isinstance(answer, Mapping) else None
    return model if model and any(name in answer for name in fields(model)) else None


def _understood_inside(field: Field, value: Any) -> bool:
    if field.many:
        return all(_is_item(field, item) for item in value)
    if field.nested:
        return shape_of(field, value) is not None
    return not (field.mapping and field.secret) or all(isinstance(item, str) for item in value.values())


def understood_seen(field: Field, value: Any) -> bool:
    """Tell whether a value can say of a write-only field what is there: names, or a boolean."""
    if field.seen_as_names and isinstance(value, list):
        return all(isinstance(name, str) for name in value)
    return has_unknown(value) or (isinstance(value, bool) and not field.seen_as_names)


def contradicts(field: Field, answered: Any, declared: Any) -> bool:
    """Tell whether an answer says something else of an immutable field than what is declared.

    A member of an enumeration that nobody knows is a new spelling.
    """
    return bool(answered != declared) and understood(field, answered)


def has_tag_of(kind: Kind, answer: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Tell whether an answer can be of the shape that is declared, as far as this version knows its tag."""
    if kind.tag is None:
        return True
    return not contradicts(fields(kind.models[0])[kind.tag], answer.get(kind.tag), declared.get(kind.tag))


def _is_item(field: Field, item: Any) -> bool:
    if not field.nested:
        return isinstance(item, str)
    model = field.pick(item) if isinstance(item, Mapping) else None
    return model is not None and _is_object(model, item)


def _is_object(model: type[Model], values: Mapping[str, Any]) -> bool:
    return all(understood(field, values[name]) for name, field in fields(model).items() if name in values)
