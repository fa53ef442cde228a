"""An account with integrations in it, and the program that `arize-export` writes for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.e2e.declarations import CASES, Place
from tests.lifecycle.deployed_resource import KINDS, account, canonical, places, settings

from arize_emulator import Emulator
from pulumi_arize.cli.export.adoption_plan import plan_adoption
from pulumi_arize.cli.export.module_layout import KEEP
from pulumi_arize.cli.export.program import ExportedProgram, program
from pulumi_arize.cli.export.project_files import project_files
from pulumi_arize.cli.export.read_account import Filters, read
from pulumi_arize.cli.export.write_files import write
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.registry import lifecycle
from pytest_pulumi_arize.operation_result import OperationResult
from pytest_pulumi_arize.stack import Stack

Json = dict[str, Any]
PROJECT = "taken"
COMMAND = str(Path(sys.executable).parent / "arize-export")


def fill(emulator: Emulator, inputs: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Make integrations in an account, by the names of their kinds; those whose name is taken are left out."""
    behind = account(emulator)
    for kind_name, given in inputs:
        kind = KINDS[kind_name]
        with suppress(ArizeError):
            lifecycle(kind, behind).create(canonical(kind, given))
    emulator.clear_requests()


def cases(emulator: Emulator, copies: int = 1) -> list[tuple[str, Json]]:
    """Return every provider with every way to authenticate, agents and evaluators, so many times."""
    here = tuple(Place(*place) for place in places(emulator))
    made = ((copy, case, case.args(copy % 3, (here[0], here[1], here[2]))) for copy in range(copies) for case in CASES)
    return [(case.kind, {**args, "name": f"{args['name']} no. {copy}"}) for copy, case, args in made]


def export(emulator: Emulator, folder: Path, wanted: Filters = Filters()) -> ExportedProgram:  # noqa: B008 - it is frozen
    """Write the program of an account, as the command does."""
    reading = read(account(emulator), wanted, lambda _: None)
    made = program(reading, map(plan_adoption, reading.integrations.values()))
    write(folder, project_files(made, settings(emulator), PROJECT, "prod"))
    return made


def take_over(stack: Stack) -> None:
    """Give a stack the settings that the program needs before its first preview."""
    stack.set_config(f"{PROJECT}:{KEEP}", "true")


def writes(outcome: OperationResult) -> list[Any]:
    """Return what an operation sent to change something."""
    return [(request.method, request.path, request.body) for request in outcome.requests if request.method != "GET"]


def changes_nothing(made: ExportedProgram, folder: Path, stack: Stack, emulator: Emulator) -> None:
    """Preview, deploy and preview again: every integration is adopted, none is changed, and then all is quiet."""
    names = sorted(item.variable.replace("_", "-") for item in made.declarations)
    before = emulator.integrations

    preview = stack.preview(folder)
    assert (preview.changed, preview.created, writes(preview)) == (names, names, [])
    for item in made.declarations:
        assert (
            f"adopts the existing integration {item.taken.item_id!r} and creates none; it changes nothing"
            in preview.text
        )

    taken = stack.up()
    assert (taken.created, writes(taken)) == (names, [])
    assert emulator.integrations == before
    again = stack.preview()
    assert (again.changed, again.unchanged) == ([], names)
    assert stack.refresh().changed == []


def well_formed(folder: Path) -> None:
    """Fail where a linter or a formatter would touch the program."""
    for words in (("format", "--check"), ("check", "--select", "E4,E7,E9,F,I")):
        _clean(folder, "ruff", *words, "--isolated", "--config", 'src = ["."]', ".")


def well_typed(folder: Path) -> None:
    """Fail where mypy finds fault with the program."""
    _clean(folder, "mypy", "--strict", "--cache-dir", str(Path(sys.prefix) / "mypy"), "--config-file", "", ".")


def _clean(folder: Path, module: str, *words: str) -> None:
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def run(emulator: Emulator, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    environment = {"PATH": "/usr/bin:/bin", **emulator.env, **variables}
    return subprocess.run([COMMAND, *words], env=environment, capture_output=True, text=True, check=False, timeout=120)


def summary(done: subprocess.CompletedProcess[str]) -> Json:
    """Return what `--json` printed."""
    assert done.returncode == 0, done.stderr
    printed: Json = json.loads(done.stdout)
    return printed


def texts(folder: Path) -> dict[str, str]:
    """Return every file that was written."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text(errors="replace") for path in files}
