"""The bodies of the requests that create and change a resource."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..casing import camel
from ..errors import ArizeError
from ..model.fields import Field, fields
from ..model.traits import FieldTrait, Model
from ..safe_json import Values, value_at
from .diff import Change
from .retained_secrets import retained_in


def patch_body(model: type[Model], old_state: Values, inputs: Values, changes: Iterable[Change]) -> dict[str, Any]:
    """Return the body of the PATCH that makes these changes; an empty one for none.

    Raises ArizeError where an object must be sent as a whole, and the inputs leave a secret in it out.
    """
    body: dict[str, Any] = {}
    for change in changes:
        require_secrets(change, old_state, inputs)
        parent = body
        for part in change.path[:-1]:
            parent = parent.setdefault(part, {})
        parent[change.path[-1]] = _patch_value(change)
    if not body:
        return body
    always = {name: inputs[name] for name, field in fields(model).items() if field.has(FieldTrait.ALWAYS_SENT)}
    return always | body


def post_body(model: type[Model], inputs: Values) -> dict[str, Any]:
    """Return the body of the POST that creates the resource: the inputs that it takes, and that say more than none."""
    taken = {name: field for name, field in fields(model).items() if not field.has(FieldTrait.NOT_IN_POST)}
    return {name: value for name, value in inputs.items() if name in taken and not _is_cleared(taken[name], value)}


def _patch_value(change: Change) -> Any:
    """Return the value in the body of a PATCH: the input, or the default of one that is left out, or null."""
    field, value = change.field, change.field.default if change.new is None else change.new
    if field.has(FieldTrait.KEYED_BY_NAME) and field.model:
        return _clearing_items(field.model, change.old, value)
    return None if _is_cleared(field, value) else value


def _is_cleared(field: Field, value: Any) -> bool:
    """Tell whether null, and not the value, says that none is set."""
    return field.has(FieldTrait.CLEARED_BY_NULL) and bool(value == field.default)


def _clearing_items(model: type[Model], old: Any, new: Any) -> Any:
    """Return new items, with null for what an old one of the same name has and the new one leaves out.

    The API updates such an item in place: what is left out of it may stay.
    """
    if not isinstance(old, list) or not isinstance(new, list):
        return new
    by_name = {str(item.get("name")): item for item in old if isinstance(item, Mapping)}
    return [
        {**_cleared_fields(model, by_name.get(str(item.get("name")), {}), item), **item}
        if isinstance(item, Mapping)
        else item
        for item in new
    ]


def _cleared_fields(model: type[Model], old: Values, new: Values) -> dict[str, None]:
    cleared = [field for field in fields(model).values() if not field.required and field.default is None]
    return {field.name: None for field in cleared if old.get(field.name) and new.get(field.name) is None}


def require_secrets(change: Change, old_state: Values, inputs: Values) -> None:
    """Raise ArizeError where an object must be sent as a whole, and the inputs leave a secret in it out."""
    if reason := missing_secret(change, old_state, inputs):
        raise ArizeError(f"`{camel('.'.join(change.path))}` {reason}")


def missing_secret(change: Change, old_state: Values, inputs: Values) -> str:
    """Return the reason why an object cannot be sent as a whole: a secret in it is left out; empty where none is.

    That is a key which the object requires, or any secret that the server retains, as far as the old state shows.
    """
    model = change.field.model_for(change.new) if change.field.union else None
    retained, old = retained_in(inputs), value_at(old_state, change.path)
    for name, field in fields(model).items():
        path = ".".join((*change.path, name))
        is_lost = path in retained and bool(value_at(old, (field.presence_field or "",)))
        if field.presence_field and ((field.required and not change.new.get(name)) or is_lost):
            return f"can only be replaced as a whole: set `{camel(path)}` too"
    return ""
