"""From one vocabulary to the other: state and comparisons know today's spelling, older servers the other one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .fields import Field, fields
from .tagged_union import Choice
from .traits import Mark, Model

Spell = Callable[[Field, str], str]


def current(model: type[Model] | None, values: Any) -> Any:
    """Return `values`, a declaration, in today's spelling; what is unknown stays as it is."""
    return _respelled(model, values, {}, _today)


def recognized(shapes: Choice | type[Model] | None, answer: Any) -> Any:
    """Return an answer in today's spelling, whichever it has; what is unknown stays as it is."""
    if not isinstance(answer, Mapping):
        return answer
    if isinstance(shapes, Choice):
        answer = _with_recognized_tag(shapes, answer)
    model = shapes.pick(answer) if isinstance(shapes, Choice) else shapes
    table = fields(model) if model else {}
    return {name: _recognized(table[name], value) if name in table else value for name, value in answer.items()}


def _with_recognized_tag(choice: Choice, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    term = type(choice.terms[0]).answered(answer.get(choice.tag))
    return {**answer, choice.tag: str(term)} if term else answer


def _recognized(field: Field, value: Any) -> Any:
    if field.terms:
        term = type(field.terms[0]).answered(value)
        return str(term) if term else value
    if not field.nested:
        return value
    inner = field.choice or field.model
    return [recognized(inner, item) for item in value] if isinstance(value, list) else recognized(inner, value)


def legacy(model: type[Model], body: Mapping[str, Any], like: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request's body as an older server spells it, without the fields that it does not know.

    `like` is the whole declaration: it tells what shape an object has that the body holds only a part of.
    """
    respelled: dict[str, Any] = _respelled(model, body, like, _former)
    return respelled


def _respelled(model: type[Model] | None, values: Any, like: Mapping[str, Any], spell: Spell) -> Any:
    if model is None or not isinstance(values, Mapping):
        return values
    table = fields(model)
    return {
        name: value if name not in table else _value(table[name], value, like.get(name), spell)
        for name, value in values.items()
        if not (spell is _former and name in table and table[name].has(Mark.IMPLIED))
    }


def _value(field: Field, value: Any, like: Any, spell: Spell) -> Any:
    if field.terms and isinstance(value, str):
        return spell(field, value)
    if not field.nested:
        return value
    if field.many and isinstance(value, list):
        return [_respelled(field.pick(item), item, {}, spell) for item in value]
    model = field.pick(value) or field.pick(like)
    return _respelled(model, value, like if isinstance(like, Mapping) else {}, spell)


def _today(field: Field, value: str) -> str:
    return next((str(term) for term in type(field.terms[0]) if value in term.spellings), value)


def _former(field: Field, value: str) -> str:
    return next((term.legacy for term in field.terms if value in term.spellings), value)
