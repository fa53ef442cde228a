"""Which values are secret: keys, client secrets and the values of headers.

A resource's inputs and state have a model, which tells where secrets are: `secrets_in_fields`, `mark_secrets` and
`map_secrets` use it, and take nothing for a secret that stands in a JSON Schema or in a request body of the user's.
A document on the wire may be of any model, or of none: `secrets_by_name` and `secret_names` tell by the field's name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from .fields import fields
from .provider_options import RESPONSE_FORMS
from .resource_types import RESOURCE_TYPES, ResourceType
from .traits import Model
from .traversal import transform, walk


def secrets_in_fields(model: type[Model] | None, values: Any) -> Iterator[str]:
    """Return the secret values in the inputs or the state of a resource."""
    for field, value in walk([model] if model else [], values):
        if field.secret:
            yield from _texts(value)
    for name in model.secret_outputs if model else ():
        yield from _texts(values.get(name))


def mark_secrets(resource_type: ResourceType, values: Mapping[str, Any], mark: Callable[[Any], Any]) -> dict[str, Any]:
    """Return inputs or a state with every secret in it replaced by what `mark` returns.

    The engine marks an output by default only where the input at the same path is secret: not what moved or came from
    the server.
    """
    own = {name: mark(values[name]) for name in (*resource_type.secret_outputs, RESPONSE_FORMS) if name in values}
    return {**map_secrets(resource_type.variants(values), values, mark), **own}


def map_secrets(
    models: Sequence[type[Model]], values: Mapping[str, Any], replace: Callable[[Any], Any]
) -> dict[str, Any]:
    """Return an object with each secret in it, a key or a map of headers, replaced by what `replace` returns.

    `models` are the variants that it can be.
    """
    mapped: dict[str, Any] = transform(
        models, values, lambda field, value: replace(value) if field.secret and value is not None else value
    )
    return mapped


def secrets_by_name(document: Any) -> Iterator[str]:
    """Return the secret values in any request or response, which the names of their fields tell."""
    if isinstance(document, list):
        for item in document:
            yield from secrets_by_name(item)
    elif isinstance(document, Mapping):
        for name, value in document.items():
            yield from _texts(value) if name in secret_names() else secrets_by_name(value)


@cache
def secret_names() -> frozenset[str]:
    """Return the name of every secret field of every resource type."""
    models = (model for resource_type in RESOURCE_TYPES for model in resource_type.object_models)
    return frozenset(name for model in models for name, field in fields(model).items() if field.secret)


def returns_secret(path: str) -> bool:
    """Tell whether the response to a POST at this path has a secret that no request has held."""
    return any(
        path.endswith(resource_type.path) and any(model.secret_outputs for model in resource_type.models)
        for resource_type in RESOURCE_TYPES
    )


def _texts(value: Any) -> Iterator[str]:
    values = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
    return (str(item) for item in values if item)
