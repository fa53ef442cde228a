"""The messages that the product has for its users, as its code spells them: `…` stands for what differs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pulumi_arize
from pulumi_arize import errors

PACKAGE = Path(pulumi_arize.__file__).parent
GAP = "…"
RAISED = {*errors.__all__, "CheckFailure", "PydanticCustomError", "RunError", "rule_error", "_failure"}
"""Calls with a message among their arguments: errors of ours, and failures of the check of a property."""

TABLES = ("HINTS", "OUTCOME_UNKNOWN", "PYDANTIC_MESSAGES")
"""The messages about a status, a lost response, and a wrong value."""

FEW = 12
"""Letters of a text that is too short to be distinguished from others."""


FIELD = re.compile(r"\{(?:host|reason|expected|max_length|gt|ge|le)(?::[^}]*)?\}|%[s]|%\.0f")
"""What a text has filled in later."""


@cache
def texts() -> dict[str, Path]:
    """Return every text of the code, with the module that holds it."""
    return {text: path for path in _modules() for node in ast.walk(_tree(path)) if (text := _text(node))}


@cache
def messages() -> dict[str, Path]:
    """Return the texts of errors and check failures, and the messages about statuses and types of values."""
    return {
        text: path
        for path in _modules()
        for node in ast.walk(_tree(path))
        for argument in _arguments(node)
        for part in _texts(argument)
        if (text := _text(part)) and len(text.replace(GAP, "")) > FEW and " " in text
    }


def _arguments(node: ast.AST) -> Iterator[ast.expr]:
    """Return the messages that a user may get: by an error, by a broken rule with its path, or by a table of hints."""
    if isinstance(node, ast.Call) and _name(node.func) in RAISED:
        yield from [*node.args, *(keyword.value for keyword in node.keywords)]
    elif (
        isinstance(node, ast.Tuple)
        and len(node.elts) == len(("path", "reason"))
        and isinstance(node.elts[0], ast.Tuple)
    ):
        yield node.elts[1]
    elif isinstance(node, ast.AnnAssign) and _name(node.target) in TABLES and isinstance(node.value, ast.Dict):
        yield from node.value.values


def _texts(argument: ast.expr) -> Iterator[ast.expr]:
    """Return the texts of an argument, whichever of them is used."""
    if isinstance(argument, ast.IfExp):
        yield from [*_texts(argument.body), *_texts(argument.orelse)]
    elif isinstance(argument, ast.BinOp):
        yield from [*_texts(argument.left), *_texts(argument.right)]
    else:
        yield argument


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _text(node: ast.AST) -> str:
    """Return what a string literal says, also one with values in it; empty for everything else."""
    if isinstance(node, ast.Constant):
        return FIELD.sub(GAP, node.value) if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values)
