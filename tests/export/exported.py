"""An account with integrations, and the program that `arize-export` writes for it."""

from __future__ import annotations

import json
import os
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
from pulumi_arize.cli.export.program import KEEP_SERVER_KEYS, ExportedProgram, program
from pulumi_arize.cli.export.project_files import project_files, write
from pulumi_arize.cli.export.read_account import Filters, read
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.registry import lifecycle
from pytest_pulumi_arize.operation_result import OperationResult
from pytest_pulumi_arize.stack import Stack

Json = dict[str, Any]
PROJECT = "exported"
KEEP = f"{PROJECT}:{KEEP_SERVER_KEYS}"


def fill(emulator: Emulator, inputs: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Create integrations, given by their resource types and inputs; skip those whose name is taken."""
    filled = account(emulator)
    for resource_type, values in inputs:
        with suppress(ArizeError):
            lifecycle(KINDS[resource_type], filled).create(canonical(KINDS[resource_type], values))
    emulator.clear_requests()


def cases(emulator: Emulator, copies: int = 1) -> list[tuple[str, Json]]:
    """Return the inputs of every provider with every authentication method, agents and evaluators, in copies."""
    first, second, third = (Place(*place) for place in places(emulator))
    return [
        (case.kind, {**args, "name": f"{args['name']} no. {copy}"})
        for copy in range(copies)
        for case in CASES
        for args in [case.args(copy % 3, (first, second, third))]
    ]


def export(emulator: Emulator, folder: Path) -> ExportedProgram:
    """Write the program of an account, as the command does."""
    contents = read(account(emulator), Filters(), lambda _: None)
    exported = program(contents, map(plan_adoption, contents.integrations.values()))
    write(folder, project_files(exported, folder, settings(emulator), PROJECT, "prod"))
    return exported


def writes(result: OperationResult) -> list[Any]:
    """Return the requests of an operation that change something."""
    return [(request.method, request.path, request.body) for request in result.requests if request.method != "GET"]


def check_adopts_unchanged(exported: ExportedProgram, folder: Path, stack: Stack, emulator: Emulator) -> None:
    """Fail unless a preview and an `up` adopt every integration unchanged, and nothing is pending afterwards."""
    names = sorted(item.variable.replace("_", "-") for item in exported.declarations)
    before = emulator.integrations
    stack.set_config(KEEP, "true")

    preview = stack.preview(folder)
    assert (preview.changed, preview.created, writes(preview)) == (names, names, [])
    for item in exported.declarations:
        adoption = f"integration {item.plan.item_id!r} and creates none; it changes nothing"
        assert adoption in preview.text

    adopted = stack.up()
    assert (adopted.created, writes(adopted)) == (names, [])
    assert emulator.integrations == before
    again = stack.preview()
    assert (again.changed, again.unchanged) == ([], names)
    assert stack.refresh().changed == []


def check_format(folder: Path) -> None:
    """Fail if a linter or a formatter would change the program."""
    for words in (("format", "--check"), ("check", "--select", "E4,E7,E9,F,I")):
        _check(folder, "ruff", *words, "--isolated", "--config", 'src = ["."]', ".")


def check_types(folder: Path) -> None:
    """Fail if mypy reports an error in the program."""
    _check(folder, "mypy", "--strict", "--cache-dir", str(Path(sys.prefix) / "mypy"), "--config-file", "", ".")


def _check(folder: Path, *words: str) -> None:
    done = subprocess.run([sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


def run(emulator: Emulator, *words: str, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    environment = {"PATH": os.environ["PATH"], **emulator.env, **variables}
    return subprocess.run(
        ["arize-export", *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def summary(emulator: Emulator, *words: str) -> Json:
    """Return what the command prints with `--json`."""
    done = run(emulator, *words, "--json")
    assert done.returncode == 0, done.stderr
    printed: Json = json.loads(done.stdout)
    return printed


def texts(folder: Path) -> dict[str, str]:
    """Return every file in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text(errors="replace") for path in files}
