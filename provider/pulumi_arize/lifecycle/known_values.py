"""Whether a value of an answer is one that this version knows: one that it does not know says nothing of a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import Model
from ..unknown import has_unknown


def is_known(field: Field, value: Any) -> bool:
    """Tell whether the field can have the value: of its type, and a member of its enumeration.

    Whether an object is one is told here, whether its fields have values that they can have is not.
    """
    if value is None:
        return not field.required and not field.is_discriminator
    if field.enum_values:
        return type(field.enum_values[0]).parse(value) is not None
    return isinstance(value, field.json_type) and _is_known_inside(field, value)


def variant_of(field: Field, response: Any) -> type[Model] | None:
    """Return the model of an object that an answer holds, None where nothing in it is known."""
    model = field.model_for(response) if isinstance(response, Mapping) else None
    return model if model and any(name in response for name in fields(model)) else None


def _is_known_inside(field: Field, value: Any) -> bool:
    if field.is_list:
        return all(_is_item(field, item) for item in value)
    if field.is_object:
        return variant_of(field, value) is not None
    return not (field.is_map and field.secret) or all(isinstance(item, str) for item in value.values())


def is_known_presence(field: Field, value: Any) -> bool:
    """Tell whether a value can say of a write-only field what is there: names, or a boolean."""
    if field.presence_names and isinstance(value, list):
        return all(isinstance(name, str) for name in value)
    return has_unknown(value) or (isinstance(value, bool) and not field.presence_names)


def contradicts(field: Field, response: Any, inputs: Any) -> bool:
    """Tell whether an answer says something else of an immutable field than what is declared.

    A member of an enumeration that nobody knows is a new spelling.
    """
    return bool(response != inputs) and is_known(field, response)


def has_same_discriminator(resource_type: ResourceType, response: Mapping[str, Any], inputs: Mapping[str, Any]) -> bool:
    """Tell whether an answer can be of the shape that is declared, as far as this version knows its tag."""
    if resource_type.discriminator is None:
        return True
    return not contradicts(
        fields(resource_type.models[0])[resource_type.discriminator],
        response.get(resource_type.discriminator),
        inputs.get(resource_type.discriminator),
    )


def _is_item(field: Field, item: Any) -> bool:
    if not field.is_object:
        return isinstance(item, str)
    model = field.model_for(item) if isinstance(item, Mapping) else None
    return model is not None and _is_object(model, item)


def _is_object(model: type[Model], values: Mapping[str, Any]) -> bool:
    return all(is_known(field, values[name]) for name, field in fields(model).items() if name in values)
