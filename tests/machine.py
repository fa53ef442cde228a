"""What a test needs of the machine: commands on PATH, and packages that are installed once, apart from the environment.

What is missing is a reason to skip, told within seconds; with CI set it is a failure, for CI may lack only `pulumi`, Go
and Chromium.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

from .drivers.shell import PULUMI

CACHE = Path(sys.prefix) / "installed"
"""Where packages are installed: within the environment that the tests run in, and apart from what that has."""

PING = ("npm", "ping", "--fetch-retries=0", "--fetch-timeout=5000")
PIP = ("install", "--quiet", "--disable-pip-version-check", "--retries=0", "--timeout=10")
SECONDS = 600


def missing(reason: str) -> NoReturn:
    """Skip a test for want of something; fail it where CI is set."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must have what the tests need: {reason}")
    pytest.skip(reason)


def need(*commands: str) -> None:
    """Go on only where these commands are on PATH; those of Pulumi and of Go may be missing in CI too."""
    absent = [command for command in commands if shutil.which(command) is None]
    reason = f"not on PATH: {', '.join(absent)}"
    if any(command.startswith(("pulumi", "go")) for command in absent):
        pytest.skip(reason)
    if absent:
        missing(reason)


def need_engine(name: str) -> None:
    """Go on only where an engine can be used."""
    if name == PULUMI:
        need(PULUMI, "pulumi-language-python", "pulumi-resource-pulumi-python")


def node_packages(source: Path) -> Path:
    """Return a folder with the packages of the `package-lock.json` in a folder."""
    need("node", "npm")
    if reason := _node_packages(source):
        missing(reason)
    return CACHE / source.parent.name


def python_packages(requirements: Path) -> Path:
    """Return the folder of an environment with the packages that a file locks."""
    if reason := _python_packages(requirements):
        missing(reason)
    return CACHE / requirements.parent.name


@cache
def _node_packages(source: Path) -> str:
    folder = CACHE / source.parent.name
    with _alone(folder):
        if _is_current(folder, source / "package-lock.json"):
            return ""
        if reason := _failure(PING):
            return f"npm reaches no registry: {reason}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copy(source / "package.json", folder)
        lock = folder / "package-lock.json"
        shutil.copy(source / "package-lock.json", lock)
        reason = _failure(("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)))
        if reason:
            lock.unlink()
        return reason


@cache
def _python_packages(requirements: Path) -> str:
    folder = CACHE / requirements.parent.name
    with _alone(folder):
        if _is_current(folder, requirements):
            return ""
        python = folder / "bin" / "python"
        pip = (sys.executable, "-m", "pip", "--python", str(python))
        reason = _failure((sys.executable, "-m", "venv", "--clear", "--without-pip", str(folder))) or _failure(
            (*pip, *PIP, "--require-hashes", "-r", str(requirements))
        )
        if not reason:
            shutil.copy(requirements, folder)
        return reason


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep the other processes of a parallel run waiting."""
    import fcntl  # noqa: PLC0415 - Windows, which has none, runs tests that install nothing

    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_current(folder: Path, locked: Path) -> bool:
    """Tell whether what was installed is what is locked now."""
    copy = folder / locked.name
    return copy.exists() and copy.read_bytes() == locked.read_bytes()


def _failure(command: Sequence[str]) -> str:
    """Run a command; return why it failed, empty where it did not."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return f"`{' '.join(command[:4])}`: {' / '.join(lines[:3])}" if done.returncode else ""
