"""Commands that replace a resource, or have the next update replace it; the texts are those of `pulumi`."""

from __future__ import annotations

from pulumi_embedded.display import Display

from .conftest import Run
from .project import EMBEDDED, Project, thing
from .scenarios import THING

UP = ("up", "--stack", "dev", "--yes", "--skip-preview")


def test_a_resource_is_replaced_by_hand(project: Project, command: Run) -> None:
    """`up --replace` and `state taint` replace what they name, and nothing else."""

    def replaced(*options: str) -> list[str]:
        project.calls()
        command(*UP, *options)
        return [operation for operation in project.operations() if operation.split()[0] in ("create", "delete")]

    project.declare(thing("a", value=1), thing("b", {"depends_on": ["a"]}))
    command(*UP)
    assert replaced("--replace", f"{THING}a") == ["create a", "delete a"]
    edit = ("--stack", "dev", "--yes")
    assert command("state", "taint", f"{THING}a", f"{THING}b", *edit) == "2 resources tainted"
    assert command("state", "untaint", f"{THING}a", *edit) == "1 resources untainted"
    assert replaced() == ["create b", "delete b"]
    assert f'No such resource "{THING}z" exists in the current state' in command("state", "taint", f"{THING}z", *edit)
    assert command("state", "untaint", "--all", *edit) == "All resources untainted"
    unknown = f"Target '{THING}z' could not be found in the stack. Did you forget to escape $ in your shell?"
    assert unknown in command(*UP, "--replace", f"{THING}z")
    assert replaced() == []


def test_wildcards_are_refused(project: Project) -> None:
    """The embedded engine takes whole URNs alone, and says so."""
    project.stack().init()
    refused = project.run(EMBEDDED, *UP, "--replace", "**a")
    assert refused.errors == (
        "error: a wildcard in a URN is not supported by the embedded engine; use the `pulumi` command line\n"
    )


def test_forced_replacement_shows_no_difference(project: Project) -> None:
    """A replacement that was requested, and whose inputs are equal, does not show the outputs as removed."""
    project.up(thing("a", {"delete_before_replace": True}, value=1))
    lines: list[str] = []
    stack = project.stack()
    stack.listener = Display(lines.append, preview=False)
    assert stack.up(replace=[f"{THING}a"]).exit_code == 0
    assert any("replaced" in line for line in lines)
    assert [line for line in lines if line.strip().startswith(("- ", "\x1b[31m      -"))] == [], lines
