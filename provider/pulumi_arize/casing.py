"""The names of properties in the native plugin's schema: camel case, as Pulumi programs of every language expect.

Only names of the models are respelled: the keys of headers, of JSON Schemas and of request bodies are the user's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeAlias

Names: TypeAlias = "Mapping[str, Names]"
"""The names of an object's fields, each with those of the objects that stand in it."""

_casing: ContextVar[Callable[[str], str]] = ContextVar("_spelling", default=str)
"""How messages spell the name of a property."""

WORD_OR_QUOTED = re.compile(r"""(?<!\w)'[^']*'|(?<!\w)"[^"]*"|\w+""")


@cache
def camel(name: str) -> str:
    """Return a field's name as the schema spells it."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def display_name(path: str) -> str:
    """Return what a message calls a property, from its dotted path in the models.

    A message is spelled where it is made: later nobody can tell our words in it from those of a user or of a server.
    """
    return _casing.get()(path)


@contextmanager
def schema_names() -> Iterator[None]:
    """Let messages call properties as the schema does; without it they do as the models, which is Python's spelling."""
    before = _casing.set(camel)
    try:
        yield
    finally:
        _casing.reset(before)


def to_camel_case(value: Any, names: Names) -> Any:
    """Return a value of the models with its fields named as in the schema."""
    return _convert(value, {name: (camel(name), inner) for name, inner in names.items()}, to_camel_case)


def to_snake_case(value: Any, names: Names) -> Any:
    """Return a value with its fields named as in the models, whichever of the two spellings it has."""
    known = {spelling: (name, inner) for name, inner in names.items() for spelling in (name, camel(name))}
    return _convert(value, known, to_snake_case)


def path_to_camel_case(path: tuple[str | int, ...], names: Names) -> tuple[str | int, ...]:
    """Return the path of a property with its fields named as in the schema."""
    spelled: list[str | int] = []
    for part in path:
        known = part in names
        spelled.append(camel(str(part)) if known else part)
        names = names[str(part)] if known else names if isinstance(part, int) else {}
    return tuple(spelled)


def in_both_casings(paths: Sequence[str], names: Names) -> list[str]:
    """Return paths of properties as the models spell them and as the schema does.

    The engine looks for a path in the last state too, which another front end may have left.
    """
    return list(dict.fromkeys(spelled for path in paths for spelled in _spellings(path, names)))


def _spellings(path: str, names: Names) -> Iterator[str]:
    parts = [(part, part) for part in re.split(r"(\w+)", path)]
    for at, (part, _) in enumerate(parts):
        known = next((name for name in names if part in (name, camel(name))), None)
        if known:
            parts[at], names = (known, camel(known)), names[known]
        elif part.isidentifier():
            break
    return map("".join, zip(*parts, strict=True))


def words_to_camel_case(text: str, names: Names) -> str:
    """Return a text of ours with its fields named as in the schema; what stands in quotation marks is a value."""
    every = set(_all_names(names))
    return WORD_OR_QUOTED.sub(lambda word: camel(word[0]) if word[0] in every else word[0], text)


def _all_names(names: Names) -> Iterator[str]:
    for name, inner in names.items():
        yield name
        yield from _all_names(inner)


def _convert(value: Any, known: Mapping[str, tuple[str, Names]], inside: Callable[[Any, Names], Any]) -> Any:
    """Return a value with its names as `known` has them; one that stands there in both spellings keeps both."""
    if isinstance(value, (list, tuple)):
        return [_convert(item, known, inside) for item in value]
    if not isinstance(value, Mapping):
        return value
    respelled = {}
    for key, item in value.items():
        name, names = known.get(key, (key, {}))
        respelled[key if name in value else name] = inside(item, names) if names else item
    return respelled
