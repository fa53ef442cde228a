"""Bodies of requests without their secret values, for whoever may look over a shoulder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pulumi_arize.model.fields import field_models, fields
from pulumi_arize.model.redaction import REDACTED, redact_document
from pulumi_arize.model.resource_types import INTEGRATION_TYPES
from pulumi_arize.model.secret_fields import secrets_by_name
from pulumi_arize.model.traits import Model

NO_OBJECT = "[no JSON object]"
"""What stands for a body in which no field can be told from another."""


def redacted(path: str, body: Any) -> Any:
    """Return the JSON of a request's body without its secret values.

    Of an integration, the values of unknown fields are hidden too: one may be a key under a misspelled name. What is
    secret is also hidden where it stands a second time, such as in the integration's name.
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
    """Return an object, or a list of them, that one of `models` describes, with nothing that none of them knows."""
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
