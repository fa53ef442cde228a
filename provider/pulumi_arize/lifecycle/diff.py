"""What differs between a state and the inputs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..casing import camel
from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import Values, value_at
from ..unknown import has_unknown
from .equivalence import field_equivalent, values_equivalent
from .key_fingerprint import credential_values, credentials, is_credential
from .response_forms import as_sent
from .response_matching import value_matches
from .retained_secrets import retained_in
from .shorthand import long_form, shorthand_of


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
        or any(key for _, key in credential_values(resource_type.model_for(inputs), inputs))
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


def changes_after_post(model: type[Model], created: Values, inputs: Values) -> list[Change]:
    """Return the changes that set, after the create, the inputs that a POST does not take."""
    later = [field for name, field in fields(model).items() if field.has(FieldTrait.NOT_IN_POST) and name in inputs]
    return [
        Change((field.name,), field, created.get(field.name), inputs[field.name])
        for field in later
        if not field_equivalent(field, created, inputs)
    ]


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
