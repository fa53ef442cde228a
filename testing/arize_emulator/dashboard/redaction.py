"""The bodies of requests without their secret values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from pulumi_arize.model.fields import field_models, fields
from pulumi_arize.model.redaction import REDACTED, redact_document
from pulumi_arize.model.resource_types import INTEGRATION_TYPES
from pulumi_arize.model.secret_fields import secrets_by_name
from pulumi_arize.model.traits import Model

from ..validation.request_models import MODELS_BY_PATH

NO_OBJECT = "[not a JSON object]"
"""Shown instead of a body that is not a JSON object: its secrets cannot be recognized."""

_MODELS = {**MODELS_BY_PATH, **{resource_type.path: resource_type.models for resource_type in INTEGRATION_TYPES}}


def redact_body(path: str, body: Any) -> Any:
    """Return the JSON of a request's body without its secret values.

    The values of fields that the path does not have are redacted too: one may be a key under a misspelled name. A
    secret is also redacted where it occurs again, such as in the integration's name.
    """
    if body is not None and not isinstance(body, dict):
        return NO_OBJECT
    models = [model for start, listed in _MODELS.items() if f"{path}/".startswith(f"{start}/") for model in listed]
    return redact_document(_known(models, body) if models else body, frozenset(secrets_by_name(body)))


def _known(models: Sequence[type[BaseModel]], value: Any) -> Any:
    """Return an object or a list of objects in which the values of fields that no model has are redacted."""
    if isinstance(value, list):
        return [_known(models, item) for item in value]
    if isinstance(value, dict):
        return {name: _field(models, name, item) for name, item in value.items()}
    return None if value is None else REDACTED


def _field(models: Sequence[type[BaseModel]], name: str, value: Any) -> Any:
    known = [model for model in models if name in model.model_fields]
    inner = [item for model in known for item in _models_of(model, name)]
    return value if known and not inner else _known(inner, value)


def _models_of(model: type[BaseModel], name: str) -> Sequence[type[BaseModel]]:
    """Return the models of the objects that can stand in a field."""
    if issubclass(model, Model):
        return field_models(fields(model)[name])
    return _models_in(model.model_fields[name].annotation)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if get_origin(annotation) is None and isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
