"""A page as its reader goes through it: files are written, commands are typed, in one shell from top to bottom."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from .documents import Block, Document

EMULATOR = "arize-emulator"
PORT = "8321"
"""Where the emulator is on every page."""

PROJECT = """\
name: documentation
runtime:
  name: python
  options:
    virtualenv: venv
"""
MARK = "=== "
"""Begins the line that says which block comes next."""


def walked(document: Document) -> bool:
    """Tell whether a page has a program, and so can be walked."""
    return any(block.title == "__main__.py" for block in document.blocks)


def script(document: Document, port: int) -> str:
    """Return the page as a script that stops at the first command which does not do what the page says."""
    blocks = [block for block in document.blocks if not block.reason]
    begun = any("stack init" in command for block in blocks for command in block.commands)
    lines = ["set -eu", *([] if begun else _begin())]
    for block in blocks:
        lines += [f"echo '{MARK}{block.line}'", *_lines(block)]
    return "\n".join(lines).replace(PORT, str(port)) + "\n"


def _begin() -> Iterator[str]:
    """Return what every page but the first takes for granted: a project and a stack."""
    yield _written("Pulumi.yaml", PROJECT)
    yield "pulumi stack init dev"


def _lines(block: Block) -> Iterator[str]:
    if block.title:
        yield _written(block.title, block.text)
    elif block.language in ("console", "sh"):
        for command in block.commands:
            if EMULATOR not in command:
                yield f"if {command}; then exit 1; fi" if block.mark == "fails" else command


def _written(name: str, text: str) -> str:
    return f"cat > {shlex.quote(name)} <<'END OF FILE'\n{text}END OF FILE"
