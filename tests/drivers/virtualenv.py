"""A virtual environment whose commands are forks of one process that has imported them: each starts in hundredths."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pulumi_embedded.forkserver import serve_forks
from pytest_pulumi_arize import PRELOADED

from .shell import PASSPHRASE, SALT

BIN = Path(sys.prefix) / "bin"
CLIENT = Path(__file__).with_name("forked_command.py")
FORKED = ("python", "pulumi-resource-arize", "pulumi-embedded", "arize-emulator", "arize-export", "arize-promote")
IMPORTED = (
    *PRELOADED,
    "pulumi_embedded.cli",
    "arize_emulator.cli",
    "pulumi_arize.cli.export.project_files",
    "pulumi_arize.cli.promote.collect",
    "rich.table",
)
"""What they import, but for the consoles: one is as wide as the environment said when it was made."""
with_commands = pytest.mark.usefixtures("commands_on_path")
"""Marks a test that runs the commands of this environment by their names."""
PREPARED = "prepared"
PREPARE = """
import sys
from pulumi_embedded.passphrase import Crypter
Crypter({passphrase!r}, {salt!r})
sys.executable = {python!r}
"""
"""A module that makes the key of the tests' stacks, so that no fork has to, and names the Python that forks."""


@contextmanager
def forking_virtualenv(folder: Path) -> Iterator[Path]:
    """Make an environment in `folder`, which is as this one but for its commands, and serve those meanwhile."""
    commands = folder / "bin"
    commands.mkdir(parents=True)
    for name in ("lib", "pyvenv.cfg"):
        (folder / name).symlink_to(BIN.parent / name)
    for path in BIN.iterdir():
        if path.name not in FORKED:
            (commands / path.name).symlink_to(path)
    # the path of a socket must be short
    with tempfile.TemporaryDirectory() as short, _bound_socket(Path(short, "server")) as control:
        for name in FORKED:
            call = f"run({control.getsockname()!r}, {str(BIN / name)!r})"
            (commands / name).write_text(f"#!{sys.executable} -IS\n{CLIENT.read_text()}\n{call}\n")
            (commands / name).chmod(0o755)
        prepare = PREPARE.format(passphrase=PASSPHRASE, salt=SALT, python=str(commands / "python"))
        Path(short, f"{PREPARED}.py").write_text(prepare)
        with serve_forks(control, [*IMPORTED, PREPARED], {**os.environ, "PYTHONPATH": short}):
            yield folder


def _bound_socket(address: Path) -> socket.socket:
    control = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    control.bind(str(address))
    return control
