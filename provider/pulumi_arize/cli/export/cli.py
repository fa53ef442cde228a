"""The command `arize-export`."""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ...api.account import Account
from ...errors import ArizeError
from ...model.enums import IntegrationType
from ...settings import ENVIRONMENT, load
from ..console import Version, application, help_text, out, print_json, printable, progress, run, warn
from .adoption_plan import plan_adoption
from .declarations import Declaration
from .program import ExportedProgram, program
from .project_files import deploy_commands, key_commands, project_files, refuse_to_overwrite, write
from .read_account import Filters, read, read_environment, redacting_account, suggest_name

PROVIDER = "arize"
"""The namespace of the provider's settings in the configuration of a stack."""

app = application("arize-export")

HELP = help_text(
    "Write a Pulumi program that adopts the integrations of an Arize account unchanged.\n\n"
    "ARIZE_API_KEY and the other variables of Arize's SDK select the account. The command only reads it. "
    "The program has no keys, because the API never returns them.",
    "docs/how-to/export.md",
    ("arize-export infra", "all integrations, to the folder infra"),
    ("arize-export infra --type AGENT --space Production", "the agents that the space Production can use"),
    ("arize-export infra --environment", "organizations, spaces and service keys too"),
    ("arize-export infra --dry-run --json", "a summary as JSON; no file is written"),
)


@app.command(help=HELP)
def export(  # noqa: PLR0913 - the options of the command
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Folder of the program.")],
    *,
    type_: Annotated[
        IntegrationType | None, typer.Option("--type", case_sensitive=False, help="Only integrations of this type.")
    ] = None,
    space: Annotated[
        str | None, typer.Option(help="Only integrations that this space can use: its ID or exact name.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="Only integrations whose name contains this text, in any case.")
    ] = None,
    environment: Annotated[
        bool, typer.Option("--environment", help="Also adopt the organizations, spaces and service keys.")
    ] = False,
    project: Annotated[str, typer.Option(help="Name of the project; the name of the folder by default.")] = "",
    stack: Annotated[str, typer.Option(help="Name of the stack that adopts the integrations.")] = "prod",
    force: Annotated[bool, typer.Option("--force", help="Overwrite existing files.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write no files.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary as JSON.")] = False,
    version: Version = False,  # noqa: ARG001 - its callback prints it
) -> None:
    """Write the program."""
    project = _valid_project(project, stack, folder)
    settings = load(lambda _: None, os.environ, origin=ENVIRONMENT)
    exported = _export(Account(settings), Filters(type_, space, name), environment)
    files = project_files(exported, folder, settings, project, stack)
    if not force:
        refuse_to_overwrite(folder, files)
    if not dry_run:
        write(folder, files)
    commands = [f"cd {shlex.quote(str(folder))}", *deploy_commands(stack)]
    if as_json:
        print_json(_summary(folder, files, exported, commands))
    else:
        heading = f"{'Would write' if dry_run else 'Wrote'} {printable(str(folder))}"
        out.print("\n".join(_report(heading, files, exported, commands)))


def _export(account: Account, filters: Filters, with_environment: bool) -> ExportedProgram:  # noqa: FBT001 - an option
    """Return the program of an account; warn of what it skips. Raises ArizeError."""
    with redacting_account(account), progress("Reading the account") as show_step:
        contents = read(account, filters, show_step)
        forms = list(read_environment(account, filters, show_step)) if with_environment else []
        if not contents.integrations and not forms:
            raise ArizeError(_nothing_found(account, filters))
        environment = (plan_adoption([form]) for form in forms)
        exported = program(contents, map(plan_adoption, contents.integrations.values()), environment)
    for item in exported.skipped:
        warn(f"skipped {item.name!r} ({item.item_id}): {item.reason}")
    if not exported.declarations and not exported.environment:
        raise ArizeError("there is no integration that a program can declare unchanged: the warnings give the reasons")
    return exported


def _nothing_found(account: Account, filters: Filters) -> str:
    """Return why there is nothing to export."""
    if suggestion := filters.name and suggest_name(account, filters):
        return f"no integration has {filters.name!r} in its name; did you mean {suggestion}?"
    if filters == Filters():
        return "there is no integration to export: the account has none that this key can read"
    return "there is no integration to export: none that this key can read matches --type, --space and --name"


def _project_name(folder: Path) -> str:
    """Return the name of a folder as a project name: letters, digits, hyphens, underscores and periods."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", folder.resolve().name).strip("-")[:100]
    return "arize-account" if name in ("", PROVIDER) else name


def _valid_project(project: str, stack: str, folder: Path) -> str:
    """Return the name of the project. Raises ArizeError for a name, of it or of the stack, that Pulumi does not accept.

    `stack` is a name, `<organization>/<name>` or `<organization>/<project>/<name>`.
    """
    parts = stack.split("/", 2)
    of_stack = parts[1] if len(parts) > 2 else ""  # noqa: PLR2004 - all three
    project = project or of_stack or _project_name(folder)
    for option, name in (*(("--stack", part) for part in parts), ("--project", project)):
        if not re.fullmatch(r"[A-Za-z0-9_.-]{1,100}", name):
            raise ArizeError(
                f"{option}: {name!r} is not a name for Pulumi: letters, digits, hyphens, underscores, periods"
            )
    if project == PROVIDER:
        raise ArizeError(
            f"--project: {PROVIDER!r} is the provider's namespace in the configuration of a stack: choose another"
        )
    return project


def _report(heading: str, files: Collection[str], exported: ExportedProgram, commands: Sequence[str]) -> Iterator[str]:
    counts = Counter(item.plan.resource_type.name for item in (*exported.environment, *exported.declarations))
    yield f"{heading}: {', '.join(f'{number} {name}' for name, number in counts.items())}"
    yield from (f"  {name}" for name in sorted(files))
    yield "\nNext:"
    yield from (f"  {printable(line)}" for line in commands)
    if keys := len(key_commands(exported)):
        yield f"\nKeys that the server keeps: {keys}. README.md has the commands that add them to the stack."


def _summary(
    folder: Path, files: Collection[str], exported: ExportedProgram, commands: Sequence[str]
) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "files": sorted(files),
        "environment": [_summarize(item) for item in exported.environment],
        "integrations": [{**_summarize(item), "secrets": list(item.secrets)} for item in exported.declarations],
        "skipped": [{"id": item.item_id, "name": item.name, "reason": item.reason} for item in exported.skipped],
        "next": list(commands),
    }


def _summarize(item: Declaration) -> dict[str, Any]:
    plan = item.plan
    return {"id": plan.item_id, "name": plan.name, "resource": plan.resource_type.name, "variable": item.variable}


def main() -> None:
    """Run the command."""
    run(app)
