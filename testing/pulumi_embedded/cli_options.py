"""The options of the command line, as those of `pulumi`, and the stack that they select."""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from .errors import RefusedError
from .project import load_project
from .stack import EngineStack
from .stack_references import find_stack


def _print_version(requested: bool) -> None:  # noqa: FBT001 - the value of the option
    if requested:
        typer.echo(f"v{version('pulumi-arize-testing')}")
        raise typer.Exit


Cwd = Annotated[Path, typer.Option("--cwd", "-C", exists=True, file_okay=False, help="Run as if started there.")]
Version = Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")]
Name = Annotated[str, typer.Option("--stack", "-s", envvar="PULUMI_STACK", help="The stack; the only one by default.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before the operation.")]
NonInteractive = Annotated[bool, typer.Option("--non-interactive", help="Never ask: fail where --yes is missing.")]
SkipPreview = Annotated[bool, typer.Option("--skip-preview", "-f", help="Do not show a preview first.")]
Parallel = Annotated[int, typer.Option("--parallel", "-p", min=1, help="How many steps run at a time.")]
Refresh = Annotated[bool, typer.Option("--refresh", "-r", help="Refresh the state first.")]
Replace = Annotated[list[str], typer.Option("--replace", help="Replace the resource of this URN; may be repeated.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show the differences of each resource (always done).")]
ExpectNoChanges = Annotated[bool, typer.Option("--expect-no-changes", help="Fail if anything changes.")]
ClearPending = Annotated[bool, typer.Option("--clear-pending-creates", help="Forget interrupted creates.")]
AsJson = Annotated[bool, typer.Option("--json", "-j", help="Print JSON.")]
ShowSames = Annotated[bool, typer.Option("--show-sames", help="Show unchanged resources too.")]
ShowSecrets = Annotated[bool, typer.Option("--show-secrets", help="Show secrets in the clear.")]
HERE = Path()
NOTHING: list[str] = []


def literal_urns(urns: Sequence[str]) -> Sequence[str]:
    """Return the URNs; RefusedError if one has a wildcard."""
    if any("*" in urn for urn in urns):
        raise RefusedError("a wildcard in a URN")
    return urns


def open_stack(cwd: Path, name: str) -> EngineStack:
    """Return the stack that the options select; MissingStackError where there is none."""
    opened = EngineStack(cwd, name or find_stack(load_project(cwd.resolve())))
    opened.require()
    return opened
