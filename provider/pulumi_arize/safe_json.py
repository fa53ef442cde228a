"""JSON from outside: parsed to values that the engine can represent, or refused."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

Values: TypeAlias = Mapping[str, Any]
"""The values of an object's fields, by name."""

MAX_DEPTH = 64
"""Levels of nested lists and objects that are accepted; the engine's protocol has room for about half of them."""

MAX_INTEGER_DIGITS = 300
"""Digits of an integer that a float can represent."""

_ESCAPED_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")


def parse(content: bytes) -> Any:
    """Return the document; None where the content is not JSON, or is nested too deeply.

    A number that is too large for a float, the engine's only number type, is returned as its text.
    """
    try:
        document = json.loads(content, parse_int=_integer, parse_float=_float, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    if nested_too_deeply(document):
        return None
    return _encodable(document) if _ESCAPED_SURROGATE.search(content) else document


def is_scalar(value: Any) -> bool:
    """Tell whether a value is a string, a number, a boolean or null of JSON, which has no infinity and no NaN."""
    return value is None or isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value))


def map_scalars(value: Any, convert: Callable[[Any], Any]) -> Any:
    """Return a value with each value at any depth in it converted that is neither an object nor a list."""
    if isinstance(value, Mapping):
        return {name: map_scalars(item, convert) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [map_scalars(item, convert) for item in value]
    return convert(value)


def value_at(values: Any, path: Iterable[str]) -> Any:
    """Return the value at a path in nested objects, None where there is none."""
    for part in path:
        values = values.get(part) if isinstance(values, Mapping) else None
    return values


def merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return two objects merged at any depth: `above` wins, but where it has null."""
    inner = {
        name: merge(below[name], value)
        for name, value in above.items()
        if isinstance(value, Mapping) and isinstance(below.get(name), Mapping)
    }
    return {**below, **{name: value for name, value in above.items() if value is not None}, **inner}


def nested_too_deeply(value: Any) -> bool:
    """Tell whether lists and objects are nested in more than `MAX_DEPTH` levels."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return False
    return True


def _encodable(value: Any) -> Any:
    """Return the value with each lone surrogate, which UTF-8 cannot encode, replaced."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return {_encodable(name): _encodable(item) for name, item in value.items()} if isinstance(value, dict) else value


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _integer(text: str) -> int | str:
    return int(text) if len(text) <= MAX_INTEGER_DIGITS else text


def _float(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
