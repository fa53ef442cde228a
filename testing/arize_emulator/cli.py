"""The command `arize-emulator`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from .app import DEFAULT_KEY, EmulatorSettings, build
from .dialect import Dialect
from .emulator import environment
from .faults.fault_types import KINDS
from .faults.rules import FaultRule, parse_rules
from .http.request_log import DASHBOARD_PATH
from .http.server import LOOPBACK, listen, serve

_cli = typer.Typer(add_completion=False)


_FAULT = (
    "What is to go wrong: a rule, or a list of rules, such as "
    + """'{"method": "POST", "nth": 1, "fault": {"kind": "drop_connection", "when": "after"}}'. """
    + f"Kinds: {', '.join(KINDS)}. The docstrings in rules.py and faults.py beside this command say all the rest. "
    + "Can be given more than once; the first rule that fires acts."
)


@_cli.command()
def run(  # noqa: PLR0913, PLR0917 - the options of the command
    address: Annotated[
        str, typer.Option(help="Address to listen on; the default is for this machine only.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")] = 0,
    dialect: Annotated[
        Dialect, typer.Option(help="Spelling of enumerations: today's, or the one until July 2026.")
    ] = Dialect.CURRENT,
    data: Annotated[
        Path | None, typer.Option(dir_okay=False, help="File that keeps the account over restarts.")
    ] = None,
    api_key: Annotated[str, typer.Option(help="The key that requests must carry.")] = DEFAULT_KEY,
    fault: Annotated[
        list[str] | None,
        typer.Option(metavar="JSON|@FILE", help=_FAULT),
    ] = None,
) -> None:
    """Serve an emulated Arize account until interrupted."""
    try:
        app, control = build(EmulatorSettings(dialect, api_key, data, own_process=True))
        control.rules.set([rule for text in fault or () for rule in _rules(text)])
        listening = listen(address, port)
    except (OSError, ValueError) as error:
        typer.echo(f"arize-emulator: {error}", err=True)
        raise typer.Exit(1) from None
    variables = environment(address, listening.getsockname()[1], api_key)
    url = f"http://{address}:{variables['ARIZE_API_PORT']}"
    typer.echo(
        f"Arize API emulator on {url} - export " + " ".join(f"{key}={value}" for key, value in variables.items())
    )
    typer.echo(f"The account in a browser: {url}{DASHBOARD_PATH}")
    serve(app, listening)


def _rules(text: str) -> list[FaultRule]:
    source = Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text
    try:
        given = json.loads(source)
    except ValueError as error:
        raise ValueError(f"--fault is no JSON: {error}") from None
    return parse_rules(given if isinstance(given, list) else [given])


def main() -> None:
    """Run the command."""
    _cli()
