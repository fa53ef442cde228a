"""The names of properties in both casings: snake_case in the models, camelCase in the native plugin's schema.

Only the names of fields are converted: the keys of headers, of JSON Schemas and of request bodies are the user's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeAlias

Names: TypeAlias = "Mapping[str, Names]"
"""The names of an object's fields, each with the names of the fields of the object in it."""

_casing: ContextVar[Callable[[str], str]] = ContextVar("casing", default=str)
"""How messages write the name of a property."""

WORD_OR_QUOTED = re.compile(r"""(?<!\w)'[^']*'|(?<!\w)"[^"]*"|\w+""")


@cache
def camel(name: str) -> str:
    """Return a field's name in camelCase."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def display_name(path: str) -> str:
    """Return the name of a property for a message, from its dotted path in the models.

    The casing is chosen where a message is made: later, field names in it cannot be told from a user's words.
    """
    return _casing.get()(path)


@contextmanager
def schema_names() -> Iterator[None]:
    """Let messages inside the block name properties in camelCase; without it they use the models' names."""
    before = _casing.set(camel)
    try:
        yield
    finally:
        _casing.reset(before)


def to_camel_case(value: Any, names: Names) -> Any:
    """Return a value with the names of its fields in camelCase."""
    return _convert(value, {name: (camel(name), inner) for name, inner in names.items()}, to_camel_case)


def to_snake_case(value: Any, names: Names) -> Any:
    """Return a value with the names of its fields in snake_case, whichever of the two casings it has."""
    known = {alias: (name, inner) for name, inner in names.items() for alias in (name, camel(name))}
    return _convert(value, known, to_snake_case)


def keys_to_snake_case(values: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Return an object with the names of its own fields in snake_case; what is in the fields stays as it is."""
    known: dict[str, tuple[str, Names]] = {camel(name): (name, {}) for name in names}
    converted: dict[str, Any] = _convert(values, known, to_snake_case)
    return converted


def path_to_camel_case(path: tuple[str | int, ...], names: Names) -> tuple[str | int, ...]:
    """Return the path of a property with the names of fields in camelCase."""
    converted: list[str | int] = []
    for part in path:
        known = part in names
        converted.append(camel(str(part)) if known else part)
        names = names[str(part)] if known else names if isinstance(part, int) else {}
    return tuple(converted)


def in_both_casings(paths: Sequence[str], names: Names) -> list[str]:
    """Return paths of properties in snake_case and in camelCase.

    The engine looks for a path in the old state too, which the other front end may have written.
    """
    return list(dict.fromkeys(converted for path in paths for converted in _casings(path, names)))


def _casings(path: str, names: Names) -> Iterator[str]:
    parts = [(part, part) for part in re.split(r"(\w+)", path)]
    for at, (part, _) in enumerate(parts):
        known = next((name for name in names if part in (name, camel(name))), None)
        if known:
            parts[at], names = (known, camel(known)), names[known]
        elif part.isidentifier():
            break
    return map("".join, zip(*parts, strict=True))


def words_to_camel_case(text: str, names: Names) -> str:
    """Return a text with the names of fields in camelCase; a word in quotation marks is a value, and stays."""
    known = set(_all_names(names))
    return WORD_OR_QUOTED.sub(lambda word: camel(word[0]) if word[0] in known else word[0], text)


def _all_names(names: Names) -> Iterator[str]:
    for name, inner in names.items():
        yield name
        yield from _all_names(inner)


def _convert(value: Any, known: Mapping[str, tuple[str, Names]], inside: Callable[[Any, Names], Any]) -> Any:
    """Return a value with its names as `known` maps them; a name that the value has in both casings keeps both."""
    if isinstance(value, (list, tuple)):
        return [_convert(item, known, inside) for item in value]
    if not isinstance(value, Mapping):
        return value
    converted = {}
    for key, item in value.items():
        name, names = known.get(key, (key, {}))
        converted[key if name in value else name] = inside(item, names) if names else item
    return converted
