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
    kind: ResourceType, declared: Values, stored: Values | None, fingerprint_key: bytes
) -> dict[str, Any]:
    """Return the state that an update of `stored` will leave, or that a create will where that is None."""
    found = patch_changes(kind, stored, declared) if stored is not None else []
    if stored is not None and not found:
        return state_without_request(kind, stored, declared, fingerprint_key)
    asked = [change.path for change in found] if found else ALL_PATHS
    answer = _with_filled_in(predict_response(kind, declared, stored), stored or {}, asked)
    merged = build_state(kind, Response(answer, asked), declared, stored or {}, fingerprint_key)
    state = {name: value for name, value in merged.state.items() if name != ANSWERED}
    model = kind.model_for(declared)
    known = not has_unknown(declared) or (model and all(key is not UNKNOWN for key in keys_in(model, declared)))
    return state if known else {**state, **dict.fromkeys(kind.options.output_fields, UNKNOWN)}


def _with_filled_in(answer: dict[str, Any], stored: Values, asked: Collection[tuple[str, ...]]) -> dict[str, Any]:
    """Return the answer to expect, with what the server has filled in where nothing is sent."""
    for path, value in server_filled_values(stored):
        place = value_at(answer, path[:-1])
        if isinstance(place, dict) and path not in asked:
            place[path[-1]] = value
    return answer


def predict_response(kind: ResourceType, declared: Values, stored: Values | None = None) -> dict[str, Any]:
    """Return the answer to expect to what is declared; `stored` is the state that is updated, None for a new one."""
    model = kind.model_for(declared)
    if model is None:
        plain = {field.name for field in kind.arguments() if not field.is_object}
        return {name: declared.get(name, UNKNOWN) if name in plain else UNKNOWN for name in kind.names}
    return _object(model, declared, stored or {}, frozenset(stored_paths(declared, RETAINED)))


def _object(
    model: type[Model], declared: Values, stored: Values, kept: Collection[str], path: str = ""
) -> dict[str, Any]:
    answer: dict[str, Any] = {
        name: stored.get(name, UNKNOWN) for name in model.output_fields if name not in model.volatile_fields
    }
    answer |= dict.fromkeys(model.output_fields.keys() & model.volatile_fields, UNKNOWN)
    for name, field in fields(model).items():
        shown = field.presence_field or name
        if path + name in kept:
            answer[shown] = stored.get(shown, UNKNOWN)
        elif field.presence_field:
            answer[shown] = _seen(field, declared.get(name))
        else:
            answer[name] = _value(field, declared.get(name), stored.get(name), kept, f"{path}{name}.")
    return _with_long_form(model, declared, answer)


def _value(field: Field, declared: Any, stored: Any, kept: Collection[str], path: str) -> Any:
    if declared is None and stored is not None and values_equivalent(field, None, stored):
        return stored  # nothing is sent that would change its form
    value = field.default if declared is None else declared
    if not field.is_object or value is None or value is UNKNOWN:
        return value
    if field.is_list:
        return [_item(field, item, stored) for item in value] if isinstance(value, list) else value
    model = field.model_for(value)
    before = stored if isinstance(stored, Mapping) and field.model_for(stored) is model else {}
    return _object(model, value, before, kept, path) if model else UNKNOWN


def _item(field: Field, item: Any, stored: Any) -> Any:
    """Return an item of a list; one that is known by its name keeps what the server has set."""
    model = field.model_for(item)
    if model is None or not field.has(FieldTrait.KEYED_BY_NAME) or not isinstance(stored, list):
        return _object(model, item, {}, ()) if model and model.output_fields else item
    before = next((old for old in stored if isinstance(old, Mapping) and old.get("name") == item.get("name")), {})
    unchanged = bool(before) and not has_unknown(item) and objects_equivalent(model, before, item)
    return before if unchanged else _object(model, item, before, ())


def _seen(field: Field, value: Any) -> Any:
    """Return what stands for a write-only value; the order of a map's keys is the server's."""
    if value is UNKNOWN or (value and field.presence_names):
        return UNKNOWN
    return [] if field.presence_names else bool(value)


def _with_long_form(model: type[Model], declared: Values, answer: dict[str, Any]) -> dict[str, Any]:
    """Return the answer with both ways of writing the same: the server shows what is there in each of them."""
    for short in fields(model).values():
        if short.shorthand is None or short.presence_field is None:
            continue
        long = short.shorthand.field
        if long in declared:
            answer[short.presence_field] = UNKNOWN
        elif isinstance(answer.get(long), Mapping):
            answer[long] = {**answer[long], short.presence_field: answer[short.presence_field]}
    return answer
