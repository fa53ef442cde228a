"""The names of stacks and of settings on the command line, compared with `pulumi` where that is on PATH."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from .project import Command, Project

STACK_NAMES = {
    "a b": "a stack name may only contain alphanumeric, hyphens, underscores, or periods: invalid character ' '",
    "../other": "organization name must be 'organization'",
    "organization/": "a stack name may not be empty",
    "organization/elsewhere/dev": "doesn't match Pulumi.yaml",
    "a" * 101: "a stack name cannot exceed 100 characters",
}


@pytest.mark.parametrize("name", STACK_NAMES, ids=lambda name: name[:20])
def test_invalid_stack_name(project: Project, engine: Command, name: str) -> None:
    """A name that no stack can have is refused, and no file is written for it."""
    before = sorted(Path(project.folder).rglob("Pulumi*"))
    done = project.run(engine, "stack", "init", name)
    assert (done.code, STACK_NAMES[name] in done.errors) == (1, True), done
    assert sorted(Path(project.folder).rglob("Pulumi*")) == before


def test_stack_name_with_its_organization(project: Project, engine: Command) -> None:
    """A stack can be named with its organization and its project."""
    assert project.run(engine, "stack", "init", "organization/things/dev").code == 0
    assert project.run(engine, "config", "set", "key", "value", "--stack", "organization/dev").code == 0
    assert project.run(engine, "config", "get", "key", "--stack", "dev").output == "value\n"


def test_no_stack_selected(project: Project, engine: Command) -> None:
    """Without any stack an operation fails, with another status than for a name that no stack has."""
    done = project.run(engine, "preview")
    assert (done.code, "no stack selected" in done.errors) == (1, True), done
    done = project.run(engine, "preview", "--stack", "missing")
    assert (done.code, "no stack named 'missing' found" in done.errors) == (6, True), done


@pytest.mark.parametrize("words", [["set", "a:b:c", "1"], ["get", "a:b:c"], ["rm", "a:b:c"]], ids=lambda it: it[0])
def test_invalid_key(stack: Project, engine: Command, words: list[str]) -> None:
    """A key of three parts is refused."""
    done = stack.run(engine, "config", *words, "--stack", "dev")
    assert (done.code, "could not parse a:b:c as a configuration key" in done.errors) == (1, True), done


def test_key_of_the_former_form(stack: Project, engine: Command) -> None:
    """`<namespace>:config:<name>` is `<namespace>:<name>`."""
    stack.run(engine, "config", "set", "things:config:key", "value", "--stack", "dev")
    settings = yaml.safe_load(Path(stack.folder, "Pulumi.dev.yaml").read_text())["config"]
    assert (settings["things:key"], "things:config:key" in settings) == ("value", False)
    assert stack.run(engine, "config", "get", "things:config:key", "--stack", "dev").output == "value\n"


def test_settings_are_listed(stack: Project, engine: Command) -> None:
    """The settings are a table, in which the project's own keys have no namespace."""
    stack.run(engine, "config", "set", "arize:host", "a.example.com", "--stack", "dev")
    stack.run(engine, "config", "set", "--secret", "key", "sk-1234", "--stack", "dev")
    assert stack.run(engine, "config", "--stack", "dev").output.splitlines() == [
        "KEY         VALUE",
        "arize:host  a.example.com",
        "key         [secret]",
        "plain       as it is",
    ]
