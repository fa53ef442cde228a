"""An answer without the secrets that a server repeats where none belongs: they would stand in the state in clear."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..model.fields import Field, field_models, fields
from ..model.redaction import redact_document, redact_texts
from ..model.resource_types import ResourceType
from ..model.traits import Model
from .response_values import is_known

Values = Mapping[str, Any]

ID = "id"
"""What the API asks for the resource by: it stays as it is."""


def without_repeated(
    resource_type: ResourceType, response: Values, known: Values, secrets: Collection[str]
) -> dict[str, Any]:
    """Return an answer in which no text holds one of the secrets, but for the fields that are secret themselves.

    What is answered as it is `known`, from the program or from the state, stays: it has been shown already.
    """
    found = _object(resource_type.variants(response), response, known, secrets)
    return {**found, ID: response[ID]} if ID in response else found


def _object(models: Sequence[type[Model]], response: Values, sent: Values, secrets: Collection[str]) -> dict[str, Any]:
    tables = [fields(model) for model in models]
    shown = {field.presence_field or name for table in tables for name, field in table.items()}
    returned = {name for model in models for name in model.output_fields}
    result: dict[str, Any] = {}
    for name, value in response.items():
        found = [table[name] for table in tables if name in table]
        if any(field.secret or (field.enum_values and is_known(field, value)) for field in found):
            result[name] = value
        elif inner := _variants(found, value):
            result[name] = _object(inner, value, _mapping(sent.get(name)), secrets)
        elif name in shown | returned:
            result[name] = _value(value, sent.get(name, _names(tables, name, sent)), secrets)
        else:
            result |= redact_document({name: value}, secrets)
    return result


def _variants(found: Sequence[Field], value: Any) -> tuple[type[Model], ...]:
    """Return the shapes that an object in one of these fields may have; none for what is no such object."""
    if not isinstance(value, Mapping):
        return ()
    picked = next((model for field in found if (model := field.model_for(value))), None)
    return (picked,) if picked else tuple(model for field in found for model in field_models(field))


def _names(tables: Sequence[Mapping[str, Field]], seen_as: str, sent: Values) -> list[str]:
    """Return the names of the headers that were sent, of which an answer says no more."""
    written = [name for table in tables for name, field in table.items() if field.presence_field == seen_as]
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
