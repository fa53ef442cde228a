"""What a program declares, in one canonical form: today's spelling, and nothing that says "not given"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..model.dialect import to_current
from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import Model

Values = Mapping[str, Any]
Path = tuple["str | int", ...]


def normalize_inputs(resource_type: ResourceType, raw_inputs: Values) -> dict[str, Any]:
    """Return the canonical form of what a program gave.

    None is the same as leaving out, tags that follow from the rest are filled in, enumerations are spelled as today, a
    secret is without the line end that it has where it was read from a file.
    What no model knows stays, for `check` to find.
    """
    tagged = dict(raw_inputs)
    if (
        resource_type.discriminator
        and resource_type.default_discriminator
        and tagged.get(resource_type.discriminator) is None
    ):
        tagged[resource_type.discriminator] = str(resource_type.default_discriminator)
    model = resource_type.model_for(tagged)
    inputs: dict[str, Any] = to_current(model, _drop_none(model, tagged))
    return inputs


def _drop_none(model: type[Model] | None, values: Any) -> Any:
    """Return `values` without what is None, and with the tags that their shape implies."""
    if not isinstance(values, Mapping):
        return values
    table = fields(model) if model else {}
    raw_inputs = {name: _item(table.get(name), value) for name, value in values.items() if value is not None}
    implied = {name: str(field.default) for name, field in table.items() if field.is_discriminator}
    return implied | raw_inputs


def _item(field: Field | None, value: Any) -> Any:
    if field is None or not field.is_object:
        return trimmed(value) if field and field.secret else value
    if field.is_list:
        return [_drop_none(field.model_for(item), item) for item in value] if isinstance(value, list) else value
    return _drop_none(field.model_for(value), value)


def trimmed(secret: Any) -> Any:
    """Return a key, or the values of headers, without spaces and line ends around it; a blank one stays."""
    if isinstance(secret, Mapping):
        return {name: trimmed(value) for name, value in secret.items()}
    return secret.strip() or secret if isinstance(secret, str) else secret


def walk_objects(model: type[Model] | None, values: Any, path: Path = ()) -> Iterator[tuple[Path, type[Model], Values]]:
    """Return every object in a declaration that has a model, with its path; outermost first."""
    if model is None or not isinstance(values, Mapping):
        return
    yield path, model, values
    for name, field in fields(model).items():
        value = values.get(name)
        if not field.is_object:
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from walk_objects(field.model_for(item), item, (*path, name, index))
        else:
            yield from walk_objects(field.model_for(value), value, (*path, name))


def input_paths(resource_type: ResourceType, inputs: Values) -> list[str]:
    """Return the dotted path of every field that the declaration names, objects that are lists' items left out."""
    return sorted(
        ".".join(str(part) for part in (*path, name))
        for path, model, values in walk_objects(resource_type.model_for(inputs), inputs)
        if not any(isinstance(part, int) for part in path)
        for name in values
        if name in fields(model)
    )
