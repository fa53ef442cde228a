"""Whether two values mean the same to the API: an order without meaning, defaults, write-only values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..model.field_types import parse_timestamp
from ..model.fields import Field, fields
from ..model.traits import FieldTrait, Model
from ..safe_json import Values
from ..unknown import has_unknown


def values_equivalent(field: Field, old_state: Any, inputs: Any) -> bool:
    """Tell whether `inputs` would leave `old_state` as it is; None stands for a value that is left out."""
    if has_unknown(inputs):
        return False
    old, new = _effective(field, old_state), _effective(field, inputs)
    if not field.is_object:
        return _plain_values_equivalent(field, old, new)
    if field.is_list:
        return _lists_equivalent(field, old, new)
    model = field.model_for(new)
    if model is None or field.model_for(old) is not model:
        return bool(old == new)
    return objects_equivalent(model, old, new)


def _plain_values_equivalent(field: Field, old: Any, new: Any) -> bool:
    if field.enum_values:
        return _enum_values_equivalent(field, old, new)
    if field.has(FieldTrait.EXPIRY):
        return bool((parse_timestamp(old) or old) == (parse_timestamp(new) or new))
    return equal(_unordered(old), _unordered(new)) if field.has(FieldTrait.UNORDERED) else equal(old, new)


def objects_equivalent(model: type[Model], old_state: Values, inputs: Values) -> bool:
    """Tell whether an object that can only be replaced as a whole would stay as it is."""
    return all(field_equivalent(field, old_state, inputs) for field in fields(model).values())


def field_equivalent(field: Field, old_state: Values, inputs: Values) -> bool:
    """Tell whether the field of an object would stay as it is, also where its value is never returned."""
    old, value = old_state.get(field.name), inputs.get(field.name)
    if value is None and field.has(FieldTrait.STAYS_WHEN_OMITTED):
        return True
    if old is None and field.has(FieldTrait.NOT_RETURNED_BY_OLDER):
        return True
    if field.presence_field is None:
        return values_equivalent(field, old, value)
    if not value:
        presence = old_state.get(field.presence_field)
        return not (old if presence is None else presence)
    return bool(value == old) and is_still_set(field, old_state, value)


def is_still_set(field: Field, response: Values, value: Any) -> bool:
    """Tell whether the server still has a write-only value, as far as its response shows."""
    presence = response.get(field.presence_field or "")
    if presence is None:
        return True
    if isinstance(presence, list) and isinstance(value, Mapping):
        return {str(name).lower() for name in presence} == {name.lower() for name in value}
    return bool(presence) or not value


def equal(one: Any, other: Any) -> bool:
    """Tell whether two JSON values are equal: unlike in Python, true is not 1."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(equal(item, other[name]) for name, item in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(equal, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def is_unset(field: Field, value: Any) -> bool:
    """Tell whether a value says that none is set: null, or an empty text or map where none is the default."""
    return value is None or (field.default is None and value in ("", {}))


def _effective(field: Field, value: Any) -> Any:
    """Return the value, or the default of one that is left out."""
    return field.default if is_unset(field, value) else value


def _enum_values_equivalent(field: Field, old: Any, new: Any) -> bool:
    """Compare enum values; an immutable field cannot have changed to a value that this version does not know."""
    member = field.enum.from_response(old) if field.enum else None
    if member is None and old is not None and field.has(FieldTrait.IMMUTABLE):
        return True
    return bool(new == (member or old))


def _unordered(value: Any) -> Any:
    return set(value) if isinstance(value, list) and all(isinstance(item, str) for item in value) else value


def _lists_equivalent(field: Field, old: Any, new: Any) -> bool:
    if not isinstance(old, list) or not isinstance(new, list):
        return bool(old == new)
    if field.has(FieldTrait.KEYED_BY_NAME):
        return _named_items_equivalent(field, old, new)
    return _as_set(field, old) == _as_set(field, new)


def _named_items_equivalent(field: Field, old: list[Any], new: list[Any]) -> bool:
    before, after = (
        {str(item.get("name")): item for item in items if isinstance(item, Mapping)} for items in (old, new)
    )
    if len(old) != len(new) or before.keys() != after.keys() or field.model is None:
        return False
    return all(objects_equivalent(field.model, before[name], item) for name, item in after.items())


def _as_set(field: Field, items: list[Any]) -> set[str]:
    """Return the items without null fields; a list of one empty item means the same as an empty list."""
    plain = (_with_defaults(field.model, item) if isinstance(item, Mapping) else item for item in items)
    texts = {json.dumps(item, sort_keys=True, default=str) for item in plain}
    return set() if texts == {"{}"} else texts


def _with_defaults(model: type[Model] | None, item: Values) -> Values:
    """Return the known fields of an item with their defaults, and the lists in it in one order."""
    values = {name: (field, _effective(field, item.get(name))) for name, field in fields(model).items()}
    return {name: _in_one_order(field, value) for name, (field, value) in values.items() if value is not None}


def _in_one_order(field: Field, value: Any) -> Any:
    if isinstance(value, list) and field.is_object:
        return sorted(_as_set(field, value))
    inner = field.model_for(value)
    return _with_defaults(inner, value) if inner else value
