"""Tagged unions: objects that are one of several variants, told apart by the value of a discriminator field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from .enums import ApiEnum
from .traits import Model

DISCRIMINATOR_PREFIX = "="
"""What a discriminator begins with in the location of a pydantic error, and no field's name."""


@cache
def discriminator_of(model: type[Model]) -> tuple[str, ApiEnum] | None:
    """Return the name and the value of the field that allows one enum value only; None where there is none."""
    for name, info in model.model_fields.items():
        values = get_args(info.annotation)
        if len(values) == 1 and isinstance(values[0], ApiEnum):
            return name, values[0]
    return None


@dataclass(frozen=True)
class TaggedUnion:
    """One of several models that share a discriminator; `implied` where it may be left out.

    `name` is the one that programs have for it, empty where none has it as a type.
    """

    models: tuple[type[Model], ...]
    implied: bool = False
    name: str = ""

    @property
    def discriminator(self) -> str:
        """The name of the field that tells the models apart."""
        return self.discriminator_values[0][0]

    @cached_property
    def discriminator_values(self) -> tuple[tuple[str, ApiEnum], ...]:
        """The name and value of each model's discriminator, in the models' order."""
        return tuple(discriminator for model in self.models if (discriminator := discriminator_of(model)))

    @cached_property
    def enum_values(self) -> tuple[ApiEnum, ...]:
        """The values that the discriminator can have."""
        return tuple(member for _, member in self.discriminator_values)

    def model_for(self, value: object) -> type[Model] | None:
        """Return the model of an object in either dialect; None where the discriminator is missing or unknown."""
        if not isinstance(value, Mapping):
            return None
        given = value.get(self.discriminator)
        if given is None and self.implied:
            return max(self.models, key=lambda model: len(model.model_fields.keys() & value.keys()))
        return self._models_by_value.get(given) if isinstance(given, str) else None

    @cached_property
    def _models_by_value(self) -> Mapping[str, type[Model]]:
        pairs = zip(self.models, self.enum_values, strict=True)
        return {value: model for model, member in pairs for value in member.api_values}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        pairs = zip(self.models, self.enum_values, strict=True)
        choices = {DISCRIMINATOR_PREFIX + member: handler.generate_schema(model) for model, member in pairs}
        return core_schema.tagged_union_schema(choices, discriminator=self._discriminate)

    def _discriminate(self, value: object) -> str | None:
        if isinstance(value, Model):
            value = dict(value)
        model = self.model_for(value)
        found = discriminator_of(model) if model else None
        return DISCRIMINATOR_PREFIX + found[1] if found else None
