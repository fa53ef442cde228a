"""The state and the response that a preview expects: what follows from the inputs.

What only the server knows is `UNKNOWN`, and so is a list that it may order in its own way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.provider_options import RESPONSE_FORMS
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import Values, value_at
from ..unknown import UNKNOWN, has_unknown
from .diff import patch_changes
from .equivalence import objects_equivalent, values_equivalent
from .key_fingerprint import credential_values
from .merge_response import ALL_PATHS, Response
from .response_forms import Path, server_filled_values
from .retained_secrets import retained_in
from .shorthand import shorthand_of
from .state import build_state, state_without_request


def predict_state(
    resource_type: ResourceType, inputs: Values, old_state: Values | None, fingerprint_key: bytes
) -> dict[str, Any]:
    """Return the state after an update of `old_state`, or after a create where that is None."""
    changes = patch_changes(resource_type, old_state, inputs) if old_state is not None else []
    has_variant = resource_type.model_for(inputs) is not None  # not while the discriminator is unknown
    if old_state is not None and not changes and has_variant:
        return state_without_request(resource_type, old_state, inputs, fingerprint_key)
    old_state, sent_paths = old_state or {}, [change.path for change in changes] or ALL_PATHS
    document = predict_response(resource_type, inputs, old_state)
    _add_server_filled_values(document, old_state, sent_paths)
    merged = build_state(resource_type, Response(document, sent_paths), inputs, old_state, fingerprint_key)
    state = {name: value for name, value in merged.state.items() if name != RESPONSE_FORMS}
    model = resource_type.model_for(inputs)
    known = not has_unknown(inputs) or (
        model and all(key is not UNKNOWN for _, key in credential_values(model, inputs))
    )
    return state if known else {**state, **dict.fromkeys(resource_type.options.output_fields, UNKNOWN)}


def _add_server_filled_values(document: dict[str, Any], old_state: Values, sent_paths: Collection[Path]) -> None:
    """Add the values that the server has filled in, except where something is sent."""
    for path, value in server_filled_values(old_state):
        parent = value_at(document, path[:-1])
        if isinstance(parent, dict) and path not in sent_paths:
            parent[path[-1]] = value


def predict_response(resource_type: ResourceType, inputs: Values, old_state: Values) -> dict[str, Any]:
    """Return the document that an update of `old_state` will return, or a create where that is empty."""
    model = resource_type.model_for(inputs)
    if model is None:
        plain = {field.name for field in resource_type.arguments() if not field.is_object}
        return {name: inputs.get(name, UNKNOWN) if name in plain else UNKNOWN for name in resource_type.names}
    return _object(model, inputs, old_state, frozenset(retained_in(inputs)))


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
            response[shown] = _presence(field, inputs.get(name))
        else:
            response[name] = _value(field, inputs.get(name), old_state.get(name), retained, f"{path}{name}.")
    return _with_long_form(model, inputs, response)


def _value(field: Field, inputs: Any, stored: Any, retained: Collection[str], path: str) -> Any:
    if inputs is None and (field.has(FieldTrait.STAYS_WHEN_OMITTED) or field.has(FieldTrait.EXPIRY)):
        return UNKNOWN if stored is None else stored
    if inputs is None and stored is not None and values_equivalent(field, None, stored):
        return stored  # nothing is sent, so its form does not change
    value = field.default if inputs is None else inputs
    if field.is_object and field.is_list and isinstance(value, list):
        return [_item(field, item, stored) for item in value]
    if not field.is_object or field.is_list or not isinstance(value, Mapping):
        return value
    model = field.model_for(value)
    old_state = stored if model and field.model_for(stored) is model else {}
    return _object(model, value, old_state, retained, path) if model else UNKNOWN


def _item(field: Field, item: Any, stored: Any) -> Any:
    """Return an item of a list; one that has a name keeps the output fields of its old state."""
    model = field.model_for(item)
    if model is None or not field.has(FieldTrait.KEYED_BY_NAME) or not isinstance(stored, list):
        return _object(model, item, {}, ()) if model and model.output_fields else item
    old_state = next((old for old in stored if isinstance(old, Mapping) and old.get("name") == item.get("name")), {})
    unchanged = bool(old_state) and not has_unknown(item) and objects_equivalent(model, old_state, item)
    return old_state if unchanged else _object(model, item, old_state, ())


def _presence(field: Field, value: Any) -> Any:
    """Return the value of a presence field; names of headers are unknown, for the server orders them."""
    if value is UNKNOWN or (value and field.presence_names):
        return UNKNOWN
    return [] if field.presence_names else bool(value)


def _with_long_form(model: type[Model], inputs: Values, response: dict[str, Any]) -> dict[str, Any]:
    """Return the response with the presence field of a shorthand in both forms, as the server has it."""
    short, long = shorthand_of(model)
    if short is None or long is None or short.presence_field is None:
        return response
    if long.name in inputs:
        return {**response, short.presence_field: UNKNOWN}
    if isinstance(response.get(long.name), Mapping):
        inner = {**response[long.name], short.presence_field: response[short.presence_field]}
        return {**response, long.name: inner}
    return response
