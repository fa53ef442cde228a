"""The command line: the same words and options as `pulumi`, for what this engine does."""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from .display import Display, summary, table
from .errors import EngineError, StackError
from .project import load_project
from .stack import EXIT_CANCELLED, EXIT_CHANGES, EXIT_FAILED, EXIT_STACK_NOT_FOUND, Result, Stack
from .stacks import find_stack

app = typer.Typer(
    name="pulumi-embedded",
    help="Run Pulumi programs with dynamic providers in demos and hermetic tests. A real deployment runs on `pulumi`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
stack_commands = typer.Typer(help="Create, export and import a stack, and show its outputs.", no_args_is_help=True)
config_commands = typer.Typer(help="Set the stack's configuration.", no_args_is_help=True)
app.add_typer(stack_commands, name="stack")
app.add_typer(config_commands, name="config")

Cwd = Annotated[Path, typer.Option("--cwd", "-C", exists=True, file_okay=False, help="Run as if started there.")]
Name = Annotated[str, typer.Option("--stack", "-s", envvar="PULUMI_STACK", help="The stack; the only one by default.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before the operation.")]
NonInteractive = Annotated[bool, typer.Option("--non-interactive", help="Never ask: fail where --yes is missing.")]
SkipPreview = Annotated[bool, typer.Option("--skip-preview", "-f", help="Do not show a preview first.")]
Parallel = Annotated[int, typer.Option("--parallel", "-p", min=1, help="How many steps run at a time.")]
Refresh = Annotated[bool, typer.Option("--refresh", "-r", help="Read what the resources really are first.")]
Diff = Annotated[bool, typer.Option("--diff", help="Show what changes in each resource (as is always done).")]
ExpectNoChanges = Annotated[bool, typer.Option("--expect-no-changes", help="Fail if anything changes.")]
ClearPending = Annotated[bool, typer.Option("--clear-pending-creates", help="Forget interrupted creates.")]
ShowSecrets = Annotated[bool, typer.Option("--show-secrets", help="Show secrets in the clear.")]
HERE = Path()


@app.callback()
def root(cwd: Cwd = HERE) -> None:
    """Change to the folder that the whole command runs in."""
    os.chdir(cwd)


@app.command()
def preview(  # noqa: PLR0913 - the options of a command
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    diff: Diff = False,  # noqa: ARG001 - there is nothing less to show
    refresh: Refresh = False,
    parallel: Parallel = 16,
    expect_no_changes: ExpectNoChanges = False,
    non_interactive: NonInteractive = False,  # noqa: ARG001 - a preview asks nothing
) -> None:
    """Show what `up` would do."""
    opened = _open(cwd, stack)
    result = _show(
        opened, "Previewing update", lambda: opened.preview(refresh=refresh, parallel=parallel), preview=True
    )
    _finish(result, "preview", expect_no_changes=expect_no_changes)


@app.command()
def up(  # noqa: PLR0913 - the options of a command
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    yes: Yes = False,
    skip_preview: SkipPreview = False,
    diff: Diff = False,  # noqa: ARG001 - there is nothing less to show
    refresh: Refresh = False,
    parallel: Parallel = 16,
    expect_no_changes: ExpectNoChanges = False,
    non_interactive: NonInteractive = False,
) -> None:
    """Bring the resources to what the program declares."""
    opened = _open(cwd, stack)
    if not skip_preview:
        _preview_first(
            opened,
            "update",
            lambda: opened.preview(refresh=refresh, parallel=parallel),
            yes=yes,
            ask=not non_interactive,
        )
    result = _show(opened, "Updating", lambda: opened.up(refresh=refresh, parallel=parallel), preview=False)
    _finish(result, "update", expect_no_changes=expect_no_changes)


@app.command()
def refresh(  # noqa: PLR0913 - the options of a command
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    yes: Yes = False,
    skip_preview: SkipPreview = False,
    diff: Diff = False,  # noqa: ARG001 - there is nothing less to show
    parallel: Parallel = 16,
    expect_no_changes: ExpectNoChanges = False,
    clear_pending_creates: ClearPending = False,
    non_interactive: NonInteractive = False,
) -> None:
    """Make the state what the resources really are."""
    opened = _open(cwd, stack)
    if not skip_preview:
        _preview_first(
            opened, "refresh", lambda: opened.refresh(preview=True, parallel=parallel), yes=yes, ask=not non_interactive
        )
    cleared = clear_pending_creates
    result = _show(
        opened, "Refreshing", lambda: opened.refresh(clear_pending_creates=cleared, parallel=parallel), preview=False
    )
    _finish(result, "refresh", expect_no_changes=expect_no_changes)


@app.command()
def destroy(  # noqa: PLR0913 - the options of a command
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    yes: Yes = False,
    skip_preview: SkipPreview = False,
    diff: Diff = False,  # noqa: ARG001 - there is nothing less to show
    parallel: Parallel = 16,
    non_interactive: NonInteractive = False,
) -> None:
    """Delete every resource of the stack."""
    opened = _open(cwd, stack)
    if not skip_preview:
        _preview_first(
            opened, "destroy", lambda: opened.destroy(preview=True, parallel=parallel), yes=yes, ask=not non_interactive
        )
    _finish(_show(opened, "Destroying", lambda: opened.destroy(parallel=parallel), preview=False), "destroy")


@app.command()
def cancel(*, cwd: Cwd = HERE, stack: Name = "", yes: Yes = False) -> None:
    """Take away the locks that killed runs have left."""
    opened = _open(cwd, stack)
    if not yes and not typer.confirm(f"Is no other run using '{opened.name}'?"):
        raise EngineError("confirmation declined, not proceeding")
    opened.cancel()
    typer.echo(f"The currently running update for '{opened.name}' has been canceled!")


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
    outputs = _open(cwd, stack).outputs(show_secrets=show_secrets)
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
    text = _json(_open(cwd, stack).export(show_secrets=show_secrets), 4)
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
    _open(cwd, stack).import_(deployment)
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
    opened = _open(cwd, stack)
    (opened.set_secret if secret else opened.set_config)(key, value or sys.stdin.read().rstrip("\n"))


def _open(cwd: Path, name: str) -> Stack:
    """Return the stack that the options name, which must exist."""
    found = name or find_stack(load_project(cwd.resolve()))
    opened = Stack(cwd, found)
    if not opened.exists:
        raise StackError(f"no stack named '{found}' found")
    return opened


def _show(stack: Stack, title: str, run: Callable[[], Result], *, preview: bool) -> Result:
    typer.echo(f"{title} ({stack.name}):")
    stack.listener = Display(typer.echo, preview=preview)
    with _interruptible(stack):
        result = run()
    typer.echo("\n" + "\n".join(summary(result.changes, preview=preview)))
    if not preview:
        typer.echo(f"\nDuration: {result.seconds:.1f}s\n")
    return result


@contextmanager
def _interruptible(stack: Stack) -> Iterator[None]:
    """Let a first interrupt stop the operation in good order, and a second one end it at once."""

    def hear(number: int, _frame: object) -> None:
        signal.signal(number, signal.default_int_handler)
        typer.echo(
            f"{signal.Signals(number).name} received; cancelling. Send it again to terminate immediately, which may "
            "leave orphaned resources."
        )
        # in a thread of its own: what it needs may be held by the one that this handler has interrupted
        threading.Thread(target=stack.interrupt).start()

    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("error: update cancelled", err=True)
        raise typer.Exit(EXIT_CANCELLED) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _preview_first(stack: Stack, kind: str, run: Callable[[], Result], *, yes: bool, ask: bool) -> None:
    if not yes and not (ask and sys.stdin.isatty()):
        raise EngineError("--yes or --skip-preview must be passed in to proceed when running in non-interactive mode")
    result = _show(stack, f"Previewing {kind}", run, preview=True)
    if result.exit_code:
        raise typer.Exit(result.exit_code)
    typer.echo()
    if not yes and not typer.confirm(f"Do you want to perform this {kind}?"):
        raise EngineError("confirmation declined, not proceeding")


def _finish(result: Result, kind: str, *, expect_no_changes: bool = False) -> None:
    if result.exit_code:
        raise typer.Exit(result.exit_code)
    if expect_no_changes and result.has_changes:
        typer.echo(f"error: no changes were expected for {kind} but changes were proposed", err=True)
        raise typer.Exit(EXIT_CHANGES)


def _json(value: Any, indent: int | None) -> str:
    return json.dumps(value, indent=indent, ensure_ascii=False)


def main() -> None:
    """Run the command line; what a user can cause ends in one line and an exit code."""
    try:
        app()
    except StackError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(EXIT_STACK_NOT_FOUND if "no stack" in str(error) else EXIT_FAILED)
    except EngineError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(EXIT_FAILED)


if __name__ == "__main__":
    main()
