"""The commands that look at a stack, move its state and set its configuration."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from .cli_options import HERE, Cwd, Name, ShowSecrets, open_stack
from .display import table
from .errors import EngineError
from .stack import Stack

stack_commands = typer.Typer(help="Create, export and import a stack, and show its outputs.", no_args_is_help=True)
config_commands = typer.Typer(help="Set the stack's configuration.", no_args_is_help=True)


@stack_commands.command("init")
def stack_init(*, name: Annotated[str, typer.Argument()] = "", cwd: Cwd = HERE, stack: Name = "") -> None:
    """Create a stack."""
    if not (name or stack):
        raise EngineError("missing stack name")
    Stack(cwd, name or stack).init()
    typer.echo(f"Created stack '{name or stack}'", err=True)


@stack_commands.command("output")
def stack_output(
    *,
    name: Annotated[str, typer.Argument(help="The output to show; all by default.")] = "",
    cwd: Cwd = HERE,
    stack: Name = "",
    as_json: Annotated[bool, typer.Option("--json", "-j", help="Print JSON.")] = False,
    show_secrets: ShowSecrets = False,
) -> None:
    """Show the stack's outputs, or the one that is named."""
    outputs = open_stack(cwd, stack).outputs(show_secrets=show_secrets)
    if name and name not in outputs:
        raise EngineError(f"current stack does not have output property '{name}'")
    if as_json:
        typer.echo(_json(outputs[name] if name else outputs, 2))
    elif name:
        typer.echo(outputs[name] if isinstance(outputs[name], str) else _json(outputs[name], None))
    else:
        typer.echo("\n".join(table(outputs)))


@stack_commands.command("export")
def stack_export(
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    file: Annotated[Path | None, typer.Option("--file", help="Write to a file.")] = None,
    show_secrets: ShowSecrets = False,
) -> None:
    """Write the stack's state as a deployment."""
    text = _json(open_stack(cwd, stack).export(show_secrets=show_secrets), 4)
    if file is None:
        typer.echo(text)
    else:
        file.write_text(text, encoding="utf-8")


@stack_commands.command("import")
def stack_import(
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    file: Annotated[Path | None, typer.Option("--file", exists=True, help="Read from a file.")] = None,
) -> None:
    """Replace the stack's state by an exported deployment."""
    text = file.read_text(encoding="utf-8") if file else sys.stdin.read()
    try:
        deployment = json.loads(text)
    except ValueError as error:
        raise EngineError(f"could not read the deployment: {error}") from None
    open_stack(cwd, stack).import_(deployment)
    typer.echo("Import complete.")


@config_commands.command("set")
def config_set(  # noqa: PLR0913 - the options of a command
    key: str,
    value: Annotated[str, typer.Argument()] = "",
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    secret: Annotated[bool, typer.Option("--secret", help="Encrypt the value.")] = False,
    plaintext: Annotated[bool, typer.Option("--plaintext", help="Do not encrypt the value.")] = False,  # noqa: ARG001
) -> None:
    """Set one configuration value; without one it is read from the standard input."""
    opened = open_stack(cwd, stack)
    (opened.set_secret if secret else opened.set_config)(key, value or sys.stdin.read().rstrip("\n"))


def _json(value: Any, indent: int | None) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False)
