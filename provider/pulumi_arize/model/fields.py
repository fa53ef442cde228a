"""The table of a model's fields that the other layers read: requests, diffs, checks, schema and docs come from it."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from ..casing import Names
from .enums import Term
from .tagged_union import Choice, tag_of
from .traits import CalledElsewhere, ExtendedBy, Mark, Model, ShorthandFor, WriteOnly


@dataclass(frozen=True)
class Field:
    """One field of one model: what its declaration says, ready to read."""

    name: str
    description: str
    required: bool
    default: Any
    """What the API does when the field is left out, as JSON; None where it means: nothing is there."""
    marks: frozenset[Mark]
    seen_as: str | None
    """The response field that stands for a write-only value; None for a value that is returned."""
    called_elsewhere: str
    """Its name on the other resource over the same integrations."""
    shorthand: ShorthandFor | None
    extended_by: str | None
    """The flag that lets the server list more than it was sent."""
    secret: bool
    """Whether the value must never be shown, be it returned or not."""
    terms: tuple[Term, ...]
    """The values allowed, where the field is an enumeration."""
    choice: Choice | None
    model: type[Model] | None
    """The model of the object, or of each item of the list, where there is only one."""
    many: bool
    mapping: bool
    """Whether the value is a map with keys of its own."""
    is_tag: bool
    annotation: Any
    json_type: type
    """What the value is in JSON: a list, a dict, a bool or a str."""

    @property
    def seen_as_names(self) -> bool:
        """Whether the response field is the list of a map's keys, and no boolean."""
        return bool(self.seen_as) and not str(self.seen_as).startswith("has_")

    @property
    def nested(self) -> bool:
        """Whether the value is an object with fields of its own, or a list of such."""
        return self.choice is not None or self.model is not None

    def pick(self, value: object) -> type[Model] | None:
        """Return the model of an object that stands in this field."""
        return self.choice.pick(value) if self.choice else self.model

    def has(self, mark: Mark) -> bool:
        """Tell whether the field bears the mark."""
        return mark in self.marks


@cache
def fields(model: type[Model]) -> Mapping[str, Field]:
    """Return the fields of `model` by name; its tag and what is required first, as a person would write them."""
    tag = tag_of(model)
    table = [_field(name, info, bool(tag and tag[0] == name)) for name, info in model.model_fields.items()]
    table.sort(key=lambda field: (not field.is_tag, not field.required))
    return {field.name: field for field in table}


def nested(field: Field, value: object) -> Iterator[tuple[type[Model] | None, Any]]:
    """Return the objects in `value` that have fields of their own, each with its model."""
    items = value if field.many and isinstance(value, list) else [value]
    return ((field.pick(item), item) for item in items)


def models_of(field: Field) -> tuple[type[Model], ...]:
    """Return the models that can stand in `field`."""
    if field.choice:
        return field.choice.models
    return (field.model,) if field.model else ()


def names_in(models: Iterable[type[Model]]) -> Names:
    """Return the names of all that an object of one of these shapes can hold."""
    inner: dict[str, list[type[Model]]] = {}
    for model in models:
        for field in fields(model).values():
            inner.setdefault(field.name, []).extend(models_of(field))
            inner.setdefault(field.seen_as or field.name, [])
        for name in model.returned:
            inner.setdefault(name, [])
    return {name: names_in(found) for name, found in inner.items()}


def _field(name: str, info: FieldInfo, is_tag: bool) -> Field:  # noqa: FBT001 - a fact, not a switch
    marks = [item for item in info.metadata if isinstance(item, Mark)]
    write_only = next((item for item in info.metadata if isinstance(item, WriteOnly)), None)
    elsewhere = next((item.name for item in info.metadata if isinstance(item, CalledElsewhere)), name)
    parts = list(_parts(info.annotation))
    choice = next((item for item in info.metadata if isinstance(item, Choice)), None)
    models = [part for part in parts if isinstance(part, type) and issubclass(part, Model)]
    return Field(
        name=name,
        description=info.description or "",
        required=info.is_required(),
        default=_default(info),
        marks=frozenset(marks),
        seen_as=write_only.seen_as if write_only else None,
        called_elsewhere=elsewhere,
        shorthand=next((item for item in info.metadata if isinstance(item, ShorthandFor)), None),
        extended_by=next((item.flag for item in info.metadata if isinstance(item, ExtendedBy)), None),
        secret=SecretStr in parts,
        terms=tuple(_terms(parts)),
        choice=choice,
        model=models[0] if models and choice is None else None,
        many=list in parts,
        mapping=dict in parts,
        is_tag=is_tag,
        annotation=info.annotation,
        json_type=next((part for part in (list, dict, bool) if part in parts), dict if choice or models else str),
    )


def _parts(annotation: Any) -> Iterator[Any]:
    """Return every type that `annotation` is made of."""
    origin = get_origin(annotation)
    yield annotation if origin is None or origin in (Union, types.UnionType) else origin
    for argument in get_args(annotation):
        yield from _parts(argument)


def _terms(parts: list[Any]) -> Iterator[Term]:
    for part in parts:
        if isinstance(part, Term):
            yield part
        elif isinstance(part, type) and issubclass(part, Term):
            yield from part


def _default(info: FieldInfo) -> Any:
    default = None if info.is_required() else info.default
    return default.model_dump(mode="json", exclude_none=True) if isinstance(default, BaseModel) else default
