"""Each page with a program, gone through from top to bottom on each engine: what it says happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.engines import ENGINES, PASSPHRASE, PULUMI, missing
from tests.e2e.project import NOT_OURS

from pulumi_arize.testing.emulator import Emulator

from .documents import Block, Document, documents
from .walk import MARK, script, walked

BIN = Path(sys.prefix) / "bin"
SECONDS = 600
PAGES = [document for document in documents() if walked(document)]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.path.stem)
def test_walk(document: Document, engine: str, emulator: Emulator, tmp_path: Path) -> None:
    """Every command succeeds, or fails where the page says so, and prints what the page shows."""
    if reason := missing(engine):
        pytest.skip(reason)
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "venv").symlink_to(sys.prefix)
    done = subprocess.run(
        ["bash", "-c", script(document, emulator.port)],
        cwd=folder,
        env=environment(engine, emulator, tmp_path),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    if engine == PULUMI:
        for block in document.blocks:
            assert [line for line in shown(block) if bare(line) not in bare(done.stdout)] == [], done.stdout


def environment(engine: str, emulator: Emulator, folder: Path) -> dict[str, str]:
    """Return what the reader has; `pulumi` is the engine."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    commands = folder / "commands"
    commands.mkdir()
    if engine != PULUMI:
        (commands / PULUMI).symlink_to(BIN / "pulumi-embedded")
    return {
        **inherited,
        **emulator.env,
        "PATH": os.pathsep.join([str(commands), os.environ["PATH"]]),
        "PULUMI_BACKEND_URL": folder.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_SKIP_UPDATE_CHECK": "1",
    }


def shown(block: Block) -> list[str]:
    """Return what a page shows of what is printed; a line with `…` in it shows a part."""
    lines = block.text.splitlines() if block.language == "text" and not block.title else []
    return [line for line in lines if line.strip() and "…" not in line and MARK not in line]


def bare(text: str) -> str:
    """Return a text without the spaces by which engines lay it out."""
    return re.sub(r"\s+", " ", text)
