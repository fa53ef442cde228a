"""The command line: commands and options of `pulumi` that this engine supports."""

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import typer

from .cli_options import (
    HERE,
    NOTHING,
    AsJson,
    ClearPending,
    Cwd,
    Diff,
    ExpectNoChanges,
    Name,
    NonInteractive,
    Parallel,
    Refresh,
    Replace,
    ShowSames,
    SkipPreview,
    Version,
    Yes,
    literal_urns,
    open_stack,
)
from .cli_stack import config_commands, stack_commands
from .cli_state import state_commands
from .display import Display, summary
from .errors import EngineError, MissingStackError, RefusedError
from .preview_json import preview_json
from .result import EXIT_CANCELLED, EXIT_CHANGES, EXIT_FAILED, EXIT_STACK_NOT_FOUND, UpdateResult
from .stack import EngineStack

app = typer.Typer(
    name="pulumi-embedded",
    help="Run Pulumi programs with dynamic providers in demos and hermetic tests. A real deployment runs on `pulumi`.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)
app.add_typer(stack_commands, name="stack")
app.add_typer(config_commands, name="config")
app.add_typer(state_commands, name="state")


@app.callback()
def root(*, cwd: Cwd = HERE, version: Version = False) -> None:  # noqa: ARG001 - its callback prints it
    """Change to the folder that the command runs in."""
    os.chdir(cwd)


@app.command()
def preview(  # noqa: PLR0913 - the options of a command
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    diff: Diff = False,  # noqa: ARG001 - differences are always shown
    refresh: Refresh = False,
    parallel: Parallel = 16,
    replace: Replace = NOTHING,
    expect_no_changes: ExpectNoChanges = False,
    non_interactive: NonInteractive = False,  # noqa: ARG001 - a preview asks nothing
    as_json: AsJson = False,
    show_sames: ShowSames = False,
) -> None:
    """Show what `up` would do."""
    opened = open_stack(cwd, stack)
    run_preview = partial(opened.preview, refresh=refresh, parallel=parallel, replace=literal_urns(replace))
    if as_json:
        result = run_preview()
        typer.echo(json.dumps(preview_json(result, show_sames=show_sames), indent=4, ensure_ascii=False))
    else:
        result = _show(opened, "Previewing update", run_preview, preview=True)
    _finish(result, "preview", expect_no_changes=expect_no_changes)


@app.command()
def up(  # noqa: PLR0913 - the options of a command
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    yes: Yes = False,
    skip_preview: SkipPreview = False,
    diff: Diff = False,  # noqa: ARG001 - differences are always shown
    refresh: Refresh = False,
    parallel: Parallel = 16,
    replace: Replace = NOTHING,
    expect_no_changes: ExpectNoChanges = False,
    non_interactive: NonInteractive = False,
) -> None:
    """Create, update and delete resources as the program declares."""
    opened = open_stack(cwd, stack)
    urns = literal_urns(replace)
    if not skip_preview:
        run_preview = partial(opened.preview, refresh=refresh, parallel=parallel, replace=urns)
        _preview_first(opened, "update", run_preview, yes=yes, ask=not non_interactive)
    result = _show(opened, "Updating", partial(opened.up, refresh=refresh, parallel=parallel, replace=urns))
    _finish(result, "update", expect_no_changes=expect_no_changes)


@app.command()
def refresh(  # noqa: PLR0913 - the options of a command
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    yes: Yes = False,
    skip_preview: SkipPreview = False,
    diff: Diff = False,  # noqa: ARG001 - differences are always shown
    parallel: Parallel = 16,
    expect_no_changes: ExpectNoChanges = False,
    clear_pending_creates: ClearPending = False,
    non_interactive: NonInteractive = False,
) -> None:
    """Update the state to what the providers read."""
    opened = open_stack(cwd, stack)
    operation = partial(opened.refresh, clear_pending_creates=clear_pending_creates, parallel=parallel)
    if not skip_preview:
        _preview_first(opened, "refresh", partial(operation, preview=True), yes=yes, ask=not non_interactive)
    result = _show(opened, "Refreshing", operation)
    _finish(result, "refresh", expect_no_changes=expect_no_changes)


@app.command()
def destroy(  # noqa: PLR0913 - the options of a command
    *,
    cwd: Cwd = HERE,
    stack: Name = "",
    yes: Yes = False,
    skip_preview: SkipPreview = False,
    diff: Diff = False,  # noqa: ARG001 - differences are always shown
    parallel: Parallel = 16,
    non_interactive: NonInteractive = False,
) -> None:
    """Delete every resource of the stack."""
    opened = open_stack(cwd, stack)
    operation = partial(opened.destroy, parallel=parallel)
    if not skip_preview:
        _preview_first(opened, "destroy", partial(operation, preview=True), yes=yes, ask=not non_interactive)
    _finish(_show(opened, "Destroying", operation), "destroy")


@app.command()
def cancel(*, cwd: Cwd = HERE, stack: Name = "", yes: Yes = False) -> None:
    """Remove the locks that killed operations have left."""
    opened = open_stack(cwd, stack)
    if not yes and not typer.confirm(f"Is no other run using '{opened.name}'?"):
        raise EngineError("confirmation declined, not proceeding")
    opened.cancel()
    typer.echo(f"The currently running update for '{opened.name}' has been canceled!")


def _show(stack: EngineStack, title: str, run: Callable[[], UpdateResult], *, preview: bool = False) -> UpdateResult:
    typer.echo(f"{title} ({stack.name}):")
    stack.listener = Display(typer.echo, preview=preview)
    with _interruptible(stack):
        result = run()
    typer.echo("\n" + "\n".join(summary(result.changes, preview=preview)))
    if not preview:
        typer.echo(f"\nDuration: {result.seconds:.1f}s\n")
    return result


@contextmanager
def _interruptible(stack: EngineStack) -> Iterator[None]:
    """Cancel the operation at the first interrupt, and terminate it at the second one."""

    def cancel_operation(number: int, _frame: object) -> None:
        signal.signal(number, signal.default_int_handler)
        typer.echo(
            f"{signal.Signals(number).name} received; cancelling. Send it again to terminate immediately, which may "
            "leave orphaned resources."
        )
        # in a thread of its own: this handler may have interrupted one that holds a lock which it needs
        threading.Thread(target=stack.interrupt).start()

    previous = {number: signal.signal(number, cancel_operation) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("error: update cancelled", err=True)
        raise typer.Exit(EXIT_CANCELLED) from None
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _preview_first(stack: EngineStack, kind: str, run: Callable[[], UpdateResult], *, yes: bool, ask: bool) -> None:
    if not yes and not (ask and sys.stdin.isatty()):
        raise EngineError("--yes or --skip-preview must be passed in to proceed when running in non-interactive mode")
    result = _show(stack, f"Previewing {kind}", run, preview=True)
    if result.exit_code:
        raise typer.Exit(result.exit_code)
    typer.echo()
    if not yes and not typer.confirm(f"Do you want to perform this {kind}?"):
        raise EngineError("confirmation declined, not proceeding")


def _finish(result: UpdateResult, kind: str, *, expect_no_changes: bool = False) -> None:
    if result.exit_code:
        raise typer.Exit(result.exit_code)
    if expect_no_changes and result.has_changes:
        typer.echo(f"error: no changes were expected for {kind} but changes were proposed", err=True)
        raise typer.Exit(EXIT_CHANGES)


_UsageError: type[Any] = typer.BadParameter.__mro__[1]
"""Raised for a wrong command line; typer has no public name for it."""


def main() -> None:
    """Run the command line; an error that a user can cause is one line and an exit code."""
    try:
        sys.exit(_run())
    except EngineError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(EXIT_STACK_NOT_FOUND if isinstance(error, MissingStackError) else EXIT_FAILED)


def _run() -> int:
    """Return the exit code; RefusedError for an unknown command or option, which `pulumi` may have."""
    try:
        return int(app(prog_name=app.info.name, standalone_mode=False) or 0)
    except _UsageError as error:
        command = error.ctx.command_path.partition(" ")[2] if error.ctx else ""
        if option := getattr(error, "option_name", ""):
            raise RefusedError(
                f"the option `{option}` of `{command}`" if command else f"the option `{option}`"
            ) from None
        if error.message.startswith("No such command"):
            named = error.message.split("'")[1]
            raise RefusedError(f"the command `{f'{command} {named}'.strip()}`") from None
        error.show()
        return int(error.exit_code)
    except typer.Abort:
        raise EngineError("aborted") from None


if __name__ == "__main__":
    main()
