"""The command of `make bench`."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from .check_diff import measure_calls
from .command_lines import measure_export, measure_promote
from .many_at_once import measure_many_at_once
from .profiles import PROFILES
from .targets import Measured, rows
from .scaling import measure_scaling
from .operations import measure_operations
from .machine import load, machine
from .project import engine_here
from .report import show, write
from .startup import measure_imports, measure_startup

PROFILE_WITH_GOALS = "full"
"""The profile for which the goals are."""


def run(
    form: Annotated[str, typer.Option(help=f"How much is measured: {' or '.join(PROFILES)}.")] = "full",
    runs: Annotated[int, typer.Option(min=0, help="How often; 0 leaves it to the form.")] = 0,
    json: Annotated[Path, typer.Option(dir_okay=False, help="File for the figures.")] = Path("bench.json"),
) -> None:
    """Measure what the provider costs, compared with one that does nothing; nothing is asserted."""
    # An installed package has its bytecode; where none may be written, each start would compile ours and no other.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    engine = engine_here()
    profile = replace(PROFILES[form], runs=runs, growth_runs=max(1, runs // 2)) if runs else PROFILES[form]
    here = machine(engine)
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        measured = Measured(
            profile,
            measure_operations(folder, engine, profile, 0),
            measure_operations(folder, engine, profile, profile.latency),
            measure_scaling(folder, engine, profile),
            measure_imports(profile.starts),
            measure_startup(profile.starts),
            measure_calls(profile.calls),
            measure_many_at_once(folder, engine, profile),
            measure_export(folder, profile),
            measure_promote(folder, engine, profile),
        )
    here["load at the end"] = load()
    table = list(rows(measured))
    if form != PROFILE_WITH_GOALS:
        table = [replace(row, goal=None) for row in table]
    show(table, profile, here)
    write(json, table, profile, here)


if __name__ == "__main__":
    typer.run(run)
