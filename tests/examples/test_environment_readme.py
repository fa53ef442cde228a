"""The example of an environment, command by command as its README has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.drivers.shell import Shell
from tests.promote.checkout import commands_of

from arize_emulator import Emulator

from .examples import FOLDER

EXAMPLE = FOLDER / "environment"
PENDING = 2


@pytest.fixture
def shell(engine: str, emulator: Emulator, tmp_path: Path, virtualenv: Path) -> Shell:
    """Return a shell in a copy of the example, with an engine as `pulumi`."""
    folder = tmp_path / "checkout" / "examples" / "environment"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("__pycache__", "Pulumi.*.yaml"))
    made = Shell(folder, tmp_path, engine, emulator.env, virtualenv)
    made.prepare_stacks("dev", "staging", "prod")
    (tmp_path / "checkout" / ".venv").symlink_to(made.virtualenv)
    (tmp_path / "commands" / "arize-promote").symlink_to(virtualenv / "bin" / "arize-promote")
    return made


def test_readme(shell: Shell, emulator: Emulator) -> None:
    """Three environments are made, a change goes from dev to prod, a key is replaced, and dev is gone."""
    statuses = [(line, shell.call(line).returncode) for line in commands_of(EXAMPLE / "README.md", without="export ")]
    failed = [(line, code) for line, code in statuses if code and not (code == PENDING and line.startswith("arize-"))]
    assert failed == []
    assert dict(statuses)["arize-promote diff dev staging prod"] == 0, "nothing is pending"
    made = [item["name"] for item in emulator.organizations if item["name"].startswith("Assistants")]
    assert made == ["Assistants staging", "Assistants prod"]
    assert {key["status"] for key in emulator.api_keys if key["name"] == "Assistants dev"} == {"REVOKED"}
