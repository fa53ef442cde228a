"""The command `arize-promote`."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer

from ...errors import ArizeError
from ..console import Version, application, help_text, out, print_json, progress, run
from .build_report import diff_report, plan_report
from .collect import read_all
from .comparison import IntegrationComparison, compare
from .environment import StackEnvironment
from .pulumi_cli import Json, PulumiCli
from .redaction import label_secrets
from .render_html import render_html
from .render_json import render_json
from .render_markdown import render_markdown
from .render_terminal import render_terminal
from .report import Report

FAILED = 1
PENDING = 2

_PAGE = "docs/how-to/promote.md"
_STATUS = (
    "Exit status: 0 if nothing is pending, 2 if something is (not deployed yet, or changed on the server), "
    "1 if an environment cannot be read or the command line is wrong."
)
_ARROW = re.compile(r"\s*(?:→|->)\s*")

Cwd = Annotated[Path, typer.Option("--cwd", "-C", exists=True, file_okay=False, help="Folder of the Pulumi project.")]
Command = Annotated[str, typer.Option("--pulumi", metavar="COMMAND", help="The command that runs Pulumi.")]
Html = Annotated[Path | None, typer.Option("--html", dir_okay=False, help="Also write the table to an HTML page.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print a comment for a pull request.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
HERE = Path()

app = application("arize-promote")


class _ExitStatus(SystemExit):
    """The exit status of a command that ran, unlike that of a wrong command line."""


@app.callback(
    help=help_text(
        "Show what differs between the environments of a Pulumi program, and what a promotion would change.\n\n"
        "No secret is shown: equal secrets have the same label.",
        _PAGE,
        ("arize-promote diff dev staging prod", "what differs between three stacks"),
        ("arize-promote plan dev staging", "what a promotion from dev to staging would change"),
    )
)
def options(*, version: Version = False) -> None:
    """Take the options of the command without a subcommand."""


@app.command(
    name="diff",
    short_help="Show what differs between environments.",
    help=help_text(
        f"Show what differs between environments: declared, deployed and on the server.\n\n{_STATUS}",
        _PAGE,
        ("arize-promote diff dev staging prod", "a table in the terminal"),
        ("arize-promote diff dev prod --html diff.html", "also as an HTML page"),
        ("arize-promote diff dev prod --json", "as JSON"),
    ),
)
def diff_command(  # noqa: PLR0913 - the options of a command
    stacks: Annotated[list[str], typer.Argument(metavar="STACK", help="The stacks, in the order of promotion.")],
    *,
    html: Html = None,
    as_markdown: Markdown = False,
    as_json: AsJson = False,
    cwd: Cwd = HERE,
    pulumi: Command = "pulumi",
) -> None:
    """Show what differs between environments."""
    environments = _read(PulumiCli(pulumi, cwd), stacks)
    comparisons = compare(environments)
    document = render_json(environments, comparisons) if as_json else None
    _write(diff_report(environments, comparisons), document, html, as_markdown=as_markdown)
    _exit(environments, comparisons, stacks)


@app.command(
    name="plan",
    short_help="Show what a promotion would change.",
    help=help_text(
        "Show what a promotion would change: what `pulumi up` of the second environment would do, and whether the "
        f"first one has it deployed.\n\n{_STATUS}",
        _PAGE,
        ("arize-promote plan dev staging", "from dev to staging"),
        ("arize-promote plan 'dev→staging'", "the same; 'dev->staging' too"),
        ("arize-promote plan staging prod --markdown", "as a comment for a pull request"),
    ),
)
def plan_command(  # noqa: PLR0913 - the options of a command
    stacks: Annotated[list[str], typer.Argument(metavar="STACK", help="The source and the target.")],
    *,
    html: Html = None,
    as_markdown: Markdown = False,
    as_json: AsJson = False,
    cwd: Cwd = HERE,
    pulumi: Command = "pulumi",
) -> None:
    """Show what a promotion would change."""
    environments = _read(PulumiCli(pulumi, cwd), _source_and_target(stacks))
    source, target = environments
    comparisons = compare(environments)
    document = render_json(environments, comparisons) if as_json else None
    _write(plan_report(source, target, comparisons), document, html, as_markdown=as_markdown)
    _exit(environments, comparisons, [target.name])


def _source_and_target(stacks: list[str]) -> tuple[str, str]:
    names = [name for part in stacks for name in _ARROW.split(part) if name]
    if len(names) != 2 or names[0] == names[1]:  # noqa: PLR2004 - a source and a target
        raise ArizeError(
            f"cannot plan a promotion of {' '.join(names)!r}: give two different stacks, "
            "for example arize-promote plan dev staging"
        )
    return names[0], names[1]


def _read(pulumi: PulumiCli, stacks: Sequence[str]) -> list[StackEnvironment]:
    if not all(stacks):
        raise ArizeError("the name of a stack is empty; `pulumi stack ls` lists the stacks of the project")
    with progress(f"Reading {', '.join(stacks)}") as show_step:
        return label_secrets(read_all(pulumi, stacks, show_step))


def _write(report: Report, document: Json | None, html: Path | None, *, as_markdown: bool) -> None:
    """Print the JSON document if there is one, else the report; write the report to the HTML page too."""
    if html:
        html.write_text(render_html(report), encoding="utf-8")
    if document:
        print_json(document)
    elif as_markdown:
        typer.echo(render_markdown(report).encode(), nl=False)  # in UTF-8 on any system: it goes to a web page
    else:
        out.print(render_terminal(report, out.width))


def _exit(
    environments: Sequence[StackEnvironment], comparisons: Sequence[IntegrationComparison], stacks: Collection[str]
) -> None:
    """Raise the exit status; only what is pending in these stacks counts."""
    if any(environment.unreadable for environment in environments):
        raise _ExitStatus(FAILED)
    if any(item.statuses[stack].is_pending for item in comparisons for stack in stacks):
        raise _ExitStatus(PENDING)


def main() -> None:
    """Run the command; a wrong command line exits with 1, because 2 means that something is pending."""
    try:
        run(app)
    except _ExitStatus:
        raise
    except SystemExit as error:
        sys.exit(FAILED if error.code else 0)
