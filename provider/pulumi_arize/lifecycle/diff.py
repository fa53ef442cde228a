"""What differs between state and declaration, and the request bodies that say so: that, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..casing import display_name
from ..errors import ArizeError
from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from .equivalence import field_equivalent, values_equivalent, written_out
from .key_fingerprint import credentials, is_credential
from .response_forms import as_sent
from .retained_secrets import RETAINED, stored_paths, without_retained

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One field that differs. `old` and `new` are None where nothing is stored or declared."""

    path: tuple[str, ...]
    field: Field
    old: Any
    new: Any

    @property
    def replaces(self) -> bool:
        """Whether the resource must be deleted and created anew."""
        return self.field.has(FieldTrait.IMMUTABLE)

    @property
    def patch_value(self) -> Any:
        """What a PATCH says: the declared value, or what stands for "not given": the default, or null."""
        return self.field.default if self.new is None else self.new


def patch_changes(resource_type: ResourceType, old_state: Values, inputs: Values) -> list[Change]:
    """Return the changes to send that make `old_state` what is declared, in the order of the model's fields."""
    model = resource_type.model_for(inputs)
    if model is None:
        return []
    found = api_changes(resource_type, old_state, inputs)
    if any(
        change.field.has(FieldTrait.TRIGGERS_KEY_RESEND) and change.new is not None
        for change in provider_changes(resource_type, old_state, inputs)
    ):
        paths = {change.path for change in found}
        found += [change for change in _resent_keys(model, inputs) if change.path not in paths]
    return found


def api_changes(resource_type: ResourceType, old_state: Values, inputs: Values) -> list[Change]:
    """Return what differs of what the API knows, in the order of the model's fields."""
    model = resource_type.model_for(inputs)
    if model is None:
        return []
    seen = without_retained(model, as_sent(model, old_state), frozenset(stored_paths(inputs, RETAINED)))
    return list(_differing(model, seen, inputs))


def provider_changes(resource_type: ResourceType, old_state: Values, inputs: Values) -> list[Change]:
    """Return the changes that only this provider keeps, and no request says."""
    return list(_differing(resource_type.options, old_state, inputs))


def _resent_keys(model: type[Model], inputs: Values, path: tuple[str, ...] = ()) -> Iterator[Change]:
    """Return what sends the declared keys again: each by itself, or the whole object that can only be sent whole."""
    for name, field in fields(model).items():
        value = inputs.get(name)
        inner = field.model_for(value) if field.is_object and not field.is_list else None
        if field.has(FieldTrait.MERGE_PATCH) and inner and value:
            yield from _resent_keys(inner, value, (*path, name))
        elif (inner and value and any(credentials(inner, value))) or (is_credential(field) and value):
            yield Change((*path, name), field, None, value)


def _differing(model: type[Model], old_state: Values, inputs: Values, path: tuple[str, ...] = ()) -> Iterator[Change]:
    table = fields(model)
    short = next((field for field in table.values() if field.shorthand), None)
    spelled_out = (short.name, short.shorthand.field) if short and short.shorthand else ()
    for name, field in table.items():
        if name in spelled_out:
            continue
        old, new = old_state.get(name), inputs.get(name)
        inner = field.model_for(new) if field.has(FieldTrait.MERGE_PATCH) else None
        if inner and isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _differing(inner, old, new, (*path, name))
        elif not field_equivalent(field, old_state, inputs):
            yield Change((*path, name), field, old, new)
    if short:
        yield from _shorthand_change(table, short, old_state, inputs, path)


def _shorthand_change(
    table: Mapping[str, Field], short: Field, old_state: Values, inputs: Values, path: tuple[str, ...]
) -> Iterator[Change]:
    """Compare what the short and the long way of writing mean; say it in the short way where that can say it."""
    long = table[short.shorthand.field] if short.shorthand else short
    old, new = written_out(short, long, old_state), written_out(short, long, inputs)
    if values_equivalent(long, old, new):
        return
    if long.name not in inputs and long.model_for(old) is long.model_for(new):
        yield Change((*path, short.name), short, old.get(short.name), new.get(short.name))
    else:
        yield Change((*path, long.name), long, old, new)


def patch_body(model: type[Model], inputs: Values, found: Iterable[Change]) -> dict[str, Any]:
    """Return the body of the PATCH that makes these changes; an empty one for none.

    Raises ArizeError where an object must be sent whole, and a key in it is not declared.
    """
    body: dict[str, Any] = {}
    for change in found:
        if reason := incomplete(change):
            raise ArizeError(f"`{display_name('.'.join(change.path))}` {reason}")
        place = body
        for part in change.path[:-1]:
            place = place.setdefault(part, {})
        place[change.path[-1]] = change.patch_value
    if not body:
        return body
    always = {name: inputs[name] for name, field in fields(model).items() if field.has(FieldTrait.ALWAYS_SENT)}
    return always | body


def post_body(model: type[Model], inputs: Values) -> dict[str, Any]:
    """Return the body of the POST that creates what is declared: all of it that is the API's."""
    return {name: value for name, value in inputs.items() if name in fields(model)}


def incomplete(change: Change) -> str:
    """Return what an object lacks that must be sent whole with its keys; empty if nothing."""
    model = change.field.model_for(change.new) if change.field.union else None
    for name, field in (fields(model) if model else {}).items():
        if field.required and field.presence_field and not change.new.get(name):
            return f"can only be replaced whole: give `{display_name('.'.join((*change.path, name)))}` too"
    return ""
