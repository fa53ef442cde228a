"""Reads a request body by the models: what it may hold, what it must hold, and in which spelling."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from pulumi_arize.model.enums import ApiEnum
from pulumi_arize.model.fields import Field, field_models, fields
from pulumi_arize.model.rules import NotTogether
from pulumi_arize.model.tagged_union import TaggedUnion, discriminator_of
from pulumi_arize.model.traits import FieldTrait, Model

from ..dialect import Dialect
from ..errors import InvalidRequest, Path, Unprocessable, at
from .nullability import check_null_in_create, check_null_in_patch
from .scalars import check_leaf

Json = dict[str, Any]
Models = tuple[type[Model], ...]


class BodyScope(Enum):
    """How much of an object a request holds."""

    WHOLE = "what is left out has its default"
    PART = "what is left out stays"


@dataclass(frozen=True)
class BodyShape:
    """What an object should be: its model, and the other models that could stand in its place.

    A field of one of the `siblings` is well-formed and does not apply (422); any other is unknown (400).
    """

    model: type[Model]
    siblings: Models


def require_object(value: object, path: Path) -> Json:
    """Return `value` if it is a JSON object.

    Raises:
        InvalidRequest: It is something else.
    """
    if not isinstance(value, dict):
        raise InvalidRequest(f"{at(path)} must be an object")
    return value


@dataclass(frozen=True)
class BodyReader:
    """Reads bodies in one dialect; what it returns has today's spelling, and only what was sent."""

    dialect: Dialect

    def read(self, shape: BodyShape, value: object, extent: BodyScope, path: Path = ()) -> Json:
        """Return the checked object.

        Raises:
            InvalidRequest: It does not have the form that the API asks for.
            Unprocessable: It has, and breaks a rule.
        """
        given = require_object(value, path)
        table = fields(shape.model)
        _refuse_others(shape, given, path)
        missing = [field for field in table.values() if field.name not in given and self.dialect.requires(field)]
        if missing and extent is BodyScope.WHOLE:
            raise InvalidRequest(f"{at((*path, missing[0].name))} is required")
        read = {
            name: self._field(shape, field, given[name], extent, (*path, name))
            for name, field in table.items()
            if name in given
        }
        check_rules(shape.model, read, extent, path)
        return read

    def pick(self, union: TaggedUnion, value: object, path: Path) -> type[Model]:
        """Return the model that an object says it has.

        Raises:
            InvalidRequest: It says nothing, or nothing that is allowed.
        """
        given = require_object(value, path)
        model = union.models[0]
        if union.discriminator not in given:
            if self.dialect.requires(fields(model)[union.discriminator]):
                raise InvalidRequest(f"{at((*path, union.discriminator))} is required")
            return union.model_for(given) or model
        member = self.member(given[union.discriminator], union.enum_values, (*path, union.discriminator))
        return union.models[union.enum_values.index(member)]

    def member(self, spelling: object, terms: tuple[ApiEnum, ...], path: Path) -> ApiEnum:
        """Return the value of an enumeration.

        Raises:
            InvalidRequest: It is none of `terms` in this dialect.
        """
        member = self.dialect.read(spelling, terms)
        if member is None:
            raise InvalidRequest(f"{at(path)} must be one of: {self.dialect.list(terms)}")
        return member

    def _field(self, shape: BodyShape, field: Field, value: object, extent: BodyScope, path: Path) -> Any:
        if value is None:
            if extent is BodyScope.PART:
                check_null_in_patch(field, shape.siblings, path)
            else:
                check_null_in_create(field, path)
            return None
        if field.is_object:
            return self._nested(shape, field, value, extent, path)
        if field.enum_values:
            return str(self.member(value, field.enum_values, path))
        check_leaf(shape.model, field.name, value, path)
        return value

    def _nested(self, shape: BodyShape, field: Field, value: object, extent: BodyScope, path: Path) -> Any:
        if not field.is_list:
            inner = extent if field.has(FieldTrait.MERGE_PATCH) else BodyScope.WHOLE
            return self._object(self._shape(shape, field, value, extent, path), value, inner, path)
        if not isinstance(value, list):
            raise InvalidRequest(f"{at(path)} must be a list")
        places = [(*path, index) for index in range(len(value))]
        return [
            self._object(self._shape(shape, field, item, extent, place), item, BodyScope.WHOLE, place)
            for item, place in zip(value, places, strict=True)
        ]

    def _object(self, shape: BodyShape, value: object, extent: BodyScope, path: Path) -> Json:
        read = self.read(shape, value, extent, path)
        discriminator = discriminator_of(shape.model)
        return {discriminator[0]: str(discriminator[1]), **read} if discriminator else read

    def _shape(self, outer: BodyShape, field: Field, value: object, extent: BodyScope, path: Path) -> BodyShape:
        if field.union is None:
            return BodyShape(field_models(field)[0], field_models(field))
        others = _elsewhere(field, outer.siblings) if extent is BodyScope.PART else TaggedUnion(())
        picked = self.pick(TaggedUnion(field.union.models + others.models, field.union.implied), value, path)
        if picked not in field.union.models:
            raise Unprocessable(f"{at((*path, field.union.discriminator))} does not apply here")
        return BodyShape(picked, field.union.models)


def check_rules(model: type[Model], values: Json, extent: BodyScope, path: Path) -> None:
    """Check what no single field can tell; of a part, only what it says itself.

    Raises:
        Unprocessable: A rule is broken.
    """
    present = {name: value for name, value in values.items() if value is not None or extent is BodyScope.PART}
    rules = [rule for rule in model.rules if extent is BodyScope.WHOLE or isinstance(rule, NotTogether)]
    broken = [found for rule in rules for found in rule(present)]
    if broken:
        where, why = broken[0]
        raise Unprocessable(f"{at((*path, *where))}: {why}")


def _refuse_others(shape: BodyShape, given: Json, path: Path) -> None:
    for name in given:
        if name in fields(shape.model):
            continue
        if any(name in fields(model) for model in shape.siblings):
            raise Unprocessable(f"{at((*path, name))} does not apply here")
        raise InvalidRequest(f"{at((*path, name))} is not a known field")


def _elsewhere(field: Field, siblings: Models) -> TaggedUnion:
    """Return what else can stand in a field of that name: a PATCH has one form for every provider."""
    own = field.union.models if field.union else ()
    choices = [other.union for model in siblings if (other := fields(model).get(field.name)) and other.union]
    return TaggedUnion(tuple(dict.fromkeys(item for union in choices for item in union.models if item not in own)))
