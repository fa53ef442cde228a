"""The commands that change a state by hand."""

from functools import partial
from typing import Annotated

import typer

from .cli_options import HERE, NOTHING, Cwd, Name, Yes, open_stack
from .errors import EngineError
from .state_edits import renamed, tainted, unprotected, untainted, without

state_commands = typer.Typer(help="Change the stack's state by hand.", no_args_is_help=True)
Urn = Annotated[str, typer.Argument(help="The resource.")]
Urns = Annotated[list[str], typer.Argument(help="The resources.")]


@state_commands.command("delete", hidden=True)
@state_commands.command("rm", hidden=True)
@state_commands.command("remove")
def state_remove(
    urn: Urn,
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    force: Annotated[bool, typer.Option("--force", help="Delete a protected resource too.")] = False,
    yes: Yes = False,
) -> None:
    """Remove a resource from the state; it is not deleted."""
    _confirm(yes=yes)
    open_stack(cwd, stack).edit(partial(without, urn=urn, force=force))
    typer.echo("Resource deleted")


@state_commands.command("rename")
def state_rename(urn: Urn, name: str, *, cwd: Cwd = HERE, stack: Name = "", yes: Yes = False) -> None:
    """Give a resource another name."""
    _confirm(yes=yes)
    open_stack(cwd, stack).edit(partial(renamed, urn=urn, name=name))
    typer.echo("Resource renamed")


@state_commands.command("unprotect")
def state_unprotect(
    urn: Annotated[str, typer.Argument(help="The resource.")] = "",
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    every: Annotated[bool, typer.Option("--all", help="Unprotect all resources.")] = False,
    yes: Yes = False,
) -> None:
    """Unprotect a resource, or all of them."""
    if bool(urn) == every:
        raise EngineError("name one resource, or pass --all")
    _confirm(yes=yes)
    open_stack(cwd, stack).edit(partial(unprotected, urn=urn))
    typer.echo("All resources unprotected" if every else "1 resources unprotected")


@state_commands.command("taint")
def state_taint(urns: Urns, *, cwd: Cwd = HERE, stack: Name = "", yes: Yes = False) -> None:
    """Mark resources to be replaced by the next update."""
    _confirm(yes=yes)
    open_stack(cwd, stack).edit(lambda snapshot: tainted(snapshot, *urns))
    typer.echo(f"{len(urns)} resources tainted")


@state_commands.command("untaint")
def state_untaint(
    urns: Annotated[list[str], typer.Argument(help="The resources.")] = NOTHING,
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    every: Annotated[bool, typer.Option("--all", help="Untaint all resources.")] = False,
    yes: Yes = False,
) -> None:
    """Undo `taint` for resources, or for all of them."""
    if bool(urns) == every:
        raise EngineError("name resources, or pass --all")
    _confirm(yes=yes)
    open_stack(cwd, stack).edit(lambda snapshot: untainted(snapshot, *urns))
    typer.echo("All resources untainted" if every else f"{len(urns)} resources untainted")


def _confirm(*, yes: bool) -> None:
    if not yes and not typer.confirm("This command will edit your stack's state directly. Confirm?"):
        raise EngineError("confirmation declined, not proceeding")
