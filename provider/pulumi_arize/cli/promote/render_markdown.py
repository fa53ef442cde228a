"""A sheet as a comment on a pull request."""

from __future__ import annotations

import re

from ..console import printable
from .report import Line, Report, Row, Style

MARKER = "<!-- arize-promote -->"
"""Begins the comment, so that a job finds the one of its last run."""

LIMIT = 60_000
"""Characters of a comment; GitHub takes 65,536."""

SIGNS = {Style.PLAIN: "", Style.QUIET: "", Style.PENDING: "🟡 ", Style.DRIFT: "🟣 ", Style.WRONG: "🔴 "}


def render_markdown(sheet: Report, limit: int = LIMIT) -> str:
    """Return the comment; rows for which there is no room are counted."""
    head = [MARKER, f"### {_escaped(sheet.title)}", ""]
    notes = ["", *(f"- {_line(note)}" for note in sheet.notes)]
    rows = [_row(row) for row in sheet.rows]
    top = ["|".join(["", "", *map(_escaped, sheet.columns), ""]), "|" + "---|" * (len(sheet.columns) + 1)]
    kept: list[str] = []
    room = limit - sum(len(line) + 1 for line in (*head, *top, *notes))
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            break
        kept.append(row)
    left = len(rows) - len(kept)
    cut = ["", f"{left} more rows have no room here: run the command to see them."] if left else []
    return "\n".join([*head, *(top + kept if rows else []), *cut, *notes, ""])


def _row(row: Row) -> str:
    first, *more = map(_line, row.name)
    name = "<br>".join([f"**{first}**" if row.heading else first, *more])
    return "|".join(["", name, *("<br>".join(map(_line, cell)) for cell in row.cells), ""])


def _line(line: Line) -> str:
    label = f"{_escaped(line.label)}: " if line.label else ""
    return f"{SIGNS[line.tone]}{label}{_escaped(line.text)}"


def _escaped(text: str) -> str:
    """Return a text in which nothing is markup, the end of a cell, a link, a mention or the number of an issue."""
    apart = re.sub("[@#]", lambda found: f"{found[0]}\u200b", printable(text))
    return re.sub(r"[^\w\s,.—…\u200b-]|_", lambda found: f"&#{ord(found[0])};", apart)
