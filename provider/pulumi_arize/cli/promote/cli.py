"""The command `arize-promote`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ...errors import ArizeError
from ..console import application, out, print_json, progress, run, with_examples
from .collect import read_all
from .comparison import IntegrationComparison, compare, unreadable
from .diff_report import diff_report
from .environment import StackEnvironment
from .plan_report import plan_report
from .pulumi_cli import PulumiCli
from .render_html import render_html
from .render_json import render_json
from .render_markdown import render_markdown
from .render_terminal import render_terminal
from .report import Report
from .secret_labels import label_secrets

FAILED = 1
PENDING = 2
"""Exit status where something is to be done; 0 says that nothing is."""

_STATUS = (
    "Exit status: 0 nothing is pending, 2 something is (declared and not deployed, or changed on the server), "
    "1 something could not be read, or the command was wrong."
)
_ARROW = re.compile(r"\s*(?:→|->)\s*")

Cwd = Annotated[Path, typer.Option("--cwd", "-C", exists=True, file_okay=False, help="Folder of the Pulumi project.")]
Command = Annotated[str, typer.Option("--pulumi", metavar="COMMAND", help="The command that runs Pulumi.")]
Html = Annotated[Path | None, typer.Option("--html", dir_okay=False, help="Write the table to a page of its own too.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print it for a comment on a pull request.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
HERE = Path()

app = application(
    "arize-promote",
    "What differs between the environments of a Pulumi program, and what a promotion would change. No key is shown: "
    "secrets that are the same have the same letter.",
)


class _Ended(SystemExit):
    """An exit status that says what was found, not that the command was wrong."""


@app.command(
    name="diff",
    help=with_examples(
        f"Show what differs between environments: declared, deployed and on the server. {_STATUS}",
        ("arize-promote diff dev staging prod", "a table in the terminal"),
        ("arize-promote diff dev prod --html diff.html", "and a page"),
        ("arize-promote diff dev prod --json", "for machines"),
    ),
)
def diff_command(  # noqa: PLR0913 - the options of a command
    stacks: Annotated[list[str], typer.Argument(metavar="STACK...", help="The stacks, in the order of promotion.")],
    *,
    html: Html = None,
    as_markdown: Markdown = False,
    as_json: AsJson = False,
    cwd: Cwd = HERE,
    pulumi: Command = "pulumi",
) -> None:
    """Show what differs between environments."""
    environments = _read(PulumiCli(pulumi, cwd), stacks)
    compared = compare(environments)
    _show(diff_report(environments, compared), html, as_markdown=as_markdown, quiet=as_json)
    if as_json:
        print_json(render_json(environments, compared))
    _end(environments, compared)


@app.command(
    name="plan",
    help=with_examples(
        f"Show what a promotion would change: an up of the second environment, beside the first. {_STATUS}",
        ("arize-promote plan 'dev→staging'", "from dev to staging"),
        ("arize-promote plan dev staging", "the same"),
        ("arize-promote plan 'staging->prod' --markdown", "for a comment on a pull request"),
    ),
)
def plan_command(  # noqa: PLR0913 - the options of a command
    stacks: Annotated[list[str], typer.Argument(metavar="SOURCE→TARGET", help="Two stacks; `->` is an arrow too.")],
    *,
    html: Html = None,
    as_markdown: Markdown = False,
    as_json: AsJson = False,
    cwd: Cwd = HERE,
    pulumi: Command = "pulumi",
) -> None:
    """Show what a promotion would change."""
    environments = _read(PulumiCli(pulumi, cwd), _two(stacks))
    source, target = environments
    compared = compare(environments)
    _show(plan_report(source, target, compared), html, as_markdown=as_markdown, quiet=as_json)
    if as_json:
        print_json(render_json(environments, compared))
    _end(environments, compared, [target.name])


def _two(stacks: list[str]) -> tuple[str, str]:
    names = [name for part in stacks for name in _ARROW.split(part) if name]
    if len(names) != 2 or names[0] == names[1]:  # noqa: PLR2004 - from one to another
        raise ArizeError("a promotion is from one stack to another: arize-promote plan 'dev→staging'")
    return names[0], names[1]


def _read(engine: PulumiCli, stacks: Sequence[str]) -> list[StackEnvironment]:
    with progress(f"Reading {', '.join(stacks)}") as tell:
        return label_secrets(read_all(engine, stacks, tell))


def _show(sheet: Report, html: Path | None, *, as_markdown: bool, quiet: bool) -> None:
    if html:
        html.write_text(render_html(sheet), encoding="utf-8")
    if quiet:
        return
    if as_markdown:
        typer.echo(render_markdown(sheet), nl=False)
    else:
        out.print(render_terminal(sheet, out.width))


def _end(
    environments: Sequence[StackEnvironment], compared: Sequence[IntegrationComparison], of: Sequence[str] | None = None
) -> None:
    """End with what the exit status says; `of` names the environments whose changes count, all by default."""
    names = of or [environment.name for environment in environments]
    if any(unreadable(environment) for environment in environments):
        raise _Ended(FAILED)
    if any(item.standings[name].is_pending for item in compared for name in names):
        raise _Ended(PENDING)


def main() -> None:
    """Run the command; a wrong option ends in 1, for 2 says that something is pending."""
    try:
        run(app)
    except _Ended:
        raise
    except SystemExit as ended:
        sys.exit(FAILED if ended.code else 0)


if __name__ == "__main__":
    main()
