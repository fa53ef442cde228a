"""A virtual environment whose commands are forks of one process that has imported them: each starts in hundredths."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pulumi_embedded import forkserver_entry
from pytest_pulumi_arize import PRELOADED

from .shell import PASSPHRASE, SALT

BIN = Path(sys.prefix) / "bin"
CLIENT = Path(__file__).with_name("forked_command.py")
FORKED = ("python", "pulumi-resource-arize", "pulumi-embedded", "arize-export", "arize-promote")
IMPORTED = (
    *PRELOADED,
    "pulumi_embedded.cli",
    "pulumi_arize.cli.export.project_files",
    "pulumi_arize.cli.promote.collect",
    "rich.table",
)
"""What they import, but for the consoles: one is as wide as the environment said when it was made."""
PREPARED = "prepared"
PREPARE = """
import sys
from pulumi_embedded.passphrase import Crypter
Crypter({passphrase!r}, {salt!r})
sys.executable = {python!r}
"""
"""A module that opens a stack, so that no fork has to make its key again, and names the Python that forks."""

SECONDS = 5.0
"""How long the server may take to end."""


@contextmanager
def forking_virtualenv(folder: Path) -> Iterator[Path]:
    """Make an environment in `folder`, which is as this one but for its commands, and serve it meanwhile."""
    commands = folder / "bin"
    commands.mkdir(parents=True)
    for name in ("lib", "pyvenv.cfg"):
        (folder / name).symlink_to(BIN.parent / name)
    for path in BIN.iterdir():
        if path.name not in FORKED:
            (commands / path.name).symlink_to(path)
    with tempfile.TemporaryDirectory() as short, _serving(folder, Path(short, "server")) as address:
        for name in FORKED:
            call = f"run({str(address)!r}, {str(BIN / name)!r})"
            (commands / name).write_text(f"#!{sys.executable} -IS\n{CLIENT.read_text()}\n{call}\n")
            (commands / name).chmod(0o755)
        yield folder


@contextmanager
def _serving(folder: Path, address: Path) -> Iterator[Path]:
    """Serve forks at a path, which must be short: it is a socket's."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as control:
        control.bind(str(address))
        python = str(folder / "bin" / "python")
        prepare = PREPARE.format(passphrase=PASSPHRASE, salt=SALT, python=python)
        address.with_name(f"{PREPARED}.py").write_text(prepare)
        server = subprocess.Popen(
            [sys.executable, "-u", forkserver_entry.__file__, str(control.fileno()), *IMPORTED, PREPARED],
            env={**os.environ, "PYTHONPATH": str(address.parent)},
            pass_fds=[control.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        control.close()  # who asks a server that has ended is refused, and does not wait for it
        try:
            yield address
        finally:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as last:
                last.sendto(b"", str(address))  # ends the server
            server.wait(SECONDS)
