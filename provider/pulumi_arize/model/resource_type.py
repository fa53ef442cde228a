"""What a resource type is: its path in the API, and the fields that it can have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..casing import Names
from .enums import IntegrationType
from .fields import Field, OutputField, field_models, fields, names_of_models
from .provider_options import NoOptions
from .tagged_union import TaggedUnion
from .traits import Model


@dataclass(frozen=True)
class ResourceType:
    """A resource type of the API."""

    name: str
    """Name of the resource type, as in `arize.Integration`."""
    title: str
    """What a message calls one of them."""
    path: str
    """Path of the collection under the base URL."""
    list_key: str
    """Name of the list in the response to a list request."""
    models: tuple[type[Model], ...]
    """The variants that a resource can be."""
    default_discriminator: IntegrationType | None = None
    """The discriminator of inputs that name none."""
    unlisted: tuple[IntegrationType, ...] = ()
    """The discriminators that a list without a filter leaves out."""
    options: type[Model] = NoOptions
    """The arguments that only this provider knows."""
    unique_field: str = "name"
    """The field that no two resources of a name scope have in common."""
    setting: str = ""
    """The field of a resource of the collection that this one sets; empty where it is such a resource itself."""

    @cached_property
    def union(self) -> TaggedUnion | None:
        """The variants, where there are several."""
        return TaggedUnion(self.models) if len(self.models) > 1 else None

    def claim_key(self, item_id: str) -> str:
        """Return what a resource claims: what has the id, or the setting of that."""
        return f"{item_id}/{self.setting}" if self.setting else item_id

    @cached_property
    def parent(self) -> Field | None:
        """The field with the ID of what the names are unique in; None where that is the account."""
        return next((field for model in self.models for field in fields(model).values() if field.parent), None)

    @property
    def name_scopes(self) -> frozenset[str]:
        """The scopes in which the names of its resources are unique."""
        return frozenset(model.name_scope for model in self.models if model.name_scope)

    @property
    def discriminator(self) -> str | None:
        """The field that tells the variants apart, where there are several."""
        return self.union.discriminator if self.union else None

    def model_for(self, value: object) -> type[Model] | None:
        """Return the model of inputs, of a state or of a response; None where the discriminator is unknown."""
        return self.union.model_for(value) if self.union else self.models[0]

    def variants(self, value: object) -> tuple[type[Model], ...]:
        """Return the model of inputs or of a state, or all of them where the discriminator does not tell."""
        picked = self.model_for(value)
        return (picked,) if picked else self.models

    @property
    def deletes_before_replace(self) -> bool:
        """Whether the old one must be gone before a new one is created: names are unique."""
        return bool(self.name_scopes)

    @cached_property
    def secret_outputs(self) -> frozenset[str]:
        """The secret ones of the fields that are no arguments."""
        return frozenset().union(*(model.secret_outputs for model in (*self.models, self.options)))

    @cached_property
    def names(self) -> Names:
        """The names of all fields in inputs and in a state, at any depth."""
        return names_of_models((*self.models, self.options))

    @cached_property
    def object_models(self) -> tuple[type[Model], ...]:
        """The models of its variants and of every object at any depth in them, each once."""
        return tuple(dict.fromkeys(inner for model in self.models for inner in object_models(model)))

    @cached_property
    def inner_models(self) -> tuple[type[Model], ...]:
        """The models of the objects in its arguments, at any depth, each once."""
        return tuple(model for model in self.object_models if model not in self.models)

    def arguments(self) -> list[Field]:
        """Return the arguments of all variants, the required ones first."""
        tables = [fields(model) for model in (*self.models, self.options)]
        names = dict.fromkeys(name for table in tables for name in table)
        merged = [next(table[name] for table in tables if name in table) for name in names]
        return sorted(merged, key=lambda field: not field.required)

    def alternatives(self, name: str) -> list[Field]:
        """Return an argument as each variant has it that has it."""
        tables = map(fields, (*self.models, self.options))
        return [table[name] for table in tables if name in table]

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The names of the arguments and outputs that only this provider knows."""
        return frozenset({*fields(self.options), *self.options.output_fields})

    def returned_arguments(self) -> list[Field]:
        """Return the arguments that a response has: those that are neither write-only nor this provider's own."""
        return [field for field in self.arguments() if field.name not in self.own_names and not field.presence_field]

    def output_fields(self) -> dict[str, OutputField]:
        """Return the fields that only responses have, or that this provider computes."""
        own = (field for model in self.models for field in fields(model).values())
        presence = {
            field.presence_field: OutputField(bool, f"Whether {field.name} is set.")
            for field in own
            if field.presence_field
        }
        texts = {name: text for model in (*self.models, self.options) for name, text in model.output_fields.items()}
        return {**presence, **{name: OutputField(str, text) for name, text in texts.items()}}


def object_models(model: type[Model]) -> Iterator[type[Model]]:
    """Return `model` and the model of every object at any depth in it, each once, outermost first."""
    seen: dict[type[Model], None] = {}
    waiting = [model]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen[current] = None
        waiting += [inner for field in fields(current).values() for inner in field_models(field)]
    return iter(seen)


def enum_fields(resource_type: ResourceType) -> Iterator[Field]:
    """Return the fields with an enum value that a program writes: not the discriminators of the objects inside."""
    for model in resource_type.object_models:
        of_model = (field for field in fields(model).values() if field.enum_values)
        yield from (field for field in of_model if model in resource_type.models or not field.is_discriminator)
