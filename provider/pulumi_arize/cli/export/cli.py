"""The command `arize-export`."""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ...api.account import Account
from ...api.redaction import redacted, redacting
from ...errors import ArizeError
from ...model.enums import IntegrationType
from ...settings import ENVIRONMENT, load
from ..console import application, out, print_json, printable, progress, run, warn, with_examples
from .adoption_plan import plan_adoption
from .program import ExportedProgram, program
from .project_files import key_commands, project_files
from .read_account import Filters, read
from .write_files import refuse_to_overwrite, write

app = application("arize-export", "Take over an Arize account: write the Pulumi program that declares it as it is.")

HELP = with_examples(
    "Read an Arize account and write the Pulumi program that declares its integrations as they are.\n\n"
    "The account is the one of ARIZE_API_KEY and the other variables of Arize's own SDK. Nothing in it is changed, "
    "and the API tells no key.",
    ("arize-export infra", "everything, into the folder infra"),
    ("arize-export infra --type AGENT --space Production", "the agents that a space sees"),
    ("arize-export infra --dry-run --json", "what would be written, for a program"),
)


@app.command(help=HELP)
def export(  # noqa: PLR0913 - the options of the command
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where the program is written.")],
    *,
    type_: Annotated[
        IntegrationType | None, typer.Option("--type", case_sensitive=False, help="Only integrations of this type.")
    ] = None,
    space: Annotated[str | None, typer.Option(help="Only those that this space sees: its ID or exact name.")] = None,
    name: Annotated[str | None, typer.Option(help="Only those with this in their name, in any case.")] = None,
    project: Annotated[str, typer.Option(help="Name of the project; the folder's by default.")] = "",
    stack: Annotated[str, typer.Option(help="Name of the stack that takes the account over.")] = "prod",
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing: say what would be written.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary for machines.")] = False,
) -> None:
    """Write the program."""
    settings = load(lambda _: None, os.environ, origin=ENVIRONMENT)
    made = _program(Account(settings), Filters(type_, space, name))
    files = project_files(made, settings, project or _project(folder), stack)
    if not force:
        refuse_to_overwrite(folder, files)
    if not dry_run:
        write(folder, files)
    following = [f"cd {shlex.quote(str(folder))}", "pulumi install", f"pulumi stack init {stack}", "pulumi preview"]
    if as_json:
        print_json(_summary(folder, files, made, following))
    else:
        out.print("\n".join(_told(folder, files, made, following, "Would write" if dry_run else "Wrote")))


def _program(account: Account, filters: Filters) -> ExportedProgram:
    """Return the program of an account; say what it leaves out."""
    with progress("Reading the account") as step:
        reading = read(account, filters, step)
        made = program(reading, map(plan_adoption, reading.integrations.values()))
    with redacting(account.client.secrets):
        for item in made.left_out:
            warn(f"left out {item.name!r} ({item.item_id}): {redacted(item.reason)}")
    if not made.declarations:
        raise ArizeError(
            "there is no integration to export: does the key see the account, and what do the filters say?"
        )
    return made


def _project(folder: Path) -> str:
    """Return the name of a folder as that of a project: letters, digits, hyphens, underscores and periods."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", folder.resolve().name).strip("-")[:100] or "arize"


def _told(
    folder: Path, files: Mapping[str, str], made: ExportedProgram, following: Sequence[str], done: str
) -> Iterator[str]:
    count = Counter(item.taken.resource_type.name for item in made.declarations)
    kinds = ", ".join(f"{number} {name}" for name, number in count.items())
    yield f"{done} {printable(str(folder))}: {kinds}"
    yield from (f"  {name}" for name in sorted(files))
    yield "\nNext:"
    yield from (f"  {printable(line)}" for line in following)
    keys = len(key_commands(made))
    if keys:
        yield f"\nThe server keeps its {keys} keys. README.md says how to give them to the stack, now or later."


def _summary(folder: Path, files: Mapping[str, str], made: ExportedProgram, following: Sequence[str]) -> dict[str, Any]:
    integrations = [
        {
            "id": item.taken.item_id,
            "name": item.taken.name,
            "resource": item.taken.resource_type.name,
            "variable": item.variable,
            "secrets": list(item.secrets),
        }
        for item in made.declarations
    ]
    left_out = [{"id": item.item_id, "name": item.name, "reason": item.reason} for item in made.left_out]
    return {
        "folder": str(folder),
        "files": sorted(files),
        "integrations": integrations,
        "left_out": left_out,
        "next": list(following),
    }


def main() -> None:
    """Run the command."""
    run(app)
