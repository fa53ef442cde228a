"""Python source, laid out as the usual formatters leave it: what fits on a line, else one item on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

WIDTH = 88
"""Columns of a line, as formatters have it by default."""

INDENT = 4


@dataclass(frozen=True)
class Code:
    """A piece of source as it is, such as a name."""

    text: str


@dataclass(frozen=True)
class Call:
    """A call: its arguments with their keywords, an empty one for those by position."""

    function: str
    arguments: tuple[tuple[str, Node], ...]


Node: TypeAlias = "Code | Call | Any"
"""An expression; what is neither `Code` nor `Call` is JSON."""


def call(function: str, *arguments: Node, **keywords: Node) -> Call:
    """Return a call."""
    return Call(function, (*(("", node) for node in arguments), *keywords.items()))


def assigned(name: str, node: Node) -> str:
    """Return a statement that gives the value of an expression to a variable."""
    return _laid_out(node, f"{name} = ", 0)


def declared(name: str, node: Call) -> str:
    """Return the same of a call with each argument on a line of its own, also where one line would do."""
    return _opened(node, f"{name} = ", 0)


def names_in(node: Node) -> Iterator[str]:
    """Return the variables and functions that an expression uses."""
    if isinstance(node, (Code, Call)):
        yield (node.text if isinstance(node, Code) else node.function).partition(".")[0]
    for _, item in _pieces(node)[1]:
        yield from names_in(item)


def one_line(node: Node) -> str:
    """Return an expression on one line."""
    opening, parts, closing = _pieces(node)
    return opening + ", ".join(label + one_line(item) for label, item in parts) + closing


def quoted(text: str) -> str:
    """Return a string literal: in double quotes unless single ones need fewer escapes, and all of it visible."""
    quote = '"' if text.count('"') <= text.count("'") else "'"
    return quote + "".join(_escaped(char, quote) for char in text) + quote


def _escaped(char: str, quote: str) -> str:
    if char in ("\\", quote):
        return f"\\{char}"
    return char if char.isprintable() else ascii(char)[1:-1]


def _laid_out(node: Node, label: str, indent: int) -> str:
    line = label + one_line(node)
    fits = indent + _columns(line) + (len(",") if indent else 0) <= WIDTH
    return line if fits or not _pieces(node)[1] else _opened(node, label, indent)


def _opened(node: Node, label: str, indent: int) -> str:
    opening, parts, closing = _pieces(node)
    inner = indent + INDENT
    lines = (f"{' ' * inner}{_laid_out(item, name, inner)},\n" for name, item in parts)
    return f"{label}{opening}\n{''.join(lines)}{' ' * indent}{closing}"


def _pieces(node: Node) -> tuple[str, list[tuple[str, Node]], str]:
    """Return what an expression begins with, its parts with what stands before each, and what it ends with."""
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
    """Return how wide a line is at most: characters beyond ASCII may take two columns."""
    return sum(1 if char.isascii() else 2 for char in line)
