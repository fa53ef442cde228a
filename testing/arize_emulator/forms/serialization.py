"""Renders a stored object for a response: every field of the model, no write-only value, enum values of the dialect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.traits import Model

from ..dialect import Dialect
from ..json_paths import Json


@dataclass(frozen=True)
class Renderer:
    """Renders objects in one dialect. `empty` is the value of a list of names that is not set."""

    dialect: Dialect
    empty: list[str] | None

    def render(self, model: type[Model], values: Mapping[str, Any]) -> Json:
        """Return an object of `model` with these values as a response shows it."""
        server_set = {name: values.get(name) for name in model.output_fields}
        return {**server_set, **dict(self._fields(model, values))}

    def _fields(self, model: type[Model], values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for name, field in fields(model).items():
            value = values.get(name)
            if field.presence_field:
                yield field.presence_field, _presence(field, value)
            elif self.dialect.knows(field):
                yield name, self._value(field, value)

    def _value(self, field: Field, value: Any) -> Any:
        if value is None:
            return self.empty if field.is_list else None
        if field.enum:
            return self.dialect.render(value, field.enum)
        if not field.is_object:
            return value
        return [self._object(field, item) for item in value] if field.is_list else self._object(field, value)

    def _object(self, field: Field, value: Any) -> Json:
        model = field.model_for(value)
        return self.render(model, value) if model else dict(value)


def _presence(field: Field, value: Any) -> Any:
    """Return what a response shows of a write-only value: whether it is set, or its names."""
    return list(value or {}) if field.presence_names else bool(value)
