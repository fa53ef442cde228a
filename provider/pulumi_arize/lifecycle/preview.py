"""What a state will be, and an answer will say, before anything is sent: as much of it as a declaration tells.

What only the server knows is `UNKNOWN`; so is what it may order in its own way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.provider_options import ANSWERED
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import value_at
from ..unknown import UNKNOWN, has_unknown
from .diff import patch_changes
from .equivalence import objects_equivalent, values_equivalent
from .key_fingerprint import keys_in
from .merge_response import ALL_PATHS, Response
from .response_forms import server_filled_values
from .retained_secrets import RETAINED, stored_paths
from .state import build_state, state_without_request

Values = Mapping[str, Any]


def predict_state(
    resource_type: ResourceType, inputs: Values, old_state: Values | None, fingerprint_key: bytes
) -> dict[str, Any]:
    """Return the state that an update of `old_state` will leave, or that a create will where that is None."""
    found = patch_changes(resource_type, old_state, inputs) if old_state is not None else []
    has_variant = resource_type.model_for(inputs) is not None  # not while the discriminator is unknown
    if old_state is not None and not found and has_variant:
        return state_without_request(resource_type, old_state, inputs, fingerprint_key)
    asked = [change.path for change in found] if found else ALL_PATHS
    response = _with_filled_in(predict_response(resource_type, inputs, old_state), old_state or {}, asked)
    merged = build_state(resource_type, Response(response, asked), inputs, old_state or {}, fingerprint_key)
    state = {name: value for name, value in merged.state.items() if name != ANSWERED}
    model = resource_type.model_for(inputs)
    known = not has_unknown(inputs) or (model and all(key is not UNKNOWN for key in keys_in(model, inputs)))
    return state if known else {**state, **dict.fromkeys(resource_type.options.output_fields, UNKNOWN)}


def _with_filled_in(response: dict[str, Any], old_state: Values, asked: Collection[tuple[str, ...]]) -> dict[str, Any]:
    """Return the answer to expect, with what the server has filled in where nothing is sent."""
    for path, value in server_filled_values(old_state):
        place = value_at(response, path[:-1])
        if isinstance(place, dict) and path not in asked:
            place[path[-1]] = value
    return response


def predict_response(resource_type: ResourceType, inputs: Values, old_state: Values | None = None) -> dict[str, Any]:
    """Return the answer to expect to what is declared; `old_state` is the state that is updated, None for a new one."""
    model = resource_type.model_for(inputs)
    if model is None:
        plain = {field.name for field in resource_type.arguments() if not field.is_object}
        return {name: inputs.get(name, UNKNOWN) if name in plain else UNKNOWN for name in resource_type.names}
    return _object(model, inputs, old_state or {}, frozenset(stored_paths(inputs, RETAINED)))


def _object(
    model: type[Model], inputs: Values, old_state: Values, retained: Collection[str], path: str = ""
) -> dict[str, Any]:
    response: dict[str, Any] = {
        name: old_state.get(name, UNKNOWN) for name in model.output_fields if name not in model.volatile_fields
    }
    response |= dict.fromkeys(model.output_fields.keys() & model.volatile_fields, UNKNOWN)
    for name, field in fields(model).items():
        shown = field.presence_field or name
        if path + name in retained:
            response[shown] = old_state.get(shown, UNKNOWN)
        elif field.presence_field:
            response[shown] = _seen(field, inputs.get(name))
        else:
            response[name] = _value(field, inputs.get(name), old_state.get(name), retained, f"{path}{name}.")
    return _with_long_form(model, inputs, response)


def _value(field: Field, inputs: Any, stored: Any, retained: Collection[str], path: str) -> Any:
    if inputs is None and stored is not None and values_equivalent(field, None, stored):
        return stored  # nothing is sent that would change its form
    value = field.default if inputs is None else inputs
    if not field.is_object or value is None or value is UNKNOWN:
        return value
    if field.is_list:
        return [_item(field, item, stored) for item in value] if isinstance(value, list) else value
    model = field.model_for(value)
    old_state = stored if isinstance(stored, Mapping) and field.model_for(stored) is model else {}
    return _object(model, value, old_state, retained, path) if model else UNKNOWN


def _item(field: Field, item: Any, stored: Any) -> Any:
    """Return an item of a list; one that is known by its name keeps what the server has set."""
    model = field.model_for(item)
    if model is None or not field.has(FieldTrait.KEYED_BY_NAME) or not isinstance(stored, list):
        return _object(model, item, {}, ()) if model and model.output_fields else item
    old_state = next((old for old in stored if isinstance(old, Mapping) and old.get("name") == item.get("name")), {})
    unchanged = bool(old_state) and not has_unknown(item) and objects_equivalent(model, old_state, item)
    return old_state if unchanged else _object(model, item, old_state, ())


def _seen(field: Field, value: Any) -> Any:
    """Return what stands for a write-only value; the order of a map's keys is the server's."""
    if value is UNKNOWN or (value and field.presence_names):
        return UNKNOWN
    return [] if field.presence_names else bool(value)


def _with_long_form(model: type[Model], inputs: Values, response: dict[str, Any]) -> dict[str, Any]:
    """Return the answer with both ways of writing the same: the server shows what is there in each of them."""
    for short in fields(model).values():
        if short.shorthand is None or short.presence_field is None:
            continue
        long = short.shorthand.field
        if long in inputs:
            response[short.presence_field] = UNKNOWN
        elif isinstance(response.get(long), Mapping):
            response[long] = {**response[long], short.presence_field: response[short.presence_field]}
    return response
