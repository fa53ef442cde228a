"""A stack of so many resources, on an engine."""

from __future__ import annotations

import json
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import yaml
from tests.drivers.shell import PULUMI, inherited_variables
from tests.e2e.engines import ENGINES, Engine

from pulumi_arize.model.resource_types import INTEGRATION

PROGRAM = Path(__file__).parent / "program"
SCRIPTS = Path(sysconfig.get_path("scripts"))
"""The folder of this virtual environment with the plugin's command."""
RUNTIME = {"name": "python", "options": {"virtualenv": sys.prefix}}
FLOOR = "floor"
"""The module of resources that do nothing: what all figures are held against."""
SHAPE = {
    "BENCH_ARGUMENTS": " ".join(field.name for field in INTEGRATION.arguments()),
    "BENCH_RETURNED": " ".join(INTEGRATION.output_fields()),
}
"""The variables that tell the floor which properties ours have."""
TIMEOUT = 1800
"""Seconds that an operation of many resources may take."""


def engine_here() -> str:
    """Return the name of the engine: the real one where it is on PATH."""
    return PULUMI if shutil.which(PULUMI) else "embedded"


def stack(folder: Path, engine: str, account: Mapping[str, str]) -> Engine:
    """Return a new stack of the program in a folder; `account` are the variables that lead to the account."""
    shutil.copytree(PROGRAM, folder, ignore=shutil.ignore_patterns("__pycache__"))
    plugins = {"providers": [{"name": "arize", "path": str(SCRIPTS)}]}
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump({"name": "bench", "runtime": RUNTIME, "plugins": plugins}))
    made = ENGINES[engine](folder, {**inherited_variables(), **account, **SHAPE})
    made.seconds = TIMEOUT
    return made


def declare(folder: Path, module: str, count: int, turn: int) -> None:
    """Write what the program declares."""
    (folder / "declared.json").write_text(json.dumps({"module": module, "count": count, "turn": turn}))
