"""The names of properties in both casings: camelCase for the engine, snake_case in the models and in Python programs.

Inputs, states and the messages of providers have camelCase. Only the names of fields are converted: the keys of
headers, of JSON Schemas and of request bodies are the user's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

Names: TypeAlias = "Mapping[str, Names]"
"""The names of an object's fields, each with the names of the fields of the object in it."""

PATH_PART = re.compile(r'\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.\[\]"]+)')
"""A part of a property path: `["a key"]`, `[0]`, `[*]` or `name`."""

WORD_OR_QUOTED = re.compile(r"""(?<!\w)'[^']*'|(?<!\w)"[^"]*"|\w+""")


@cache
def camel(name: str) -> str:
    """Return a field's name, or the dotted path of a field, in camelCase."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def to_camel_case(value: Any, names: Names) -> Any:
    """Return a value with the names of its fields in camelCase."""
    return _convert(value, {name: (camel(name), inner) for name, inner in names.items()}, to_camel_case)


def to_snake_case(value: Any, names: Names) -> Any:
    """Return a value with the names of its fields in snake_case, whichever of the two casings it has.

    States that an earlier version of the dynamic front end has written are in snake_case.
    """
    known = {alias: (name, inner) for name, inner in names.items() for alias in (name, camel(name))}
    return _convert(value, known, to_snake_case)


def is_snake_case(state: Mapping[str, Any], names: Names) -> bool:
    """Tell whether an earlier version has written a state."""
    return any(name in state for name in names if name != camel(name))


def both_casings(path: str, names: Names) -> tuple[str, str]:
    """Return the path of a property in snake_case and in camelCase, from a path in either."""
    parts = [(part, part) for part in re.split(r"(\w+)", path)]
    for at, (part, _) in enumerate(parts):
        known = next((name for name in names if part in (name, camel(name))), None)
        if known:
            parts[at], names = (known, camel(known)), names[known]
        elif part.isidentifier():
            break
    snake, camels = map("".join, zip(*parts, strict=True))
    return snake, camels


def path_parts(path: str) -> tuple[str, ...]:
    """Return the names, keys and indices in a property path such as `config.auth["role_arn"]` or `scopings[0]`."""
    return tuple(re.sub(r"\\(.)", r"\1", quoted) or index or name for quoted, index, name in PATH_PART.findall(path))


def words_to_camel_case(text: str, names: Names) -> str:
    """Return a text with the names of fields in camelCase; a word in quotation marks is a value, and stays."""
    return _replace_words(text, {name: camel(name) for name in _all_names(names)})


def words_to_snake_case(text: str, names: Names) -> str:
    """Return a text with the names of fields in snake_case; a word in quotation marks is a value, and stays."""
    return _replace_words(text, {camel(name): name for name in _all_names(names)})


def _replace_words(text: str, replacements: Mapping[str, str]) -> str:
    return WORD_OR_QUOTED.sub(lambda word: replacements.get(word[0], word[0]), text)


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
