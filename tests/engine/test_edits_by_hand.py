"""Commands that change a state and settings by hand, as `pulumi` has them; those that are not there are refused."""

from __future__ import annotations

import pytest

from .conftest import Run
from .project import EMBEDDED, Project, out, thing
from .scenarios import THING


def test_a_state_is_edited(project: Project, command: Run) -> None:
    """A resource is renamed, unprotected and forgotten; what is protected, needed or not there is not."""

    def state(*words: str) -> str:
        return command("state", *words, "--stack", "dev", "--yes")

    project.declare(thing("a", {"protect": True}, value=1), thing("b", value=out("a", "id")))
    assert "created" in command("up", "--stack", "dev", "--yes", "--skip-preview")
    held = project.objects()
    assert "because it is protected. Re-run this command with --force" in state("delete", f"{THING}a")
    assert f'depend on it: * "b" ({THING}b)' in " ".join(state("delete", f"{THING}a", "--force").split())
    assert f'No such resource "{THING}z" exists in the current state' in state("delete", f"{THING}z")
    assert state("rename", f"{THING}a", "c") == "Resource renamed"
    assert "corresponds to an already existing resource" in state("rename", f"{THING}b", "c")
    assert project.resources()["b"]["dependencies"] == [f"{THING}c"]
    assert state("unprotect", f"{THING}c") == "1 resources unprotected"
    assert "protect" not in project.resources()["c"]
    assert state("delete", f"{THING}b") == "Resource deleted"
    assert state("unprotect", "--all") == "All resources unprotected"
    assert state("delete", f"{THING}c") == "Resource deleted"
    assert {name for name in project.resources() if name in "abc"} == set()
    assert project.objects() == held


def test_settings_are_shown_and_removed(command: Run) -> None:
    """`config get` shows one, also a secret one; `config rm` removes it, and nothing where it is not there."""

    def config(*words: str) -> str:
        return command("config", *words, "--stack", "dev")

    config("set", "--secret", "hidden", "s3cret")
    assert [config("get", "plain"), config("get", "things:hidden")] == ["as it is", "s3cret"]
    config("rm", "hidden")
    config("rm", "hidden")
    assert config("get", "hidden") == "error: configuration key 'hidden' not found for stack 'dev'"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["up", "--target", "x"], "the option `--target` of `up`"),
        (["up", "--json"], "the option `--json` of `up`"),
        (["preview", "--exclude", "x"], "the option `--exclude` of `preview`"),
        (["refresh", "--preview-only"], "the option `--preview-only` of `refresh`"),
        (["destroy", "--continue-on-error"], "the option `--continue-on-error` of `destroy`"),
        (["config", "set", "--path", "a.b", "c"], "the option `--path` of `config set`"),
        (["import", "type", "name", "id"], "the command `import`"),
        (["stack", "history"], "the command `stack history`"),
        (["state", "move"], "the command `state move`"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_unknown_options_and_commands_are_refused_by_name(project: Project, words: list[str], what: str) -> None:
    """The error is one line, which names `pulumi` as the command that may have them."""
    refused = project.run(EMBEDDED, *words)
    assert (refused.code, refused.errors) == (
        1,
        f"error: {what} is not supported by the embedded engine; use the `pulumi` command line\n",
    )
