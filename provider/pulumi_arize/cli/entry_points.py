"""Where the installed commands start; without the extra `cli`, they end with one line that names it."""

from __future__ import annotations

import sys
from importlib import import_module

from ..process_startup import without_optional_imports

PACKAGES = ("typer", "rich")
"""The packages of the extra `cli`."""

INTERRUPTED = 130
"""The exit status of a command that Ctrl-C has ended."""


def export() -> None:
    """Run `arize-export`."""
    _run("export")


def promote() -> None:
    """Run `arize-promote`."""
    _run("promote")


def _run(command: str) -> None:
    try:
        with without_optional_imports():
            module = import_module(f"{__package__}.{command}.cli")
    except KeyboardInterrupt:  # it would print a traceback of the import
        sys.exit(INTERRUPTED)
    except ModuleNotFoundError as error:
        if error.name not in PACKAGES:
            raise
        sys.exit(
            f"error: arize-{command} needs {error.name}, which is not installed: run pip install 'pulumi-arize[cli]'"
        )
    module.main()
