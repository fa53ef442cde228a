"""Commands that replace a resource, or have the next update replace it; the texts are those of `pulumi`."""

from __future__ import annotations

from .project import EMBEDDED, Command, Project, thing

THING = "urn:pulumi:dev::things::pulumi-python:dynamic/things:Thing::"
UP = ("up", "--stack", "dev", "--yes", "--skip-preview")


def test_a_resource_is_replaced_by_hand(project: Project, engine: Command) -> None:
    """`up --replace` and `state taint` replace what they name, and nothing else."""

    def run(*words: str) -> str:
        ended = project.run(engine, *words)
        return (ended.errors or ended.output if ended.code else ended.output).strip()

    def replaced(*options: str) -> list[str]:
        project.calls()
        run(*UP, *options)
        return [operation for operation in project.operations() if operation.split()[0] in ("create", "delete")]

    run("stack", "init", "dev")
    project.declare(thing("a", value=1), thing("b", {"depends_on": ["a"]}))
    run(*UP)
    assert replaced("--replace", f"{THING}a") == ["create a", "delete a"]
    edit = ("--stack", "dev", "--yes")
    assert run("state", "taint", f"{THING}a", f"{THING}b", *edit) == "2 resources tainted"
    assert run("state", "untaint", f"{THING}a", *edit) == "1 resources untainted"
    assert replaced() == ["create b", "delete b"]
    assert f'No such resource "{THING}z" exists in the current state' in run("state", "taint", f"{THING}z", *edit)
    assert run("state", "untaint", "--all", *edit) == "All resources untainted"
    unknown = f"Target '{THING}z' could not be found in the stack. Did you forget to escape $ in your shell?"
    assert unknown in run(*UP, "--replace", f"{THING}z")
    assert replaced() == []


def test_wildcards_are_refused(project: Project) -> None:
    """The embedded engine takes whole URNs alone, and says so."""
    project.stack().init()
    refused = project.run(EMBEDDED, *UP, "--replace", "**a")
    assert refused.errors == (
        "error: a wildcard in a URN is not supported by the embedded engine; use the `pulumi` command line\n"
    )
