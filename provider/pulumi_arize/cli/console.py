"""What the commands at a terminal share: errors of one line, progress, warnings, JSON for machines.

It needs the extra `cli`; `entry_points` says so where that is missing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.text import Text

from ..errors import ArizeError

out = Console(highlight=False, markup=False, soft_wrap=True)
"""What was asked for. Colour only on a terminal, and never where NO_COLOR is set."""

err = Console(highlight=False, markup=False, soft_wrap=True, stderr=True)
"""Everything beside it: errors, warnings, progress."""


def application(name: str, about: str) -> typer.Typer:
    """Return an application to which commands are added, with shell completion and without tracebacks."""
    return typer.Typer(
        name=name,
        help=about,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def with_examples(about: str, *examples: tuple[str, str]) -> str:
    """Return the help of a command: what it does, then command lines, each with what that one does."""
    shown = (part for line, meaning in examples for part in (f"  {line}", f"      {meaning}"))
    return escape("\n".join([about, "", "\b", "Examples:", *shown]))


def run(app: typer.Typer) -> None:
    """Run the application on this process's arguments; what a user can cause ends in one line and exit code 1."""
    try:
        app()
    except ArizeError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error))


def warn(text: str) -> None:
    """Say what a user should know, though it goes on."""
    err.print(Text.assemble(("warning: ", "yellow"), printable(text)))


@contextmanager
def progress(doing: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal that something is under way; what is yielded is told how far it is."""
    with err.status(Text(doing)) as status:
        yield lambda far: status.update(Text(f"{doing}: {printable(far)}"))


def print_json(value: Any) -> None:
    """Print a value for machines."""
    typer.echo(json.dumps(value, indent=2))


def printable(text: str) -> str:
    """Return a text on one line, without the characters that a terminal would take for commands."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _fail(text: str) -> None:
    err.print(Text.assemble(("error: ", "bold red"), printable(text)))
    sys.exit(1)
