"""The bodies of requests without their secret values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from pulumi_arize.model.fields import field_models, fields
from pulumi_arize.model.redaction import REDACTED, redact_document
from pulumi_arize.model.resource_types import INTEGRATION_TYPES
from pulumi_arize.model.secret_fields import secrets_by_name
from pulumi_arize.model.traits import Model

from ..validation.request_models import MODELS_BY_PATH, field_names

NO_OBJECT = "[no JSON object]"
"""Shown instead of a body that is no JSON object: its secrets cannot be told from the rest."""


def redact_body(path: str, body: Any) -> Any:
    """Return the JSON of a request's body without its secret values.

    The values of fields that the path does not have are redacted too: one may be a key under a misspelled name. A
    secret is also redacted where it occurs again, such as in the integration's name.
    """
    if body is not None and not isinstance(body, Mapping):
        return NO_OBJECT
    return redact_document(_with_known_fields(path, body), frozenset(secrets_by_name(body)))


def _with_known_fields(path: str, body: Any) -> Any:
    models, names = _models(path), _names(path)
    if models:
        return _known(models, body)
    return _named(names, body) if names else body


@lru_cache
def _names(path: str) -> frozenset[str]:
    """Return the names of the fields that a body sent to the path has, where it is none of an integration."""
    return field_names(model for of, models in MODELS_BY_PATH.items() if _below(path, of) for model in models)


def _named(names: frozenset[str], value: Any) -> Any:
    if isinstance(value, list):
        return [_named(names, item) for item in value]
    if isinstance(value, Mapping):
        return {name: _named(names, item) if name in names else _known((), item) for name, item in value.items()}
    return value


def _below(path: str, of: str) -> bool:
    return f"{path}/".startswith(f"{of}/")


def _models(path: str) -> Sequence[type[Model]]:
    return next(
        (resource_type.models for resource_type in INTEGRATION_TYPES if _below(path, resource_type.path)),
        (),
    )


def _known(models: Sequence[type[Model]], value: Any) -> Any:
    """Return an object or a list of objects in which the values of fields that no model has are redacted."""
    if isinstance(value, list):
        return [_known(models, item) for item in value]
    if isinstance(value, Mapping):
        return {name: _field(models, name, item) for name, item in value.items()}
    return None if value is None else REDACTED


def _field(models: Sequence[type[Model]], name: str, value: Any) -> Any:
    known = [fields(model)[name] for model in models if name in fields(model)]
    inner = [model for field in known for model in field_models(field)]
    if known and not inner:
        return value
    return _known(inner, value)
