"""Secret values that a program leaves out and the server keeps: of what was adopted or imported.

Which ones they are is part of the canonical declaration, under `RETAINED`: `check` carries it from one deployment to
the next, for as long as the program leaves the values out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.traits import Model
from .normalize import walk_objects
from .response_forms import drop_presence_fields

Values = Mapping[str, Any]

RETAINED = "__retained_secrets"
"""The key of the dotted paths; the engine does not show properties whose names begin so."""

OLDER_KEYS = {"__kept": RETAINED}
"""The keys that a state of an earlier version may hold, each with the one of today."""

ADOPT = "adopt"
"""The argument that takes over what exists."""


def retained_paths(model: type[Model] | None, inputs: Values, old_inputs: Values) -> list[str]:
    """Return the paths of the secret values that stay as the server has them.

    `old_inputs` is the canonical declaration of the last deployment, empty where there was none.
    """
    left_out = set(_omitted_secrets(model, inputs))
    if inputs.get(ADOPT):
        return sorted(left_out)
    known = set(stored_paths(old_inputs, RETAINED)) | (
        set(_omitted_secrets(model, old_inputs)) if old_inputs.get(ADOPT) else set()
    )
    return sorted(left_out & known)


def retained_after_import(model: type[Model] | None, inputs: Values, state: Values) -> list[str]:
    """Return the paths of the secret values that an import leaves out: those that the server has."""
    there = {
        ".".join([*map(str, path), name])
        for path, inner, values in walk_objects(model, state)
        for name, field in fields(inner).items()
        if is_retained(field) and values.get(field.presence_field or name)
    }
    return sorted(there & set(_omitted_secrets(model, inputs)))


def is_retained(field: Field) -> bool:
    """Tell whether the field is one that a program may leave out: a write-only value, or a secret that is returned."""
    return field.secret or field.presence_field is not None


def with_current_keys(values: Values) -> dict[str, Any]:
    """Return a declaration or a state with our own keys as they are called today, also one of an earlier version."""
    return {OLDER_KEYS.get(name, name): value for name, value in values.items()}


def stored_paths(values: Values, key: str) -> list[str]:
    """Return the paths that a declaration or a state lists under one of our own keys."""
    paths = values.get(key)
    return [path for path in paths if isinstance(path, str)] if isinstance(paths, list) else []


def is_adoption(inputs: Values, old_inputs: Values) -> bool:
    """Tell whether a deployment takes over what exists: the first one does, where it is known what."""
    return isinstance(inputs.get(ADOPT), str) and not old_inputs


def without_retained(model: type[Model], state: Values, retained: frozenset[str], path: str = "") -> dict[str, Any]:
    """Return the state as if the kept values were not there: so that leaving them out is no change."""
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
    for path, inner, values in walk_objects(model, inputs):
        if any(isinstance(part, int) for part in path):
            continue
        for name, field in fields(inner).items():
            if is_retained(field) and values.get(name) is None:
                yield ".".join([*map(str, path), name])
