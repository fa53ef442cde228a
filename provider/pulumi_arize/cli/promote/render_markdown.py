"""A report as a comment on a pull request."""

from __future__ import annotations

import re

from ..console import printable
from .report import Line, Report, Row, Style

MARKER = "<!-- arize-promote -->"
"""The start of the comment, by which a job finds the comment of its last run."""

MAX_LENGTH = 60_000
"""Characters of a comment; GitHub accepts 65,536."""

SIGNS = {Style.PLAIN: "", Style.QUIET: "", Style.PENDING: "🟡 ", Style.DRIFT: "🟣 ", Style.WRONG: "🔴 "}


def render_markdown(report: Report) -> str:
    """Return the comment; rows beyond its maximum length are only counted."""
    head = [MARKER, f"### {_escaped(report.title)}", ""]
    notes = ["", *(f"- {_line(note)}" for note in report.notes)]
    rows = [_row(row) for row in report.rows]
    top = ["|".join(["", "", *map(_escaped, report.columns), ""]), "|" + "---|" * (len(report.columns) + 1)]
    included: list[str] = []
    room = MAX_LENGTH - sum(len(line) + 1 for line in (*head, *top, *notes))
    for row in rows:
        room -= len(row) + 1
        if room < 0:
            break
        included.append(row)
    left = len(rows) - len(included)
    cut = ["", f"{left} more rows do not fit here: run the command to see them."] if left else []
    return "\n".join([*head, *(top + included if rows else []), *cut, *notes, ""])


def _row(row: Row) -> str:
    first, *more = map(_line, row.name)
    name = "<br>".join([f"**{first}**" if row.heading else first, *more])
    return "|".join(["", name, *("<br>".join(map(_line, cell)) for cell in row.cells), ""])


def _line(line: Line) -> str:
    label = f"{_escaped(line.label)}: " if line.label else ""
    return f"{SIGNS[line.style]}{label}{_escaped(line.text)}"


def _escaped(text: str) -> str:
    """Return a text without markup, the end of a cell, a link, a mention, or the number of an issue."""
    unlinked = re.sub("[@#]", lambda match: f"{match[0]}\u200b", printable(text))
    return re.sub(r"[^\w\s,.—…\u200b-]|_", lambda match: f"&#{ord(match[0])};", unlinked)
