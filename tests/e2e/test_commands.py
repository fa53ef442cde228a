"""Commands of `pulumi` on a program of both front ends, whose integrations have secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from .conftest import NewProject, only_pulumi
from .engines import YES, Outcome
from .project import DYNAMIC, NATIVE, Project, resource

pytestmark = only_pulumi
HIDDEN = "zz-hidden"
UP, DESTROY = ("up", *YES), ("destroy", *YES)
TYPES = {DYNAMIC: "pulumi-python:dynamic/arize:Integration", NATIVE: "arize:index:Integration"}


def declared(name: str, front_end: str, value: str, **more: Any) -> dict[str, Any]:
    """Return an integration with this value in a field."""
    config = {
        "provider": "CUSTOM",
        "base_url": f"https://{value}.example.com",
        "model_names": ["m"],
        "api_key": f"{HIDDEN}-key",
        "headers": {"x": f"{HIDDEN}-header"},
    }
    options = more.pop("options", None)
    arguments = {"name": name, "config": config, **more}
    return {**resource("Integration", name, options=options, **arguments), "front_end": front_end}


class Command:
    """`pulumi` on a project with integrations of both front ends, each named by its front end and a letter."""

    def __init__(self, project: Project) -> None:
        self.project = project

    def declare(self, value: str, *letters: str, **more: Any) -> None:
        """Declare integrations with this value in a field."""
        self.project.declare(
            declared(f"{front_end}-{letter}", front_end, value, **more) for front_end in TYPES for letter in letters
        )

    def urns(self, letter: str, option: str = "") -> list[str]:
        """Return the URNs of both integrations with a letter, each after an option."""
        stack = self.project.engine.stack
        urns = [f"urn:pulumi:{stack}::e2e::{type_}::{front_end}-{letter}" for front_end, type_ in TYPES.items()]
        return [word for urn in urns for word in ([option] if option else []) + [urn]]

    def run(self, *words: str, fails: bool = False) -> Outcome:
        """Run `pulumi` with these words, which shows no secret."""
        outcome = self.project.run(*words, fails=fails)
        assert HIDDEN not in outcome.text
        return outcome

    def state(self, edit: str, letter: str, *arguments: str) -> None:
        """Change the state of both integrations with a letter."""
        for urn in self.urns(letter):
            self.run("state", edit, urn, *arguments, "--yes")

    def is_settled(self) -> None:
        """Fail if a preview after a refresh finds a change, or if a secret is stored in the clear."""
        outcome = self.run("preview", "--refresh")
        assert outcome.changes == {}, outcome
        assert HIDDEN not in "".join(self.project.engine.written().values())

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
def command(new_project: NewProject) -> Command:
    """Return the command on a project with two integrations of each front end, deployed."""
    command = Command(new_project(environment={"PULUMI_EXPERIMENTAL": "1"}))
    command.declare("first", "a", "b")
    command.run(*UP)
    return command


def test_some_of_the_resources(command: Command) -> None:
    """Targets and exclusions change what they name, nothing else; a plan and a preview change nothing."""
    targets = command.urns("a", "--target")
    command.declare("second", "a", "b")
    command.run("preview", "--diff", "--json")
    command.run("preview", "--save-plan", "plan.json")
    assert command.values == {"a": "first", "b": "first"}
    command.run(*UP, *targets)
    assert command.values == {"a": "second", "b": "first"}
    command.run(*UP, *command.urns("a", "--exclude"))
    assert command.values == {"a": "second", "b": "second"}
    command.declare("third", "a", "b")
    command.run(*UP, *targets, "--target-dependents", "--refresh")
    assert command.values == {"a": "third", "b": "second"}
    command.run(*UP, "--refresh", "--run-program", "--continue-on-error")
    assert command.values == {"a": "third", "b": "third"}
    command.run(*DESTROY, *command.urns("b", "--target"), "--target-dependents")
    assert command.values == {"a": "third"}


def test_drift(command: Command) -> None:
    """A preview of a refresh changes no state; a refresh that runs the program sends nothing; `up` puts it right."""
    refreshes = (command.urns("a", "--target"), ["--run-program"])
    for number, words in enumerate(refreshes):
        for front_end in TYPES:
            command.project.emulator.edit(f"{front_end}-a", {"base_url": f"https://outside{number}.example.com"})
        before = command.project.engine.export()
        assert command.run("refresh", "--preview-only").changes == {"updat": 2}
        assert command.project.engine.export() == before
        assert command.run("refresh", *YES, *words).changes == {"updat": 2}
        assert command.project.writes == []
    assert command.values == {"a": "outside1", "b": "first"}
    command.run(*UP)
    assert command.values == {"a": "first", "b": "first"}


def test_changes_of_the_state(command: Command) -> None:
    """What changes the state alone sends nothing, and the next deployment knows the resource again."""
    ids = command.ids
    command.state("protect", "a")
    command.declare("first", "b")
    assert "protected" in command.run(*UP, fails=True).text
    command.run(*DESTROY, "--exclude-protected")
    assert command.values == {"a": "first"}
    for edit in ("unprotect", "taint", "untaint"):
        command.state(edit, "a")
    command.state("rename", "a", "renamed")
    renamed = [{**declared(f"{front_end}-a", front_end, "first"), "resource": "renamed"} for front_end in TYPES]
    command.project.declare(renamed)
    assert command.run(*UP).changes == {}
    assert command.project.writes == []
    for type_ in TYPES.values():
        command.run("state", "remove", f"urn:pulumi:dev::e2e::{type_}::renamed", "--yes")
    kept = {name: item_id for name, item_id in ids.items() if name.endswith("a")}
    assert command.ids == kept
    adopting = []
    for name, item_id in kept.items():
        entry = declared(name, name.removesuffix("-a"), "first", adopt=item_id)
        for secret in ("api_key", "headers"):  # an adoption that gives them sends them
            del entry["args"]["config"][secret]
        adopting.append({**entry, "resource": "again"})
    command.project.declare(adopting)
    command.run(*UP)
    assert command.project.writes == []
    command.run(*DESTROY)
    assert command.ids == {}


def test_one_fails_and_the_others_go_on(command: Command) -> None:
    """With `--continue-on-error` what can be done is done, and the error is one line."""
    resources = []
    for front_end in TYPES:
        taken = declared(f"{front_end}-taken", front_end, "second")
        command.project.emulator.add("integrations", {"type": "LLM", **taken["args"]})
        resources += [{**taken, "resource": f"{front_end}-a"}, declared(f"{front_end}-b", front_end, "second")]
    command.project.declare(resources)
    text = command.run(*UP, "--continue-on-error", fails=True).text
    assert [front_end for front_end in TYPES if f"cannot update integration '{front_end}-taken'" not in text] == []
    assert (command.values["a"], command.values["b"]) == ("first", "second")


def test_other_stacks(command: Command) -> None:
    """What moves to another stack, which is then renamed, belongs to that stack alone, and nothing is sent."""
    engine, ids = command.project.engine, command.ids
    moved = command.urns("b")
    for words in (
        ("stack", "init", "other", "--no-select"),
        ("state", "move", "--source", "dev", "--dest", "other", *moved, "--yes"),
        ("stack", "rename", "renamed", "--stack", "other"),
    ):
        outcome = engine.call(*words)
        assert outcome.code == 0, outcome
        assert HIDDEN not in outcome.text
    command.declare("first", "a")
    command.is_settled()
    engine.stack = "renamed"
    command.declare("first", "b")
    command.is_settled()
    assert command.ids == ids
    command.declare("first", "b", options={"protect": True})
    command.run(*UP)
    command.run(*DESTROY, fails=True)
    assert command.ids == ids
    command.run(*DESTROY, "--ignore-protect")
    assert command.values == {"a": "first"}
