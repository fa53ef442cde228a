"""The commands of a stack: its outputs, its state and its configuration."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from .cli_options import HERE, AsJson, Cwd, Name, ShowSecrets, open_stack
from .display import columns, table
from .errors import EngineError
from .project import Configuration
from .stack import EngineStack
from .values import REDACTED, text, with_json_numbers

stack_commands = typer.Typer(help="Create, export and import a stack, and show its outputs.", no_args_is_help=True)
config_commands = typer.Typer(help="Show and set the stack's configuration.", invoke_without_command=True)


@stack_commands.command("init")
def stack_init(*, name: Annotated[str, typer.Argument()] = "", cwd: Cwd = HERE, stack: Name = "") -> None:
    """Create a stack."""
    if not (name or stack):
        raise EngineError("missing stack name")
    created = EngineStack(cwd, name or stack)
    created.init()
    typer.echo(f"Created stack '{created.name}'", err=True)


@stack_commands.command("output")
def stack_output(
    *,
    name: Annotated[str, typer.Argument(help="The output to show; all by default.")] = "",
    cwd: Cwd = HERE,
    stack: Name = "",
    as_json: AsJson = False,
    show_secrets: ShowSecrets = False,
) -> None:
    """Show the stack's outputs, or one of them."""
    outputs = open_stack(cwd, stack).outputs(show_secrets=show_secrets)
    if name and name not in outputs:
        raise EngineError(f"current stack does not have output property '{name}'")
    if as_json:
        typer.echo(_json(with_json_numbers(outputs[name] if name else outputs), 2, sort_keys=True))
    elif name:
        typer.echo(text(outputs[name]))
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
    written = _json(open_stack(cwd, stack).export(show_secrets=show_secrets), 4)
    if file is None:
        typer.echo(written)
        return
    try:
        file.write_text(written, encoding="utf-8")
    except OSError as error:
        raise EngineError(f"could not write the deployment: {error}") from None


@stack_commands.command("import")
def stack_import(
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    file: Annotated[Path | None, typer.Option("--file", exists=True, help="Read from a file.")] = None,
) -> None:
    """Replace the stack's state by an exported deployment."""
    try:
        deployment = json.loads(file.read_text(encoding="utf-8") if file else sys.stdin.read())
    except (OSError, ValueError) as error:
        raise EngineError(f"could not read the deployment: {error}") from None
    if not isinstance(deployment, dict):
        raise EngineError("could not read the deployment: it is not an object")
    open_stack(cwd, stack).import_(deployment)
    typer.echo("Import complete.")


@config_commands.callback()
def config_list(
    *,
    context: typer.Context,
    cwd: Cwd = HERE,
    stack: Name = "",
    as_json: AsJson = False,
    show_secrets: ShowSecrets = False,
) -> None:
    """Show the configuration, secrets only with --show-secrets."""
    if context.invoked_subcommand:
        return
    opened = open_stack(cwd, stack)
    configuration = opened.configuration()
    entries = {key: _entry(configuration, key, show=show_secrets) for key in sorted(configuration.values)}
    if as_json:
        typer.echo(_json(entries, 2))
    else:
        own = f"{opened.project.name}:"
        shown = {key.removeprefix(own): entry.get("value", REDACTED) for key, entry in entries.items()}
        typer.echo("\n".join(columns("KEY", shown)))


def _entry(configuration: Configuration, key: str, *, show: bool) -> dict[str, Any]:
    secret = key in configuration.secrets
    return {**({"value": configuration.values[key]} if show or not secret else {}), "secret": secret}


@config_commands.command("set")
def config_set(  # noqa: PLR0913 - the options of a command
    key: str,
    value: Annotated[str | None, typer.Argument()] = None,
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    secret: Annotated[bool, typer.Option("--secret", help="Encrypt the value.")] = False,
    plaintext: Annotated[bool, typer.Option("--plaintext", help="Do not encrypt the value.")] = False,  # noqa: ARG001
) -> None:
    """Set one configuration value; without one it is read from the standard input."""
    opened = open_stack(cwd, stack)
    (opened.set_secret if secret else opened.set_config)(key, sys.stdin.read().rstrip("\n") if value is None else value)


@config_commands.command("get")
def config_get(key: str, *, cwd: Cwd = HERE, stack: Name = "") -> None:
    """Show one configuration value, also a secret one."""
    opened = open_stack(cwd, stack)
    full_key = opened.full_key(key)
    values = opened.configuration().values
    if full_key not in values:
        raise EngineError(f"configuration key '{key}' not found for stack '{opened.name}'")
    typer.echo(values[full_key])


@config_commands.command("rm")
def config_rm(key: str, *, cwd: Cwd = HERE, stack: Name = "") -> None:
    """Remove one configuration value."""
    open_stack(cwd, stack).remove_config(key)


def _json(value: Any, indent: int, *, sort_keys: bool = False) -> str:
    return json.dumps(value, indent=indent, sort_keys=sort_keys, ensure_ascii=False)
