"""Responses without the secrets that a server echoes outside of secret fields: a state would disclose them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..model.field_types import parse_timestamp
from ..model.fields import Field, fields
from ..model.redaction import redact_document, redact_texts
from ..model.resource_types import ResourceType
from ..model.traits import Model
from ..model.traversal import variants_in
from ..safe_json import Values
from .response_values import is_known
from .timestamps import TIMES

ID = "id"
"""The field that requests name the resource by: it is never redacted."""


def without_echoed(
    resource_type: ResourceType, response: Values, known: Values, secrets: Collection[str]
) -> dict[str, Any]:
    """Return a response without the secrets in any text outside of secret fields.

    Values that are `known`, from the inputs or from the state, stay: they have been shown already.
    """
    redacted = _object(resource_type.variants(response), response, known, secrets)
    return {**redacted, ID: response[ID]} if ID in response else redacted


def _object(models: Sequence[type[Model]], response: Values, sent: Values, secrets: Collection[str]) -> dict[str, Any]:
    tables = [fields(model) for model in models]
    known = {field.presence_field or name for table in tables for name, field in table.items()}
    known |= {name for model in models for name in model.output_fields}
    result: dict[str, Any] = {}
    for name, value in response.items():
        candidates = [table[name] for table in tables if name in table]
        if any(field.secret or (field.enum_values and is_known(field, value)) for field in candidates):
            result[name] = value
        elif name in TIMES and isinstance(value, str) and value not in secrets and parse_timestamp(value):
            result[name] = value  # a part of a time may be a header's value by chance: `2026`
        elif isinstance(value, Mapping) and (inner := variants_in(candidates, value)):
            result[name] = _object(inner, value, _mapping(sent.get(name)), secrets)
        elif name in known:
            result[name] = _value(value, sent.get(name, _header_names(tables, name, sent)), secrets)
        else:
            result |= redact_document({name: value}, secrets)
    return result


def _header_names(tables: Sequence[Mapping[str, Field]], presence_field: str, sent: Values) -> list[str]:
    """Return the names of the headers that were sent, which is all that a response holds of them."""
    written = [name for table in tables for name, field in table.items() if field.presence_field == presence_field]
    return [header for name in written for header in _mapping(sent.get(name))]


def _value(value: Any, sent: Any, secrets: Collection[str]) -> Any:
    if value == sent:
        return value
    if isinstance(value, Mapping):
        return {name: _value(item, _mapping(sent).get(name), secrets) for name, item in value.items()}
    if isinstance(value, list):
        known = sent if isinstance(sent, list) else []
        return [item if item in known else redact_texts(item, secrets) for item in value]
    return redact_texts(value, secrets)


def _mapping(value: Any) -> Values:
    return value if isinstance(value, Mapping) else {}
