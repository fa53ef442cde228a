"""The inputs of a program in one canonical form: in the current dialect, and without None."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import Model
from ..safe_json import Values

Path = tuple["str | int", ...]


def normalize_inputs(resource_type: ResourceType, raw_inputs: Values) -> dict[str, Any]:
    """Return the checked form of raw inputs.

    None is left out, discriminators that follow from the rest are added, enum values are in the current dialect, and a
    secret has no spaces or line ends around it. Fields of no model stay, for `check` to find.
    """
    name, default = resource_type.discriminator, resource_type.default_discriminator
    values = dict(raw_inputs)
    if name and default and values.get(name) is None:
        values[name] = str(default)
    return _normalize_object(resource_type.model_for(values), values)


def _normalize_object(model: type[Model] | None, values: Values) -> dict[str, Any]:
    """Return `values` without None, and with the discriminators that their model implies."""
    table = fields(model)
    present = {name: _normalize_value(table.get(name), value) for name, value in values.items() if value is not None}
    implied = {name: str(field.default) for name, field in table.items() if field.is_discriminator}
    return implied | present


def _normalize_value(field: Field | None, value: Any) -> Any:
    if field is None:
        return value
    if field.secret:
        return _strip(value)
    if field.is_object and isinstance(value, list):
        return [_normalize_value(field, item) for item in value]
    if field.is_object and isinstance(value, Mapping):
        return _normalize_object(field.model_for(value), value)
    member = field.enum.parse(value) if field.enum else None
    return str(member) if member else value


def _strip(secret: Any) -> Any:
    """Return a key or header values without spaces and line ends around them; a blank one stays."""
    if isinstance(secret, Mapping):
        return {name: _strip(value) for name, value in secret.items()}
    return secret.strip() or secret if isinstance(secret, str) else secret


def walk_objects(model: type[Model] | None, values: Any, path: Path = ()) -> Iterator[tuple[Path, type[Model], Values]]:
    """Return every object that has a model, with its path; outermost first."""
    if model is None:
        return
    yield path, model, values
    for name, field in fields(model).items():
        value = values.get(name)
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from walk_objects(field.model_for(item), item, (*path, name, index))
        else:
            yield from walk_objects(field.model_for(value), value, (*path, name))


def input_paths(resource_type: ResourceType, inputs: Values) -> list[str]:
    """Return the dotted path of every field of the inputs, except in the items of lists."""
    return sorted(
        ".".join(str(part) for part in (*path, name))
        for path, model, values in walk_objects(resource_type.model_for(inputs), inputs)
        if not any(isinstance(part, int) for part in path)
        for name in values
        if name in fields(model)
    )
