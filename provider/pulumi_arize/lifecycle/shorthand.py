"""The two ways of writing one value, a short one and an object, and how an answer says that it is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.fields import Field

Values = Mapping[str, Any]


def shorthand_in(table: Mapping[str, Field]) -> tuple[Field | None, Field | None]:
    """Return the field that is a shorter way to write another one, and that one."""
    short = next((item for item in table.values() if item.shorthand), None)
    return (short, table[short.shorthand.field]) if short and short.shorthand else (None, None)


def is_written_out(short: Field, long: Field, sent: Values) -> bool:
    """Tell whether a program has written a value in the long way, where that matters."""
    value = sent.get(long.name)
    if not isinstance(value, Mapping) or sent.get(short.name) is not None:
        return False
    return value.get(short.name) is not None or long.model_for(value) is not long.model_for(long.default)


def with_one_presence(short: Field, long: Field, response: Values) -> Values:
    """Return an answer that says in both ways of writing a value whether it is there, as it says in the short one."""
    inner, seen = response.get(long.name), str(short.presence_field)
    if not isinstance(inner, Mapping) or seen not in {**inner, **response}:
        return response
    said = response.get(seen, inner.get(seen))
    is_default = long.model_for(inner) is long.model_for(long.default)
    return {**response, seen: said, long.name: {**inner, seen: said} if is_default else inner}


def without(value: Any, short: Field) -> Any:
    """Return an object without what is written in the short way."""
    if not isinstance(value, Mapping):
        return value
    return {name: item for name, item in value.items() if name not in (short.name, short.presence_field)}
