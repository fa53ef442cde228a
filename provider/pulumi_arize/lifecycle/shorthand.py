"""The two ways to write one value: a short field, such as `api_key`, or the long field that is an object, `auth`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.traits import Model
from ..safe_json import Values


def shorthand_of(model: type[Model]) -> tuple[Field | None, Field | None]:
    """Return the short field of a model and the long one that it stands for; None and None where there is none."""
    table = fields(model)
    short = next((field for field in table.values() if field.shorthand), None)
    return (short, table[short.shorthand.field]) if short and short.shorthand else (None, None)


def long_form(short: Field, long: Field, values: Values) -> Any:
    """Return the long form of what an object has in either form."""
    form = values.get(long.name) or long.default
    if long.model_for(form) is not long.model_for(long.default):
        return form
    moved = {name: values[name] for name in (short.name, short.presence_field or "") if values.get(name) is not None}
    return {**moved, **form}


def uses_long_form(short: Field, long: Field, sent: Values) -> bool:
    """Tell whether a program uses the long form for what the short one could say, or for another variant."""
    value = sent.get(long.name)
    if not isinstance(value, Mapping) or sent.get(short.name) is not None:
        return False
    return value.get(short.name) is not None or long.model_for(value) is not long.model_for(long.default)


def with_both_presences(short: Field, long: Field, response: Values) -> Values:
    """Return a response whose two forms agree on whether the value is set: the short one decides."""
    inner, name = response.get(long.name), str(short.presence_field)
    if not isinstance(inner, Mapping) or name not in {**inner, **response}:
        return response
    presence = response.get(name, inner.get(name))
    is_default = long.model_for(inner) is long.model_for(long.default)
    return {**response, name: presence, long.name: {**inner, name: presence} if is_default else inner}


def without_short_field(value: Any, short: Field) -> Any:
    """Return the object of the long form without what the short field says."""
    if not isinstance(value, Mapping):
        return value
    return {name: item for name, item in value.items() if name not in (short.name, short.presence_field)}
