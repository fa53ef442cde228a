"""What an answered value means for a state: without nulls, complete, and with what only the server sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.traits import FieldTrait, Model
from .equivalence import values_equivalent

Values = Mapping[str, Any]


def complete_items(item: Field, response: Any, sent: Any) -> Any:
    """Return the answered items of a list, with what they leave out as it was sent: by their name, or by the rest."""
    if not (item.is_list and item.model and isinstance(response, list) and isinstance(sent, list)):
        return response
    return [_complete_item(item.model, one, sent) if isinstance(one, Mapping) else one for one in response]


def _complete_item(model: type[Model], response: Values, sent: list[Any]) -> Values:
    table = fields(model)
    missing = [name for name in table if name not in response]
    if not missing:
        return response
    fitting = [
        item
        for item in sent
        if isinstance(item, Mapping)
        and all(values_equivalent(table[name], response[name], item.get(name)) for name in table if name in response)
    ]
    return {**{name: fitting[0].get(name) for name in missing}, **response} if len(fitting) == 1 else response


def in_previous_order(seen: Any, old_state: Any) -> Any:
    """Return the names of headers as the state has them, where they are the same: order and case mean nothing."""
    if not isinstance(seen, list) or not isinstance(old_state, list):
        return seen
    one, other = ({str(name).lower() for name in names} for names in (seen, old_state))
    return old_state if one == other else seen


def with_output_fields(item: Field, response: Any, sent: Any) -> Any:
    """Return what was sent, with what only the server sets of each item that is known by its name."""
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
    """Return a value, or what the API does by itself where it answers null: a list that was never set is empty."""
    is_nothing = response is None or (response == {} and item.default is None and not item.required)
    return item.default if is_nothing else without_nulls(item, response)


def without_nulls(item: Field, response: Any) -> Any:
    """Return a value without the fields that are null, at any depth; what has no fields of its own stays as it is."""
    if not item.is_object:
        return response
    if isinstance(response, list):
        return [without_nulls(item, one) for one in response]
    return _object_without_nulls(response, item.model_for(response)) if isinstance(response, Mapping) else response


def _object_without_nulls(response: Values, model: type[Model] | None = None) -> dict[str, Any]:
    """Return an object without nulls, and with a tag that follows from the rest: an older server leaves it out."""
    table = fields(model) if model else {}
    discriminators = {name: str(item.default) for name, item in table.items() if item.is_discriminator}
    values = {name: with_default(table[name], value) if name in table else value for name, value in response.items()}
    return discriminators | {name: value for name, value in values.items() if value is not None}
