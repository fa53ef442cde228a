"""The bodies of requests without their secret values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pulumi_arize.model.fields import field_models, fields
from pulumi_arize.model.redaction import REDACTED, redact_document
from pulumi_arize.model.resource_types import INTEGRATION_TYPES
from pulumi_arize.model.secret_fields import secrets_by_name
from pulumi_arize.model.traits import Model

NO_OBJECT = "[no JSON object]"
"""Shown instead of a body that is no JSON object: its secrets cannot be told from the rest."""


def redact_body(path: str, body: Any) -> Any:
    """Return the JSON of a request's body without its secret values.

    In an integration's body, the values of unknown fields are redacted too: one may be a key under a misspelled name. A
    secret is also redacted where it occurs again, such as in the integration's name.
    """
    if body is not None and not isinstance(body, Mapping):
        return NO_OBJECT
    models = _models(path)
    return redact_document(_known(models, body) if models else body, frozenset(secrets_by_name(body)))


def _models(path: str) -> Sequence[type[Model]]:
    return next(
        (
            resource_type.models
            for resource_type in INTEGRATION_TYPES
            if f"{path}/".startswith(f"{resource_type.path}/")
        ),
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
