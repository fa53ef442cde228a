"""Expressions and variable names as Python source, formatted as `ruff format` does it."""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, TypeAlias

WIDTH = 88
"""Columns of a line, the default of formatters."""

INDENT = 4

MAX_NAME_LENGTH = 40
"""Characters of a variable, without a noun and a number that make it unique."""

RESERVED_NAMES = frozenset({*keyword.kwlist, *keyword.softkwlist, *dir(builtins)})
"""Names that no variable of a program may have."""


@dataclass(frozen=True)
class Code:
    """Source that is copied unchanged, such as a name."""

    text: str


@dataclass(frozen=True)
class Call:
    """A call; each argument has its keyword, which is empty for a positional argument."""

    function: str
    arguments: tuple[tuple[str, Node], ...]


Node: TypeAlias = "Code | Call | Any"
"""An expression: `Code`, a `Call`, or a JSON value."""


def call(function: str, *arguments: Node, **keywords: Node) -> Call:
    """Return a call."""
    return Call(function, (*(("", node) for node in arguments), *keywords.items()))


def assignment(name: str, node: Node) -> str:
    """Return an assignment of an expression to a variable."""
    return _formatted(node, f"{name} = ", 0)


def expanded_assignment(name: str, node: Call) -> str:
    """Return an assignment of a call that has each argument on its own line, even if it fits on one."""
    return _expanded(node, f"{name} = ", 0)


def names_in(node: Node) -> Iterator[str]:
    """Return the names of the variables and functions in an expression."""
    if isinstance(node, (Code, Call)):
        yield (node.text if isinstance(node, Code) else node.function).partition(".")[0]
    for _, item in _parts(node)[1]:
        yield from names_in(item)


def one_line(node: Node) -> str:
    """Return an expression on one line."""
    opening, parts, closing = _parts(node)
    return opening + ", ".join(label + one_line(item) for label, item in parts) + closing


def quoted(text: str) -> str:
    """Return a string literal with printable characters only, in the quotes that need fewer escapes."""
    quote = '"' if text.count('"') <= text.count("'") else "'"
    return quote + "".join(_escaped(char, quote) for char in text) + quote


def _escaped(char: str, quote: str) -> str:
    if char in ("\\", quote):
        return f"\\{char}"
    return char if char.isprintable() else ascii(char)[1:-1]


def _formatted(node: Node, label: str, indent: int) -> str:
    line = label + one_line(node)
    fits = indent + _columns(line) + (len(",") if indent else 0) <= WIDTH
    return line if fits or not _parts(node)[1] else _expanded(node, label, indent)


def _expanded(node: Node, label: str, indent: int) -> str:
    opening, parts, closing = _parts(node)
    inner = indent + INDENT
    lines = (f"{' ' * inner}{_formatted(item, name, inner)},\n" for name, item in parts)
    return f"{label}{opening}\n{''.join(lines)}{' ' * indent}{closing}"


def _parts(node: Node) -> tuple[str, list[tuple[str, Node]], str]:
    """Return the opening of an expression, its parts with their labels, and its closing."""
    if isinstance(node, Code):
        return node.text, [], ""
    if isinstance(node, Call):
        return f"{node.function}(", [(f"{name}=" if name else "", item) for name, item in node.arguments], ")"
    if isinstance(node, Mapping):
        return "{", [(f"{quoted(name)}: ", item) for name, item in node.items()], "}"
    if isinstance(node, list):
        return "[", [("", item) for item in node], "]"
    return (quoted(node) if isinstance(node, str) else repr(node).replace("e+", "e")), [], ""


def _columns(line: str) -> int:
    """Return the maximum width of a line: characters beyond ASCII may take two columns."""
    return sum(1 if char.isascii() else 2 for char in line)


def word(name: str, fallback: str) -> str:
    """Return a name as a variable in snake case; one without ASCII letters at its start begins with `fallback`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})", " ", plain).lower())
    short = _shortened(words)
    return short if short and short[0].isalpha() else f"{fallback}_{short}".rstrip("_")


def unique(words: Iterable[str], noun: str, reserved: Collection[str]) -> list[str]:
    """Return a unique variable for each word: a reserved one gets the noun as suffix, a repeated one a number.

    Words that differ only in underscores count as equal, because they are equal in camel case.
    """
    reserved_words = {_bare(name) for name in reserved}
    taken = set(reserved_words)
    variables: list[str] = []
    for base in words:
        is_reserved = base in RESERVED_NAMES or _bare(base) in reserved_words
        stem = f"{base}_{noun}" if is_reserved else base
        candidates = chain([stem], (f"{stem}_{number}" for number in count(2)))
        variables.append(next(name for name in candidates if _bare(name) not in taken))
        taken.add(_bare(variables[-1]))
    return variables


def _shortened(words: list[str]) -> str:
    """Return as many words as fit into `MAX_NAME_LENGTH`, or a part of the first."""
    joined = ""
    for part in words:
        longer = f"{joined}_{part}".lstrip("_")
        if len(longer) > MAX_NAME_LENGTH:
            break
        joined = longer
    return joined or "".join(words)[:MAX_NAME_LENGTH]


def _bare(name: str) -> str:
    return name.replace("_", "")
