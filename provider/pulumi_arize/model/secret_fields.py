"""Which values are secret."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from .fields import Field, field_models, fields
from .provider_options import ANSWERED
from .resource_types import RESOURCE_TYPES, ResourceType, object_models
from .traits import Model


def secrets_in_fields(model: type[Model] | None, values: Any) -> Iterator[str]:
    """Return the secret values of a declaration or of a state: keys, and the values of headers."""
    if model is None or not isinstance(values, Mapping):
        return
    for name, field in fields(model).items():
        value = values.get(name)
        if field.secret:
            yield from _texts(value)
        elif field.is_object and not field.is_list:
            yield from secrets_in_fields(field.model_for(value), value)


def mark_secrets(resource_type: ResourceType, values: Mapping[str, Any], mark: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a declaration or a state with every secret in it as `mark` makes it.

    The engine marks by itself only what was secret at the same place in the inputs: not what moved or came from
    outside.
    """
    own = {name: mark(values[name]) for name in (*resource_type.options.output_fields, ANSWERED) if name in values}
    return {**map_secrets(resource_type.variants(values), values, mark), **own}


def map_secrets(
    models: Sequence[type[Model]], values: Mapping[str, Any], replace: Callable[[Any], Any]
) -> dict[str, Any]:
    """Return an object with what `replace` makes of each secret in it: a key, or a map of headers.

    `models` are the shapes that it may have: several where that cannot be told yet.
    """
    result = dict(values)
    for name, value in values.items():
        found = [table[name] for table in map(fields, models) if name in table]
        inner = [model for field in found if not field.is_list for model in _variants(field, value)]
        if value is not None and any(field.secret for field in found):
            result[name] = replace(value)
        elif inner and isinstance(value, Mapping):
            result[name] = map_secrets(inner, value, replace)
    return result


def _variants(field: Field, value: Any) -> tuple[type[Model], ...]:
    picked = field.model_for(value)
    return (picked,) if picked else field_models(field)


def secrets_by_name(document: Any) -> Iterator[str]:
    """Return the secret values of any request or answer, told by the names of their fields alone."""
    if isinstance(document, list):
        for item in document:
            yield from secrets_by_name(item)
    elif isinstance(document, Mapping):
        for name, value in document.items():
            yield from _texts(value) if name in secret_names() else secrets_by_name(value)


@cache
def secret_names() -> frozenset[str]:
    """Return the name of every field of every resource that is secret."""
    models = (
        inner for resource_type in RESOURCE_TYPES for model in resource_type.models for inner in object_models(model)
    )
    return frozenset(name for model in models for name, field in fields(model).items() if field.secret)


def _texts(value: Any) -> Iterator[str]:
    values = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
    return (str(item) for item in values if item)
