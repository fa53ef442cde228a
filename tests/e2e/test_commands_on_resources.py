"""Commands of the real engine on a program of both front ends, whose integrations have secrets."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from tests.drivers.shell import PULUMI

from .conftest import NewProject
from .engines import Outcome, Real
from .project import Project

HIDDEN = "zz-hidden"
UP = ("up", "--yes", "--skip-preview")
DESTROY = ("destroy", "--yes", "--skip-preview")
TYPES = {"dynamic": "pulumi-python:dynamic/arize:Integration", "native": "arize:index:Integration"}


class Command:
    """`pulumi` on a project with integrations of both front ends, each named by its front end and a letter."""

    def __init__(self, project: Project) -> None:
        assert isinstance(project.engine, Real)
        self.project = project
        self.engine = project.engine

    def declare(self, value: str, *letters: str, protect: str = "") -> None:
        """Declare integrations with this value in a field; the one with the letter c depends on the one with a."""
        entries = [
            {
                "name": f"{front_end}-{letter}",
                "front_end": front_end,
                "value": value,
                "of": f"{front_end}-a" if letter == "c" else "",
                "protect": letter in protect,
            }
            for front_end in TYPES
            for letter in letters
        ]
        (self.project.folder / "declared.json").write_text(json.dumps({"resources": entries}))

    def urns(self, letter: str, option: str = "") -> list[str]:
        """Return the URNs of both integrations with a letter, each after an option."""
        urns = [f"urn:pulumi:dev::e2e::{type_}::{front_end}-{letter}" for front_end, type_ in TYPES.items()]
        return [word for urn in urns for word in ([option] if option else []) + [urn]]

    def run(self, *words: str, stack: str = "dev", fails: bool = False) -> Outcome:
        """Run `pulumi` with these words, which shows no secret; the requests of before are forgotten."""
        self.project.emulator.clear_requests()
        done = self.engine._call(*words, *(["--stack", stack] if stack else []), check=False)
        outcome = Outcome(done.returncode, f"{done.stdout}\n{done.stderr}")
        assert (outcome.code != 0) is fails, outcome
        assert HIDDEN not in outcome.text
        return outcome

    def is_settled(self, stack: str = "dev") -> None:
        """Fail if a preview after a refresh finds a change, or if a secret is kept in the clear."""
        outcome = self.run("preview", "--refresh", stack=stack)
        assert outcome.changes == {}, outcome
        assert HIDDEN not in "".join(self.engine.kept().values())

    @property
    def values(self) -> Mapping[str, str]:
        """The value that the server has in the field, by letter: of both front ends, where they differ."""
        found: dict[str, set[str]] = {}
        for item in self.project.emulator.integrations:
            value = item["base_url"].removeprefix("https://").partition(".")[0]
            found.setdefault(item["name"][-1], set()).add(value)
        return {letter: "/".join(sorted(values)) for letter, values in found.items()}

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids that the server has, by name."""
        return {item["name"]: item["id"] for item in self.project.emulator.integrations}


@pytest.fixture
def command(engine: str, new_project: NewProject) -> Command:
    """Return the command on a project with two integrations of each front end, deployed."""
    if engine != PULUMI:
        pytest.skip("the embedded engine has few of the flags, and names the real command for the others")
    command = Command(new_project(program="both", environment={"PULUMI_EXPERIMENTAL": "1"}))
    command.run("stack", "init", "dev", stack="")
    command.declare("first", "a", "b")
    command.run(*UP)
    return command


def test_other_stacks(command: Command) -> None:
    """What moves to another stack, which is then renamed, belongs to that stack alone, and nothing is sent."""
    held = command.ids
    command.run("stack", "init", "other", "--no-select", stack="")
    command.run("state", "move", "--source", "dev", "--dest", "other", *command.urns("b"), "--yes", stack="")
    command.run("stack", "rename", "renamed", stack="other")
    command.declare("first", "a")
    command.is_settled()
    command.declare("first", "b")
    command.is_settled("renamed")
    assert command.ids == held
    command.declare("first", "b", protect="b")
    command.run(*UP, stack="renamed")
    command.run(*DESTROY, stack="renamed", fails=True)
    assert command.ids == held
    command.run(*DESTROY, "--ignore-protect", stack="renamed")
    assert command.values == {"a": "first"}


def test_drift(command: Command) -> None:
    """A preview of a refresh keeps nothing; a refresh that runs the program sends nothing; `up` puts it right."""
    for front_end in TYPES:
        command.project.emulator.edit(f"{front_end}-a", {"base_url": "https://outside.example.com"})
    before = command.engine.export()
    assert command.run("refresh", "--preview-only").changes == {"updat": 2}
    assert command.engine.export() == before
    assert command.run("refresh", "--yes", "--skip-preview", "--run-program").changes == {"updat": 2}
    assert command.values == {"a": "outside", "b": "first"}
    command.run(*UP)
    assert command.values == {"a": "first", "b": "first"}
