"""From one dialect to the other: state and comparisons know today's spelling, older servers the other one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .fields import Field, fields
from .tagged_union import TaggedUnion
from .traits import FieldTrait, Model

TranslateValue = Callable[[Field, str], str]


def to_current(model: type[Model] | None, values: Any) -> Any:
    """Return `values`, a declaration, in today's spelling; what is unknown stays as it is."""
    return _translate(model, values, {}, _current_value)


def normalize_response(variants: TaggedUnion | type[Model] | None, response: Any) -> Any:
    """Return an answer in today's spelling, whichever it has; what is unknown stays as it is."""
    if not isinstance(response, Mapping):
        return response
    if isinstance(variants, TaggedUnion):
        response = _normalize_discriminator(variants, response)
    model = variants.model_for(response) if isinstance(variants, TaggedUnion) else variants
    table = fields(model) if model else {}
    return {name: _normalize_value(table[name], value) if name in table else value for name, value in response.items()}


def _normalize_discriminator(union: TaggedUnion, response: Mapping[str, Any]) -> Mapping[str, Any]:
    member = type(union.enum_values[0]).from_response(response.get(union.discriminator))
    return {**response, union.discriminator: str(member)} if member else response


def _normalize_value(field: Field, value: Any) -> Any:
    if field.enum_values:
        member = type(field.enum_values[0]).from_response(value)
        return str(member) if member else value
    if not field.is_object:
        return value
    inner = field.union or field.model
    return (
        [normalize_response(inner, item) for item in value]
        if isinstance(value, list)
        else normalize_response(inner, value)
    )


def to_legacy(model: type[Model], body: Mapping[str, Any], like: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request's body as an older server spells it, without the fields that it does not know.

    `like` is the whole declaration: it tells what shape an object has that the body holds only a part of.
    """
    respelled: dict[str, Any] = _translate(model, body, like, _legacy_value)
    return respelled


def _translate(model: type[Model] | None, values: Any, like: Mapping[str, Any], spell: TranslateValue) -> Any:
    if model is None or not isinstance(values, Mapping):
        return values
    table = fields(model)
    return {
        name: value if name not in table else _translate_value(table[name], value, like.get(name), spell)
        for name, value in values.items()
        if not (spell is _legacy_value and name in table and table[name].has(FieldTrait.ABSENT_IN_LEGACY))
    }


def _translate_value(field: Field, value: Any, like: Any, spell: TranslateValue) -> Any:
    if field.enum_values and isinstance(value, str):
        return spell(field, value)
    if not field.is_object:
        return value
    if field.is_list and isinstance(value, list):
        return [_translate(field.model_for(item), item, {}, spell) for item in value]
    model = field.model_for(value) or field.model_for(like)
    return _translate(model, value, like if isinstance(like, Mapping) else {}, spell)


def _current_value(field: Field, value: str) -> str:
    return next((str(member) for member in type(field.enum_values[0]) if value in member.spellings), value)


def _legacy_value(field: Field, value: str) -> str:
    return next((member.legacy for member in field.enum_values if value in member.spellings), value)
