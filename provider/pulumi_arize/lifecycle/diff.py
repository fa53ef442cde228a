"""What differs between a state and the inputs, and the request bodies that send it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..casing import camel
from ..errors import ArizeError
from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import Values, value_at
from ..unknown import has_unknown
from .equivalence import field_equivalent, values_equivalent
from .key_fingerprint import credentials, is_credential, keys_in
from .response_forms import as_sent
from .retained_secrets import retained_in
from .shorthand import long_form, shorthand_of
from .similarity import value_matches


@dataclass(frozen=True)
class Change:
    """One field that differs. `old` and `new` are None where the state or the inputs have no value."""

    path: tuple[str, ...]
    field: Field
    old: Any
    new: Any

    @property
    def replaces(self) -> bool:
        """Whether the resource must be deleted and created again."""
        return self.field.has(FieldTrait.IMMUTABLE)

    @property
    def patch_value(self) -> Any:
        """The value in the body of a PATCH: the input, or the default of one that is left out, or null."""
        value = self.field.default if self.new is None else self.new
        if self.field.has(FieldTrait.KEYED_BY_NAME) and self.field.model:
            return _clearing_items(self.field.model, self.old, value)
        return None if _is_cleared(self.field, value) else value


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


def diff(resource_type: ResourceType, old_state: Values, inputs: Values) -> list[Change]:
    """Return the changes of an update, without a request."""
    name = resource_type.discriminator
    if name and resource_type.model_for(inputs) is None:
        return [Change((name,), fields(resource_type.models[0])[name], old_state.get(name), inputs.get(name))]
    return [*patch_changes(resource_type, old_state, inputs), *provider_changes(resource_type, old_state, inputs)]


def patch_changes(resource_type: ResourceType, old_state: Values, inputs: Values) -> list[Change]:
    """Return the changes that a PATCH sends, in the order of the model's fields."""
    model = resource_type.model_for(inputs)
    if model is None:
        return []
    changes = api_changes(resource_type, old_state, inputs)
    if _resend_triggers(provider_changes(resource_type, old_state, inputs)):
        paths = {change.path for change in changes}
        changes += [change for change in _resent_keys(model, inputs) if paths.isdisjoint(_sending_paths(change))]
    return changes


def api_changes(resource_type: ResourceType, old_state: Values, inputs: Values) -> list[Change]:
    """Return the changes of fields that the API has, in the order of the model's fields."""
    model = resource_type.model_for(inputs)
    if model is None:
        return []
    return list(_differing(model, as_sent(model, old_state, retained_in(inputs)), inputs))


def provider_changes(resource_type: ResourceType, old_state: Values, inputs: Values) -> list[Change]:
    """Return the changes of options that only this provider has, and that no request sends."""
    return list(_differing(resource_type.options, old_state, inputs))


def missing_key_warning(resource_type: ResourceType, changes: Iterable[Change], inputs: Values) -> str:
    """Return the warning of a change that sends the keys again, where the inputs have none; else an empty text."""
    triggers = _resend_triggers(changes)
    if (
        not triggers
        or has_unknown(inputs.get(triggers[0].field.name))
        or any(key for _, key in keys_in(resource_type.model_for(inputs), inputs))
    ):
        return ""
    return f"`{camel(triggers[0].path[0])}` changes, but no key is sent: the program sets none"


def is_applied(changes: Iterable[Change], new_state: Values, old_state: Values) -> bool:
    """Tell whether a state that was read shows all the changes, in whatever form."""
    return all(
        value_at(new_state, change.path) != value_at(old_state, change.path)
        and value_matches(change.field, value_at(new_state, change.path), change.new)
        for change in changes
    )


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
        parent[change.path[-1]] = change.patch_value
    if not body:
        return body
    always = {name: inputs[name] for name, field in fields(model).items() if field.has(FieldTrait.ALWAYS_SENT)}
    return always | body


def post_body(model: type[Model], inputs: Values) -> dict[str, Any]:
    """Return the body of the POST that creates the resource: the inputs that it takes, and that say more than none."""
    taken = {name: field for name, field in fields(model).items() if not field.has(FieldTrait.NOT_IN_POST)}
    return {name: value for name, value in inputs.items() if name in taken and not _is_cleared(taken[name], value)}


def changes_after_post(model: type[Model], created: Values, inputs: Values) -> list[Change]:
    """Return the changes that set, after the create, the inputs that a POST does not take."""
    later = [field for name, field in fields(model).items() if field.has(FieldTrait.NOT_IN_POST) and name in inputs]
    return [
        Change((field.name,), field, created.get(field.name), inputs[field.name])
        for field in later
        if not field_equivalent(field, created, inputs)
    ]


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


def _resend_triggers(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that send all keys again."""
    return [change for change in changes if change.field.has(FieldTrait.TRIGGERS_KEY_RESEND) and change.new is not None]


def _sending_paths(change: Change) -> set[tuple[str, ...]]:
    """Return the paths of what sends a key: its own, and that of the long field which it is short for."""
    long = change.field.shorthand.field if change.field.shorthand else change.path[-1]
    return {change.path, (*change.path[:-1], long)}


def _resent_keys(model: type[Model], inputs: Values, path: tuple[str, ...] = ()) -> Iterator[Change]:
    """Return the changes that send all keys again: each alone, or the object that can only be sent as a whole."""
    for name, field in fields(model).items():
        value: Any = inputs.get(name)
        inner = field.model_for(value)
        if field.has(FieldTrait.MERGE_PATCH) and inner:
            yield from _resent_keys(inner, value, (*path, name))
        elif (inner and any(credentials(inner, value))) or (is_credential(field) and value):
            yield Change((*path, name), field, None, value)


def _differing(model: type[Model], old_state: Values, inputs: Values, path: tuple[str, ...] = ()) -> Iterator[Change]:
    short, long = shorthand_of(model)
    for name, field in fields(model).items():
        if field is short or field is long:
            continue
        old, new = old_state.get(name), inputs.get(name)
        inner = field.model_for(new) if field.has(FieldTrait.MERGE_PATCH) else None
        if inner and isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _differing(inner, old, new, (*path, name))
        elif not field_equivalent(field, old_state, inputs):
            yield Change((*path, name), field, old, new)
    if short and long:
        yield from _shorthand_change(short, long, old_state, inputs, path)


def _shorthand_change(
    short: Field, long: Field, old_state: Values, inputs: Values, path: tuple[str, ...]
) -> Iterator[Change]:
    """Compare the long forms; return the change of the short field where that can say it."""
    old, new = long_form(short, long, old_state), long_form(short, long, inputs)
    if values_equivalent(long, old, new):
        return
    if long.name not in inputs and long.model_for(old) is long.model_for(new):
        yield Change((*path, short.name), short, old.get(short.name), new.get(short.name))
    else:
        yield Change((*path, long.name), long, old, new)
