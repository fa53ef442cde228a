from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.machine import node_packages, python_packages

from arize_emulator import Emulator

from .clients import CLIENTS, Client, Command, Node

HERE = Path(__file__).parent
OLDEST_FOR_AX = (3, 11)


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest, emulator: Emulator, tmp_path: Path) -> Iterator[Client]:
    """Return one of the clients, for the emulated account."""
    if request.param == "ax":
        if sys.version_info < OLDEST_FOR_AX:
            pytest.skip("arize-ax-cli needs Python 3.11")
        Command.python = python_packages(HERE / "ax" / "requirements.txt") / "bin" / "python"
    if request.param == "ax-client":
        Node.folder = tmp_path
        for script in (HERE / "node").glob("*.mjs"):
            shutil.copy(script, tmp_path)
        (tmp_path / "node_modules").symlink_to(node_packages(HERE / "node") / "node_modules")
    made = CLIENTS[request.param](emulator, tmp_path / "home")
    yield made
    made.close()
