"""The command `arize-emulator`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .app import DEFAULT_KEY, Settings, build
from .emulator import environment
from .server import LOOPBACK, listen, serve
from .vocabulary import Vocabulary

_cli = typer.Typer(add_completion=False)


@_cli.command()
def run(
    address: Annotated[
        str, typer.Option(help="Address to listen on; the default is for this machine only.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")] = 0,
    vocabulary: Annotated[
        Vocabulary, typer.Option(help="Spelling of enumerations: today's, or the one until July 2026.")
    ] = Vocabulary.CURRENT,
    data: Annotated[
        Path | None, typer.Option(dir_okay=False, help="File that keeps the account over restarts.")
    ] = None,
    api_key: Annotated[str, typer.Option(help="The key that requests must carry.")] = DEFAULT_KEY,
) -> None:
    """Serve an emulated Arize account until interrupted."""
    try:
        app, _ = build(Settings(vocabulary, api_key, data))
        listening = listen(address, port)
    except (OSError, ValueError) as error:
        typer.echo(f"arize-emulator: {error}", err=True)
        raise typer.Exit(1) from None
    variables = environment(address, listening.getsockname()[1], api_key)
    url = f"http://{address}:{variables['ARIZE_API_PORT']}"
    typer.echo(
        f"Arize API emulator on {url} - export " + " ".join(f"{key}={value}" for key, value in variables.items())
    )
    serve(app, listening)


def main() -> None:
    """Run the command."""
    _cli()
