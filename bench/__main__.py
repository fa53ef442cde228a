"""The command of `make bench`."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from .check_diff import calls
from .profiles import FORMS
from .targets import Measured, rows
from .scaling import grow
from .operations import live
from .machine import load, machine
from .project import engine_here
from .report import show, write
from .startup import imports, ready

GOALS_HOLD = "full"
"""The form for which the goals are."""


def run(
    form: Annotated[str, typer.Option(help=f"How much is measured: {' or '.join(FORMS)}.")] = "full",
    runs: Annotated[int, typer.Option(min=0, help="How often; 0 leaves it to the form.")] = 0,
    json: Annotated[Path, typer.Option(dir_okay=False, help="File for the figures.")] = Path("bench.json"),
) -> None:
    """Measure what the provider costs, compared with one that does nothing; nothing is asserted."""
    # An installed package has its bytecode; where none may be written, each start would compile ours and no other.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    engine = engine_here()
    measured_by = replace(FORMS[form], runs=runs, growth_runs=max(1, runs // 2)) if runs else FORMS[form]
    here = machine(engine)
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        measured = Measured(
            measured_by,
            live(folder, engine, measured_by, 0, _tell),
            live(folder, engine, measured_by, measured_by.latency, _tell),
            grow(folder, engine, measured_by, _tell),
            imports(measured_by.starts),
            ready(measured_by.starts),
            calls(measured_by.calls),
        )
    here["load at the end"] = load()
    table = list(rows(measured))
    if form != GOALS_HOLD:
        table = [replace(row, goal=None) for row in table]
    show(table, measured_by, here)
    write(json, table, measured_by, here)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    typer.run(run)
