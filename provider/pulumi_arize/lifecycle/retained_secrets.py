"""Secrets that a program leaves out and the server retains, of an adopted or imported integration.

Their paths are part of the checked inputs, under `RETAINED`: `check` carries them from one deployment to the next as
long as the program leaves the values out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.traits import Model
from ..safe_json import Values
from .normalize import walk_objects
from .response_forms import drop_presence_fields
from .shorthand import shorthand_of, uses_long_form

RETAINED = "__retained_secrets"
"""The property with the dotted paths; the engine does not show properties whose names begin with `__`."""

OLDER_KEYS = {"__kept": RETAINED}
"""The names of properties in the states of earlier versions, each with its current name."""

ADOPT = "adopt"
"""The argument that adopts an existing integration."""


def retained_paths(model: type[Model] | None, inputs: Values, old_inputs: Values) -> list[str]:
    """Return the paths of the secrets that the server retains.

    `old_inputs` are the checked inputs of the last deployment, empty where there was none: only that one adopts.
    """
    omitted = set(_omitted_secrets(model, inputs))
    if inputs.get(ADOPT) and not old_inputs:
        return sorted(omitted)
    known = set(stored_paths(old_inputs, RETAINED)) | (
        set(_omitted_secrets(model, old_inputs)) if old_inputs.get(ADOPT) else set()
    )
    return sorted(omitted & known)


def retained_after_import(model: type[Model] | None, inputs: Values, state: Values) -> list[str]:
    """Return the paths of the secrets that the inputs of an import leave out and the server has."""
    set_on_server = {
        ".".join([*map(str, path), name])
        for path, inner, values in walk_objects(model, state)
        for name, field in fields(inner).items()
        if is_retained(field) and values.get(field.presence_field or name)
    }
    return sorted(set_on_server & set(_omitted_secrets(model, inputs)))


def is_retained(field: Field) -> bool:
    """Tell whether a program may leave the field out: a write-only value, or a secret."""
    return field.secret or field.presence_field is not None


def with_current_keys(values: Values) -> dict[str, Any]:
    """Return inputs or a state, also of an earlier version, with the current names of properties."""
    return {OLDER_KEYS.get(name, name): value for name, value in values.items()}


def stored_paths(values: Values, key: str) -> list[str]:
    """Return the paths in a property of inputs or of a state."""
    paths = values.get(key)
    return [path for path in paths if isinstance(path, str)] if isinstance(paths, list) else []


def is_adoption(inputs: Values, old_inputs: Values) -> bool:
    """Tell whether a deployment adopts: only the first one does, and only where the name or id is known."""
    return isinstance(inputs.get(ADOPT), str) and not old_inputs


def without_retained(model: type[Model], state: Values, retained: frozenset[str], path: str = "") -> dict[str, Any]:
    """Return the state without the retained secrets, so that leaving them out is no change."""
    result = dict(state)
    for name, field in fields(model).items():
        if path + name in retained:
            drop_presence_fields(model, field, result)
            result.pop(name, None)
        inner = field.model_for(result.get(name)) if field.is_object and not field.is_list else None
        if inner and isinstance(result.get(name), Mapping):
            result[name] = without_retained(inner, result[name], retained, f"{path}{name}.")
    return result


def _omitted_secrets(model: type[Model] | None, inputs: Values) -> Iterator[str]:
    """Return the paths of the secrets that are left out; a short field is not, where the long form is used instead."""
    for path, inner, values in walk_objects(model, inputs):
        if any(isinstance(part, int) for part in path):
            continue
        short, long = shorthand_of(inner)
        replaced = short if short and long and uses_long_form(short, long, values) else None
        for name, field in fields(inner).items():
            if field is not replaced and is_retained(field) and values.get(name) is None:
                yield ".".join([*map(str, path), name])
