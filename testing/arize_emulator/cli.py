"""The command `arize-emulator`."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from .admin.account_admin import DEFAULT_KEY, AccountAdmin
from .app import build
from .dialect import Dialect
from .faults.fault_types import KINDS
from .faults.rules import FaultRule, parse_rules
from .http.request_log import DASHBOARD_PATH
from .http.server import LOOPBACK, environment, listen, serve

app = typer.Typer(
    add_completion=False,
    # Rich's help shows a type for every option, even for flags.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_FAULT = (
    "Faults to inject: a rule or a list of rules as JSON, such as "
    """'{"method": "POST", "nth": 1, "fault": {"kind": "drop_connection", "when": "after"}}'. """
    f"Kinds: {', '.join(KINDS)}. docs/testing.md of pulumi-arize describes both. "
    "Can be repeated; only the first rule that fires acts on a request."
)


def _print_version(requested: bool) -> None:  # noqa: FBT001 - what Typer calls
    if requested:
        typer.echo(f"arize-emulator {version('pulumi-arize-testing')}")
        raise typer.Exit


@app.command()
def run(  # noqa: PLR0913 - the options of the command
    *,
    address: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on; by default loopback.")
    ] = LOOPBACK,
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="Port to listen on; 0 means any free port.")
    ] = 0,
    dialect: Annotated[
        Dialect, typer.Option(help="Enum values of the API: current, or legacy (until July 2026).")
    ] = Dialect.CURRENT,
    data: Annotated[
        Path | None, typer.Option(metavar="FILE", dir_okay=False, help="File that stores the account across restarts.")
    ] = None,
    api_key: Annotated[str, typer.Option(metavar="KEY", help="API key that requests must send.")] = DEFAULT_KEY,
    fault: Annotated[list[str] | None, typer.Option(metavar="JSON|@FILE", help=_FAULT)] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Serve an emulated Arize account until interrupted."""
    try:
        admin = AccountAdmin(api_key, data, killable=True)
        admin.set_faults(*(rule for text in fault or () for rule in _rules(text)))
        listening = listen(address, port)
    except (OSError, ValueError) as error:
        typer.echo(f"arize-emulator: {error}", err=True)
        raise typer.Exit(1) from None
    # an IPv6 address needs brackets in a URL, and clients make URLs of the variables
    variables = environment(f"[{address}]" if ":" in address else address, listening.getsockname()[1], api_key)
    url = f"http://{variables['ARIZE_API_HOST']}:{variables['ARIZE_API_PORT']}"
    typer.echo(
        f"Arize API emulator on {url} - export " + " ".join(f"{key}={value}" for key, value in variables.items())
    )
    typer.echo(f"The account in a browser: {url}{DASHBOARD_PATH}")
    serve(build(admin, dialect), listening)


def _rules(text: str) -> list[FaultRule]:
    source = Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text
    try:
        rules = json.loads(source)
    except ValueError as error:
        raise ValueError(f"--fault is not JSON: {error}") from None
    return parse_rules(rules if isinstance(rules, list) else [rules])


def main() -> None:
    """Run the command."""
    app()
