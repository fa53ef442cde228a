"""A program whose environment pip, uv or poetry has made deploys, and its state is read by any other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.e2e.project import resource
from tests.share import SOAK

from .conftest import NewStack
from .table import FOREIGN, ROOT, ROWS, Row, Stack, interpreter

KEY = "a key of a toolchain"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.mark.soak
@pytest.mark.skipif(not SOAK, reason="it installs packages for minutes: it runs in `make soak`")
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_toolchain(row: Row, stack_of: NewStack, commands: Path, wheel: Path) -> None:
    """A stack deploys, the tests' own environment reads what it wrote, and the other way round."""
    stack = stack_of(row, commands)
    stack.install(interpreter(row.python), wheel if row.package == "wheel" else ROOT)
    check_lifecycle(stack)


@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
def test_a_program_in_a_subfolder(stack_of: NewStack, tmp_path: Path) -> None:
    """It deploys with uv's environment in its folder, blanks and letters that are not ASCII in its path."""
    stack = stack_of(Row("uv", VERSION, "editable", "program", FOREIGN), tmp_path)
    (stack.folder / "pyproject.toml").touch()
    stack.environment.symlink_to(sys.prefix)
    stack.take_own()
    declare(stack, "Made")
    stack.up()
    assert changed(stack) == [("POST", "Made")]


def check_lifecycle(stack: Stack) -> None:
    """Create, change, read and delete an integration, in turns with the tests' own environment."""
    stack.take_own()
    declare(stack, "Made")
    stack.up()
    assert changed(stack) == [("POST", "Made")]
    stack.take_another()
    declare(stack, "Changed by another")
    stack.up()
    assert changed(stack) == [("PATCH", "Changed by another")]
    stack.take_own()
    assert stack.refresh().changes == {}
    declare(stack, "Changed")
    stack.up()
    assert changed(stack) == [("PATCH", "Changed")]
    stack.destroy()
    assert stack.emulator.integrations == []


def changed(stack: Stack) -> list[tuple[str, str]]:
    """Return what the last operation sent to change something, and the names that the account holds then."""
    return [(sent.method, held["name"]) for sent, held in zip(stack.writes, stack.emulator.integrations, strict=True)]


def declare(stack: Stack, name: str) -> None:
    """Declare the one integration by this name."""
    config = {"provider": "OPEN_AI", "api_key": KEY}
    stack.declare([resource("Integration", "one", style="class", name=name, config=config)])
