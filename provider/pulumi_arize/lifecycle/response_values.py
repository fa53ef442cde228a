"""The values of a response: which of them this version knows, and what they mean for a state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import Values
from ..unknown import has_unknown
from .equivalence import is_unset, values_equivalent


def is_known(field: Field, value: Any) -> bool:
    """Tell whether this version knows the value of a field: it has the right type, and is one of the enum values.

    Of an object only the variant is checked, not the values of its fields.
    """
    if value is None:
        return not field.required and not field.is_discriminator
    if field.enum:
        return field.enum.parse(value) is not None
    return isinstance(value, field.json_type) and _is_known_inside(field, value)


def variant_of(field: Field, response: Any) -> type[Model] | None:
    """Return the model of an object in a response, None where none of its fields is known."""
    model = field.model_for(response)
    return model if model and any(name in response for name in fields(model)) else None


def _is_known_inside(field: Field, value: Any) -> bool:
    if field.is_list:
        return all(_is_known_item(field, item) for item in value)
    if field.is_object:
        return variant_of(field, value) is not None
    return not (field.is_map and field.secret) or all(isinstance(item, str) for item in value.values())


def is_known_presence(field: Field, value: Any) -> bool:
    """Tell whether this version knows the value of a presence field: a list of names, or a boolean."""
    if field.presence_names and isinstance(value, list):
        return all(isinstance(name, str) for name in value)
    return has_unknown(value) or (isinstance(value, bool) and not field.presence_names)


def contradicts(field: Field, response: Any, inputs: Any) -> bool:
    """Tell whether an immutable field has another value in the response than in the inputs.

    A value that this version does not know is no other value: it may be a new name of the same one. Nor is an input
    that is not known yet.
    """
    return not has_unknown(inputs) and not values_equivalent(field, response, inputs) and is_known(field, response)


def has_same_discriminator(resource_type: ResourceType, response: Mapping[str, Any], inputs: Mapping[str, Any]) -> bool:
    """Tell whether a response can be the variant of the inputs, as far as this version knows its discriminator."""
    if resource_type.discriminator is None:
        return True
    return not contradicts(
        fields(resource_type.models[0])[resource_type.discriminator],
        response.get(resource_type.discriminator),
        inputs.get(resource_type.discriminator),
    )


def _is_known_item(field: Field, item: Any) -> bool:
    if not field.is_object:
        return isinstance(item, str)
    model = field.model_for(item)
    return model is not None and all(is_known(own, item[name]) for name, own in fields(model).items() if name in item)


def complete_items(item: Field, response: Any, sent: Any) -> Any:
    """Return the items of a list, with the fields that the response leaves out as they were sent."""
    if not (item.is_list and item.model and isinstance(response, list) and isinstance(sent, list)):
        return response
    return [_complete_item(item.model, one, sent) if isinstance(one, Mapping) else one for one in response]


def _complete_item(model: type[Model], response: Values, sent: list[Any]) -> Values:
    table = fields(model)
    missing = [name for name in table if name not in response]
    if not missing:
        return response
    matching = [
        item
        for item in sent
        if isinstance(item, Mapping)
        and all(values_equivalent(table[name], response[name], item.get(name)) for name in table if name in response)
    ]
    return {**{name: matching[0].get(name) for name in missing}, **response} if len(matching) == 1 else response


def in_previous_order(names: Any, old: Any) -> Any:
    """Return the names of headers as the state has them, where they differ in order and case only."""
    if not isinstance(names, list) or not isinstance(old, list):
        return names
    one, other = ({str(name).lower() for name in each} for each in (names, old))
    return old if one == other else names


def with_output_fields(item: Field, response: Any, sent: Any) -> Any:
    """Return what was sent, with the output fields of each item of the same name."""
    if (
        not item.has(FieldTrait.KEYED_BY_NAME)
        or item.model is None
        or not isinstance(response, list)
        or not isinstance(sent, list)
    ):
        return sent
    by_name = {str(one.get("name")): one for one in response if isinstance(one, Mapping)}
    return [_item_with_output_fields(item.model, by_name, one) if isinstance(one, Mapping) else one for one in sent]


def _item_with_output_fields(model: type[Model], by_name: Mapping[str, Values], sent: Values) -> Values:
    response = by_name.get(str(sent.get("name")), {})
    return {**sent, **{name: response[name] for name in model.output_fields if response.get(name) is not None}}


def with_default(item: Field, response: Any) -> Any:
    """Return a value, or the API's default for one that is not set: a list that never was is empty."""
    is_left_out = response is None or (not item.required and is_unset(item, response))
    return item.default if is_left_out else without_nulls(item, response)


def without_nulls(item: Field, response: Any) -> Any:
    """Return a value without null fields, at any depth; JSON without a model stays as it is."""
    if not item.is_object:
        return response
    if isinstance(response, list):
        return [without_nulls(item, one) for one in response]
    return _object_without_nulls(response, item.model_for(response)) if isinstance(response, Mapping) else response


def _object_without_nulls(response: Values, model: type[Model] | None = None) -> dict[str, Any]:
    """Return an object without null fields, and with its discriminator, which an older server leaves out."""
    table = fields(model)
    discriminators = {name: str(item.default) for name, item in table.items() if item.is_discriminator}
    values = {name: with_default(table[name], value) if name in table else value for name, value in response.items()}
    return discriminators | {name: value for name, value in values.items() if value is not None}
