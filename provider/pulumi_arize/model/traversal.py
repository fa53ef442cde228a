"""Walks through the values of an object, and of the objects in it, with the field of each value.

`models` are the variants that an object can be: one where its discriminator tells, else all of them. A field means the
same in every variant that has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from .fields import Field, field_models, fields
from .traits import Model

OMIT: Final = object()
"""What a conversion returns for a field that is left out."""


def walk(models: Sequence[type[Model]], values: Any) -> Iterator[tuple[Field, Any]]:
    """Return every value at any depth, with its field; not the objects that have fields of their own."""
    if not isinstance(values, Mapping):
        return
    for name, value in values.items():
        found = _fields_named(models, name)
        if found and not found[0].is_object:
            yield found[0], value
        for item in value if isinstance(value, list) else [value]:
            yield from walk(variants_in(found, item), item)


def transform(models: Sequence[type[Model]], values: Any, convert: Callable[[Field, Any], Any]) -> Any:
    """Return an object with each value that `walk` returns replaced by what `convert` returns for it.

    What no field describes stays as it is.
    """
    if not isinstance(values, Mapping):
        return values
    converted = {name: _convert(_fields_named(models, name), value, convert) for name, value in values.items()}
    return {name: value for name, value in converted.items() if value is not OMIT}


def _convert(found: Sequence[Field], value: Any, convert: Callable[[Field, Any], Any]) -> Any:
    if found and not found[0].is_object:
        return convert(found[0], value)
    if found and isinstance(value, list):
        return [transform(variants_in(found, item), item, convert) for item in value]
    return transform(variants_in(found, value), value, convert) if found else value


def _fields_named(models: Sequence[type[Model]], name: str) -> list[Field]:
    return [table[name] for table in map(fields, models) if name in table]


def variants_in(found: Sequence[Field], value: Any) -> list[type[Model]]:
    """Return the models that an object in one of these fields can be."""
    choices = (((picked,) if (picked := field.model_for(value)) else field_models(field)) for field in found)
    return [model for models in choices for model in models]
