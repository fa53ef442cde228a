"""Each page with a program, gone through from top to bottom on each engine: what it says happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.drivers.shell import PULUMI, Shell

from arize_emulator import Emulator

from .doc_shell import MARK, script, walked
from .documents import Block, Document, documents

PAGES = [document for document in documents() if walked(document)]


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.path.stem)
def test_walk(document: Document, engine: str, emulator: Emulator, tmp_path: Path, virtualenv: Path) -> None:
    """Every command succeeds, or fails where the page says so, and prints what the page shows."""
    folder = tmp_path / "page"
    folder.mkdir()
    shell = Shell(folder, tmp_path, engine, emulator.env, virtualenv)
    shell.prepare_stacks("dev", "prod")
    (folder / "venv").symlink_to(shell.virtualenv)
    printed = shell.run(f"exec 2>&1\n{script(document, emulator.port)}")
    if engine == PULUMI:
        for block in document.blocks:
            assert [line for line in shown(block) if bare(line) not in bare(printed)] == [], printed


def shown(block: Block) -> list[str]:
    """Return what a page shows of what is printed; a line with `…` in it shows a part."""
    lines = block.text.splitlines() if block.language == "text" and not block.title else []
    return [line for line in lines if line.strip() and "…" not in line and MARK not in line]


def bare(text: str) -> str:
    """Return a text without the spaces by which engines lay it out."""
    return re.sub(r"\s+", " ", text)
