"""A table, independent of how it is rendered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from ...safe_json import map_scalars
from ...unknown import UNKNOWN

MAX_TEXT = 200
"""Characters of a value; a JSON Schema can have thousands."""


class Style(Enum):
    """What a line means."""

    PLAIN = "plain"
    QUIET = "quiet"
    PENDING = "pending"
    DRIFT = "drift"
    WRONG = "wrong"


@dataclass(frozen=True)
class Line:
    """A line of a cell; `label` names the view that it is of, if it is not the declared one."""

    text: str
    style: Style = Style.PLAIN
    label: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.label else self.text


Cell: TypeAlias = tuple[Line, ...]


@dataclass(frozen=True)
class Row:
    """A row; `name` is its first cell, and a heading begins the rows of one integration."""

    name: Cell
    cells: Sequence[Cell]
    heading: bool = False


@dataclass(frozen=True)
class Report:
    """A table with a title, and notes under it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    notes: Sequence[Line]


def text_of(value: Any, names: Mapping[str, str]) -> str:
    """Return a value on one line, as a person would write it; `names` replace the IDs that are their keys."""
    text = _text(value, names)
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}… ({len(text):,} characters)"


def _text(value: Any, names: Mapping[str, str]) -> str:
    if value is None or value in ([], {}):
        return "—"
    if value is UNKNOWN:
        return "known after the deployment"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_inner(item, names)}" for name, item in sorted(value.items()))
    if isinstance(value, list):
        separator = "; " if any(isinstance(item, Mapping) for item in value) else ", "
        return separator.join(_text(item, names) for item in value)
    return names.get(str(value), str(value))


def _inner(value: Any, names: Mapping[str, str]) -> str:
    if not isinstance(value, (Mapping, list)):
        return _text(value, names)
    named = map_scalars(value, lambda item: names.get(item, item) if isinstance(item, str) else item)
    return json.dumps(named, default=repr, ensure_ascii=False)
