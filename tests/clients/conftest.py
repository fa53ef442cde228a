from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pulumi_arize.testing.emulator import Emulator

from .clients import CLIENTS, Client, Command, Node

HERE = Path(__file__).parent
CACHE = Path(sys.prefix) / "clients"
"""Where the clients are installed: within the environment that the tests run in, and apart from what that has."""

OLDEST_FOR_AX = (3, 11)
SECONDS = 600

Say = Callable[[str], None]


@pytest.fixture(scope="session")
def say(request: pytest.FixtureRequest) -> Say:
    """Return a way to say what takes its time."""
    reporter: Any = request.config.pluginmanager.get_plugin("terminalreporter")
    capture: Any = request.config.pluginmanager.get_plugin("capturemanager")

    def write(line: str) -> None:
        with capture.global_and_fixture_disabled():
            reporter.write_line(f"\n{line}")

    return write


@pytest.fixture(scope="session")
def install(say: Say) -> Callable[[str], type[Client]]:
    """Return what installs a client, once for each version of what is locked."""

    def installed(name: str) -> type[Client]:
        if name == "ax":
            Command.command = _install_ax(say)
        if name == "ax-client":
            Node.folder = _install_node(say)
        return CLIENTS[name]

    return installed


@pytest.fixture(params=CLIENTS)
def client(
    request: pytest.FixtureRequest, install: Callable[[str], type[Client]], emulator: Emulator, tmp_path: Path
) -> Client:
    """Return one of the clients, for the emulated account."""
    return install(request.param)(emulator, tmp_path / "home")


def _install_ax(say: Say) -> Path:
    if sys.version_info < OLDEST_FOR_AX:
        pytest.skip("arize-ax-cli needs Python 3.11")
    folder, locked = CACHE / "ax", HERE / "ax" / "requirements.txt"
    if not _is_current(folder, locked):
        say(f"Installing arize-ax-cli in {folder} (once, a minute)")
        venv.create(folder, with_pip=True, clear=True)
        quiet = ("--quiet", "--disable-pip-version-check", "--require-hashes")
        _call(str(folder / "bin" / "python"), "-m", "pip", "install", *quiet, "-r", str(locked))
        shutil.copy(locked, folder)
    return folder / "bin" / "ax"


def _install_node(say: Say) -> Path:
    absent = [name for name in ("node", "npm") if shutil.which(name) is None]
    if absent:
        pytest.skip(f"not on PATH: {', '.join(absent)}")
    folder, source = CACHE / "node", HERE / "node"
    if not _is_current(folder, source / "package-lock.json") or not (folder / "node_modules").exists():
        say(f"Installing @arizeai/ax-client in {folder} (once, some seconds)")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("node_modules"))
        _call("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder))
    shutil.copy(source / "client.mjs", folder)
    return folder


def _is_current(folder: Path, locked: Path) -> bool:
    """Tell whether what was installed is what is locked now."""
    kept = folder / locked.name
    return kept.exists() and kept.read_bytes() == locked.read_bytes()


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
