"""The table of a model's fields that the other layers read: requests, diffs, checks, schema and docs come from it."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from ..casing import Names
from .enums import ApiEnum
from .tagged_union import TaggedUnion, discriminator_of
from .traits import ApiName, ExtendedBy, FieldTrait, IdOf, Model, OtherApiName, Parent, ShorthandFor, WriteOnly

T = TypeVar("T")


@dataclass(frozen=True)
class OutputField:
    """A field that only responses have."""

    type: type
    """`str` or `bool`."""
    description: str


@dataclass(frozen=True)
class Field:
    """One field of one model."""

    name: str
    description: str
    required: bool
    default: Any
    """The value that the API assumes where the field is left out, as JSON; None where it assumes none."""
    traits: frozenset[FieldTrait]
    presence_field: str | None
    """The response field that tells whether a write-only value is set; None for a value that is returned."""
    other_api_name: str
    """Its name on the other resource type for the same integrations."""
    api_name: str
    """Its name in requests and responses."""
    shorthand: ShorthandFor | None
    id_of: tuple[str, ...]
    """The names of the resource types that it can have the ID of."""
    parent: Parent | None
    """What the resource is in, where the field has the ID of that."""
    extended_by: str | None
    """The field that lets the server return more items than it was sent."""
    secret: bool
    """Whether the value must never be shown, returned or not."""
    enum_values: tuple[ApiEnum, ...]
    """The values allowed, where the field is an enum."""
    union: TaggedUnion | None
    model: type[Model] | None
    """The model of the object, or of each item of the list, where there is only one."""
    is_list: bool
    is_map: bool
    """Whether the value is a map with keys of the user's."""
    is_discriminator: bool
    annotation: Any
    metadata: tuple[Any, ...]
    """The rules for the value itself; those inside of it are in `annotation`."""
    scalar_types: tuple[type, ...]
    """What a scalar value, or each item of a list, can be: of `bool`, `int` and `str`."""
    json_type: type
    """What the value is in JSON: a list, a dict, a bool or a str."""

    @property
    def enum(self) -> type[ApiEnum] | None:
        """The enum of its values, None where it has none."""
        return type(self.enum_values[0]) if self.enum_values else None

    @property
    def presence_names(self) -> bool:
        """Whether the response field is the list of a map's keys, and not a boolean."""
        return bool(self.presence_field) and not str(self.presence_field).startswith("has_")

    @property
    def is_object(self) -> bool:
        """Whether the value is an object with fields of its own, or a list of such."""
        return self.union is not None or self.model is not None

    def model_for(self, value: object) -> type[Model] | None:
        """Return the model of an object in this field; None for what is no object, or of no known variant."""
        if self.union:
            return self.union.model_for(value)
        return self.model if isinstance(value, Mapping) else None

    def has(self, trait: FieldTrait) -> bool:
        """Tell whether the field has a trait."""
        return trait in self.traits


@cache
def fields(model: type[Model] | None) -> Mapping[str, Field]:
    """Return the fields of `model` by name, the discriminator first, then what is required; None has no fields."""
    if model is None:
        return {}
    discriminator = discriminator_of(model)
    table = [
        _field(name, info, bool(discriminator and discriminator[0] == name))
        for name, info in model.model_fields.items()
    ]
    table.sort(key=lambda field: (not field.is_discriminator, not field.required))
    return {field.name: field for field in table}


def field_models(field: Field) -> tuple[type[Model], ...]:
    """Return the models that can stand in `field`."""
    if field.union:
        return field.union.models
    return (field.model,) if field.model else ()


def has_output_only_fields(model: type[Model]) -> bool:
    """Tell whether a response has fields of an object that its inputs have not."""
    return bool(model.output_fields) or any(field.presence_field for field in fields(model).values())


def names_of_models(models: Iterable[type[Model]]) -> Names:
    """Return the names of all fields, in inputs and in responses, of an object that is one of these models."""
    inner: dict[str, list[type[Model]]] = {}
    for model in models:
        for field in fields(model).values():
            inner.setdefault(field.name, []).extend(field_models(field))
            inner.setdefault(field.presence_field or field.name, [])
        for name in model.output_fields:
            inner.setdefault(name, [])
    return {name: names_of_models(found) for name, found in inner.items()}


def _field(name: str, info: FieldInfo, is_discriminator: bool) -> Field:  # noqa: FBT001 - a fact, not a switch
    parts = list(_annotation_parts(info.annotation))
    union = _marker(info, TaggedUnion)
    write_only, other, extended = _marker(info, WriteOnly), _marker(info, OtherApiName), _marker(info, ExtendedBy)
    id_of = _marker(info, IdOf)
    models = [part for part in parts if isinstance(part, type) and issubclass(part, Model)]
    return Field(
        name=name,
        description=info.description or "",
        required=info.is_required(),
        default=_default(info),
        traits=frozenset(item for item in info.metadata if isinstance(item, FieldTrait)),
        presence_field=write_only.presence_field if write_only else None,
        other_api_name=other.name if other else name,
        api_name=renamed.name if (renamed := _marker(info, ApiName)) else name,
        shorthand=_marker(info, ShorthandFor),
        id_of=id_of.types if id_of else (),
        parent=_marker(info, Parent),
        extended_by=extended.flag if extended else None,
        secret=SecretStr in parts,
        enum_values=tuple(_enum_values(parts)),
        union=union,
        model=models[0] if models and union is None else None,
        is_list=list in parts,
        is_map=dict in parts,
        is_discriminator=is_discriminator,
        annotation=info.annotation,
        metadata=tuple(info.metadata),
        scalar_types=tuple(kind for kind in (bool, int, str) if kind in parts) or (str,),
        json_type=next((part for part in (list, dict, bool) if part in parts), dict if union or models else str),
    )


def _marker(info: FieldInfo, kind: type[T]) -> T | None:
    return next((item for item in info.metadata if isinstance(item, kind)), None)


def _annotation_parts(annotation: Any) -> Iterator[Any]:
    """Return every type that `annotation` is made of."""
    origin = get_origin(annotation)
    yield annotation if origin is None or origin in (Union, types.UnionType) else origin
    for argument in get_args(annotation):
        yield from _annotation_parts(argument)


def _enum_values(parts: list[Any]) -> Iterator[ApiEnum]:
    for part in parts:
        if isinstance(part, ApiEnum):
            yield part
        elif isinstance(part, type) and issubclass(part, ApiEnum):
            yield from part


def _default(info: FieldInfo) -> Any:
    default = None if info.is_required() else info.default
    return default.model_dump(mode="json", exclude_none=True) if isinstance(default, BaseModel) else default
