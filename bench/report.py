"""The table at the terminal, and the JSON file."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from .profiles import Profile
from .samples import Spread
from .targets import MICROSECONDS, TIMES, Row

VERDICTS = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}
WIDTH = 170
"""Columns of the table where no terminal says how many it has."""
COLUMNS = ("work", "side", "figure", "goal", "", "measured", "against", "requests")


def show(rows: Sequence[Row], profile: Profile, here: Mapping[str, str]) -> None:
    """Print the table."""
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    console.print("  ".join(f"[bold]{name}[/] {value}" for name, value in here.items()))
    runs = f"{profile.runs} runs in turns, {profile.growth_runs} of {profile.many}, {profile.starts} starts"
    table = Table(*COLUMNS, title="What pulumi-arize costs", caption=f"{runs}; median (quartiles)")
    before = None
    for row in rows:
        if before and row.work != before.work:
            table.add_section()
        table.add_row("" if before and row.work == before.work else row.work, *_cells(row))
        before = row
    console.print(table)


def write(path: Path, rows: Sequence[Row], profile: Profile, here: Mapping[str, str]) -> None:
    """Write all that was measured."""
    document = {"machine": dict(here), "form": asdict(profile), "rows": [_plain(row) for row in rows]}
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


def _cells(row: Row) -> list[str]:
    figure = f"{row.figure:.2f} {row.unit}" if row.unit == TIMES else f"{row.figure:.0f} {row.unit}"
    goal = "" if row.goal is None else f"≤ {row.goal:g} {row.unit}"
    requests = ", ".join(f"{count} {method}" for method, count in (row.requests or {}).items())
    against = _spread(row, row.base) if row.base else ""
    return [row.side, figure, goal, VERDICTS[row.met], _spread(row, row.own), against, requests]


def _spread(row: Row, spread: Spread) -> str:
    if row.unit == MICROSECONDS:
        return _shown(spread, 1e6, MICROSECONDS, 0)
    if "memory" in row.work:
        return _shown(spread, 1 / 1024, "MiB", 0)
    return _shown(spread, 1e3, "ms", 0) if spread.median < 1 else _shown(spread, 1, "s", 1)


def _shown(spread: Spread, scale: float, unit: str, digits: int) -> str:
    lower, upper = spread.quartiles
    return f"{spread.median * scale:.{digits}f} {unit} ({lower * scale:.{digits}f}-{upper * scale:.{digits}f})"


def _plain(row: Row) -> dict[str, Any]:
    return {
        "work": row.work,
        "side": row.side,
        "figure": row.figure,
        "unit": row.unit,
        "goal": row.goal,
        "met": row.met,
        "measured": _summary(row.own),
        "against": _summary(row.base) if row.base else None,
        "requests": dict(row.requests) if row.requests is not None else None,
    }


def _summary(spread: Spread) -> dict[str, Any]:
    lower, upper = spread.quartiles
    return {
        "least": spread.least,
        "lower_quartile": lower,
        "median": spread.median,
        "upper_quartile": upper,
        "runs": list(spread.values),
    }
