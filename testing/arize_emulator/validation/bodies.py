"""Reads and checks a request body by the models: which fields it may and must have, with which enum values."""

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
from ..errors import InvalidRequest, Unprocessable
from ..json_document import Json, Path, at
from .nullability import check_null_in_create, check_null_in_patch
from .scalars import check_scalar

Models = tuple[type[Model], ...]


class BodyScope(Enum):
    """Whether a request has a whole object or a part of it."""

    WHOLE = "fields that are left out have their defaults"
    PART = "fields that are left out stay as they are"


@dataclass(frozen=True)
class BodyShape:
    """The model that an object must match, and the models that are its alternatives.

    A field of one of the `siblings` is well-formed and does not apply (422); any other is unknown (400).
    """

    model: type[Model]
    siblings: Models


def require_object(value: object, path: Path) -> Json:
    """Return `value` if it is a JSON object; InvalidRequest otherwise."""
    if not isinstance(value, dict):
        raise InvalidRequest(f"{at(path)} must be an object")
    return value


@dataclass(frozen=True)
class BodyReader:
    """Reads bodies in one dialect; returns the fields that were sent, with today's enum values."""

    dialect: Dialect

    def read(self, shape: BodyShape, value: object, scope: BodyScope, path: Path = ()) -> Json:
        """Return the checked object.

        InvalidRequest where it does not have the form that the API requires, Unprocessable where it breaks a rule.
        """
        sent = require_object(value, path)
        table = fields(shape.model)
        _reject_other_fields(shape, sent, path)
        missing = [field for field in table.values() if field.name not in sent and self.dialect.requires(field)]
        if missing and scope is BodyScope.WHOLE:
            raise InvalidRequest(f"{at((*path, missing[0].name))} is required")
        read = {
            name: self._field(shape, field, sent[name], scope, (*path, name))
            for name, field in table.items()
            if name in sent
        }
        check_rules(shape.model, read, scope, path)
        return read

    def select(self, union: TaggedUnion, value: object, path: Path) -> type[Model]:
        """Return the model that an object's discriminator names; InvalidRequest where that is missing or unknown."""
        sent = require_object(value, path)
        model = union.models[0]
        if union.discriminator not in sent:
            if self.dialect.requires(fields(model)[union.discriminator]):
                raise InvalidRequest(f"{at((*path, union.discriminator))} is required")
            return union.model_for(sent) or model
        member = self.member(sent[union.discriminator], union.enum_values, (*path, union.discriminator))
        return union.models[union.enum_values.index(member)]

    def member(self, value: object, members: tuple[ApiEnum, ...], path: Path) -> ApiEnum:
        """Return an enum value; InvalidRequest where it is none of `members` in this dialect."""
        member = self.dialect.read(value, members)
        if member is None:
            raise InvalidRequest(f"{at(path)} must be one of: {self.dialect.list(members)}")
        return member

    def _field(self, shape: BodyShape, field: Field, value: object, scope: BodyScope, path: Path) -> Any:
        if value is None:
            if scope is BodyScope.PART:
                check_null_in_patch(field, shape.siblings, path)
            else:
                check_null_in_create(field, path)
            return None
        if field.is_object and field.is_list:
            return self._list(shape, field, value, scope, path)
        if field.is_object:
            return self._object(shape, field, value, scope, path)
        if field.enum_values:
            return str(self.member(value, field.enum_values, path))
        check_scalar(shape.model, field.name, value, path)
        return value

    def _list(self, outer: BodyShape, field: Field, value: object, scope: BodyScope, path: Path) -> list[Json]:
        if not isinstance(value, list):
            raise InvalidRequest(f"{at(path)} must be a list")
        return [self._object(outer, field, item, scope, (*path, index)) for index, item in enumerate(value)]

    def _object(self, outer: BodyShape, field: Field, value: object, scope: BodyScope, path: Path) -> Json:
        """Return an object in another one, of which `scope` says whether it is whole."""
        shape = self._shape(outer, field, value, scope, path)
        read = self.read(shape, value, scope if field.has(FieldTrait.MERGE_PATCH) else BodyScope.WHOLE, path)
        discriminator = discriminator_of(shape.model)
        return {discriminator[0]: str(discriminator[1]), **read} if discriminator else read

    def _shape(self, outer: BodyShape, field: Field, value: object, scope: BodyScope, path: Path) -> BodyShape:
        if field.union is None:
            return BodyShape(field_models(field)[0], field_models(field))
        others = _other_variants(field, outer.siblings) if scope is BodyScope.PART else TaggedUnion(())
        model = self.select(TaggedUnion(field.union.models + others.models, field.union.implied), value, path)
        if model not in field.union.models:
            raise Unprocessable(f"{at((*path, field.union.discriminator))} does not apply here")
        return BodyShape(model, field.union.models)


def check_rules(model: type[Model], values: Json, scope: BodyScope, path: Path) -> None:
    """Check the rules between fields; Unprocessable where one is broken.

    For a part, check only that its own fields do not exclude each other.
    """
    present = {name: value for name, value in values.items() if value is not None or scope is BodyScope.PART}
    rules = [rule for rule in model.rules if scope is BodyScope.WHOLE or isinstance(rule, NotTogether)]
    failures = [failure for rule in rules for failure in rule(present)]
    if failures:
        where, why = failures[0]
        raise Unprocessable(f"{at((*path, *where))}: {why}")


def _reject_other_fields(shape: BodyShape, sent: Json, path: Path) -> None:
    for name in sent:
        if name in fields(shape.model):
            continue
        if any(name in fields(model) for model in shape.siblings):
            raise Unprocessable(f"{at((*path, name))} does not apply here")
        raise InvalidRequest(f"{at((*path, name))} is not a known field")


def _other_variants(field: Field, siblings: Models) -> TaggedUnion:
    """Return the variants of other models for the field: the form of a PATCH is the same for every provider."""
    own = field.union.models if field.union else ()
    unions = [other.union for model in siblings if (other := fields(model).get(field.name)) and other.union]
    return TaggedUnion(tuple(dict.fromkeys(item for union in unions for item in union.models if item not in own)))
