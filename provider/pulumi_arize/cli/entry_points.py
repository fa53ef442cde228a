"""Where the installed commands begin: a missing extra is one line that says how to install it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

EXTRA = ("typer", "rich")
"""What the extra `cli` brings."""


@contextmanager
def needs_extra() -> Iterator[None]:
    """End with one line where what a command imports is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in EXTRA:
            raise
        sys.exit("error: the packages of this command are missing: run pip install 'pulumi-arize[cli]'")


def export() -> None:
    """Run `arize-export`."""
    with needs_extra():
        from .export.cli import main  # noqa: PLC0415 - what it imports may be missing
    main()


def promote() -> None:
    """Run `arize-promote`."""
    with needs_extra():
        from .promote.cli import main  # noqa: PLC0415 - after it is known what is missing
    main()
