"""A sheet in a terminal."""

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
"""Columns by which a field stands in from the integration that has it."""

NAMES = 0.28
"""The share of the width that names may take."""


def render_terminal(sheet: Report, width: int) -> RenderableType:
    """Return what a console of this width prints: a table, and the notes under it."""
    notes = [_line(note) for note in sheet.notes]
    return Group(_table(sheet, width), *notes) if sheet.rows else Group(*notes)


def _table(sheet: Report, width: int) -> Table:
    longest = max(len(str(line)) + INDENT for row in sheet.rows for line in row.name)
    shown = Table(
        box=box.SIMPLE_HEAD, title=Text(printable(sheet.title)), title_justify="left", pad_edge=False, width=width
    )
    shown.add_column("", overflow="fold", width=min(longest, int(width * NAMES)))
    for column in sheet.columns:
        shown.add_column(Text(printable(column)), overflow="fold", ratio=1)
    for row in sheet.rows:
        if row.heading:
            shown.add_section()
        name = _cell(row.name)
        name.stylize("bold" if row.heading else "dim", 0, len(str(row.name[0])))
        shown.add_row(name if row.heading else Padding(name, (0, 0, 0, INDENT)), *(_cell(cell) for cell in row.cells))
    return shown


def _cell(cell: Cell) -> Text:
    return Text("\n").join(_line(line) for line in cell)


def _line(line: Line) -> Text:
    return Text(printable(str(line)), STYLES[line.tone])
