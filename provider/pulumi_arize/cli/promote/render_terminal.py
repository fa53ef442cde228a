"""A report in a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..console import printable
from .report import Cell, Line, Report, Style

STYLES = {Style.PLAIN: "", Style.QUIET: "dim", Style.PENDING: "yellow", Style.DRIFT: "magenta", Style.WRONG: "red"}

INDENT = 2
"""Columns by which the fields of an integration are indented."""

MAX_NAME_SHARE = 0.28
"""Maximum share of the width for the names."""


def render_terminal(report: Report, width: int) -> RenderableType:
    """Return a table for a console of this width, with the notes under it."""
    notes = [_line(note) for note in report.notes]
    return Group(_table(report, width), *notes) if report.rows else Group(*notes)


def _table(report: Report, width: int) -> Table:
    longest = max(len(str(line)) + INDENT for row in report.rows for line in row.name)
    title = Text(printable(report.title))
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False, width=width)
    table.add_column("", overflow="fold", width=min(longest, int(width * MAX_NAME_SHARE)))
    for column in report.columns:
        table.add_column(Text(printable(column)), overflow="fold", ratio=1)
    for row in report.rows:
        if row.heading:
            table.add_section()
        name = _cell(row.name)
        name.stylize("bold" if row.heading else "dim", 0, len(str(row.name[0])))
        table.add_row(name if row.heading else Padding(name, (0, 0, 0, INDENT)), *(_cell(cell) for cell in row.cells))
    return table


def _cell(cell: Cell) -> Text:
    return Text("\n").join(_line(line) for line in cell)


def _line(line: Line) -> Text:
    return Text(printable(str(line)), STYLES[line.style])
