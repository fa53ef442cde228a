"""What the commands share: errors of one line, progress, warnings, JSON, help. It needs the extra `cli`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from .._version import __version__
from ..errors import ArizeError

out = Console(highlight=False, markup=False, soft_wrap=True)
"""Standard output. It has colour only on a terminal, and none if NO_COLOR is set."""

err = Console(highlight=False, markup=False, soft_wrap=True, stderr=True)
"""Standard error: errors, warnings and progress."""


def application(name: str) -> typer.Typer:
    """Return an application without commands; its help is plain text, and its errors have no traceback."""
    return typer.Typer(
        name=name,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def help_text(about: str, page: str, *examples: tuple[str, str]) -> str:
    """Return the help of a command: what it does, example command lines with their effects, its documentation page."""
    lines = (part for line, effect in examples for part in (f"  {line}", f"      {effect}"))
    return "\n".join([about, "", "\b", "Examples:", *lines, "", f"Documentation: {page}"])


def run(app: typer.Typer) -> None:
    """Run the application on this process's arguments; an expected error ends it with one line and exit status 1.

    A character that the encoding of the output lacks is printed as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ArizeError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error))


def warn(text: str) -> None:
    """Print a warning."""
    err.print(Text.assemble(("warning: ", "yellow"), printable(text)))


@contextmanager
def progress(activity: str) -> Iterator[Callable[[str], None]]:
    """Show an activity on a terminal; call what it yields to show how far the activity is."""
    with err.status(Text(activity)) as status:
        yield lambda step: status.update(Text(f"{activity}: {printable(step)}"))


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    typer.echo(json.dumps(value, indent=2))


def printable(text: str) -> str:
    """Return a text on one line, with escapes for control characters."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _print_version(value: bool) -> None:  # noqa: FBT001 - a callback of an option
    if value:
        typer.echo(f"{Path(sys.argv[0]).name} {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
]


def _fail(text: str) -> None:
    err.print(Text.assemble(("error: ", "bold red"), printable(text)))
    sys.exit(1)
