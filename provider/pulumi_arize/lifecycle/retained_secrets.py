"""Secrets that a program leaves out and the server retains, of an adopted or imported integration.

Their paths are part of the checked inputs, under `RETAINED`: `check` carries them from one deployment to the next as
long as the program leaves the values out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.fields import Field, fields
from ..model.traits import Model
from ..safe_json import Values
from .normalize import walk_objects
from .shorthand import shorthand_of, uses_long_form

RETAINED = "__retained_secrets"
"""The property with the dotted paths; the engine does not show properties whose names begin with `__`."""

ADOPT = "adopt"
"""The argument that adopts an existing integration."""


def retained_paths(model: type[Model] | None, inputs: Values, old_inputs: Values) -> list[str]:
    """Return the paths of the secrets that the server retains.

    `old_inputs` are the checked inputs of the last deployment, empty where there was none: only that one adopts.
    """
    omitted = set(_omitted_secrets(model, inputs))
    if inputs.get(ADOPT) and not old_inputs:
        return sorted(omitted)
    known = set(retained_in(old_inputs)) | (
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


def retained_in(values: Values) -> list[str]:
    """Return the paths of the retained secrets that inputs or a state name."""
    paths = values.get(RETAINED)
    return [path for path in paths if isinstance(path, str)] if isinstance(paths, list) else []


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
