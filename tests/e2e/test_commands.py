"""What Pulumi's command line does to a resource, on the real engine and in both front ends."""

from __future__ import annotations

import pytest

from .conftest import NewProject
from .declarations import Json
from .engines import Outcome, Real
from .project import DYNAMIC, NATIVE, Project, resource

FRONT_ENDS = pytest.mark.parametrize("front_end", [DYNAMIC, NATIVE], ids=["dynamic", "native"])
TYPES = {DYNAMIC: "pulumi-python:dynamic/arize:Integration", NATIVE: "arize:index:Integration"}


class Command:
    """The command on a project with two integrations."""

    def __init__(self, project: Project, front_end: str) -> None:
        project.front_end = front_end
        self.project = project
        self.type = TYPES[front_end]
        self.declare("first")

    def declare(self, value: str, *names: str, **options: Json) -> None:
        """Declare integrations with this value in a field of each, with options by name."""
        custom = {"provider": "CUSTOM", "base_url": f"https://{value}.example.com", "model_names": ["m"]}
        self.project.declare(
            resource("Integration", name, "dict", options.get(name), name=name, config=custom)
            for name in names or ("a", "b")
        )

    def urn(self, name: str, stack: str = "dev") -> str:
        """Return the URN of an integration."""
        return f"urn:pulumi:{stack}::e2e::{self.type}::{name}"

    def run(self, *words: str, fails: bool = False) -> Outcome:
        """Run `pulumi` with these words; the requests of before are forgotten."""
        assert isinstance(self.project.engine, Real)
        self.project.emulator.clear_requests()
        done = self.project.engine._run(*words)
        assert (done.code != 0) is fails, done
        return done

    def urls(self) -> dict[str, str]:
        """Return the value that the server has in the field, by name."""
        items = self.project.emulator.integrations
        return {item["name"]: item["base_url"].split("//")[1].split(".")[0] for item in items}


@pytest.fixture
def project_of(new_project: NewProject, engine: str) -> NewProject:
    """Return a maker of projects on the real engine."""
    if engine == "embedded":
        pytest.skip("the embedded engine has few of the flags, and names the real command for the others")
    return new_project


@pytest.fixture(params=[DYNAMIC, NATIVE], ids=["dynamic", "native"])
def command(request: pytest.FixtureRequest, project_of: NewProject) -> Command:
    """Return the command on a project of each front end, deployed."""
    command = Command(project_of(), request.param)
    command.run("up", "--yes", "--skip-preview")
    return command


def test_some_of_the_resources(command: Command) -> None:
    """Targets and exclusions change what they name, nothing else; a plan and a preview change nothing."""
    up = ("up", "--yes", "--skip-preview")
    command.declare("second")
    command.run("preview", "--diff", "--json")
    command.run("preview", "--save-plan", "plan.json")
    assert command.urls() == {"a": "first", "b": "first"}
    command.run(*up, "--target", command.urn("a"))
    assert command.urls() == {"a": "second", "b": "first"}
    command.run(*up, "--exclude", command.urn("a"))
    assert command.urls() == {"a": "second", "b": "second"}
    command.declare("third")
    command.run(*up, "--target", command.urn("a"), "--target-dependents", "--refresh")
    assert command.urls() == {"a": "third", "b": "second"}
    command.run(*up, "--refresh", "--run-program", "--continue-on-error")
    assert command.urls() == {"a": "third", "b": "third"}
    command.project.emulator.edit("a", {"base_url": "https://outside.example.com"})
    command.run("refresh", "--preview-only")
    command.run("refresh", "--yes", "--skip-preview", "--target", command.urn("a"))
    command.run("refresh", "--yes", "--skip-preview", "--run-program")
    assert command.project.writes == []
    command.run(*up)
    assert command.urls() == {"a": "third", "b": "third"}
    command.run("destroy", "--yes", "--skip-preview", "--target", command.urn("b"), "--target-dependents")
    assert command.urls() == {"a": "third"}


def test_changes_of_the_state(command: Command) -> None:
    """What changes the state alone sends nothing, and the next deployment knows the resource again."""
    held = {item["name"]: item["id"] for item in command.project.emulator.integrations}
    command.run("state", "protect", command.urn("a"), "--yes")
    command.declare("first", "b")
    assert "protected" in command.run("up", "--yes", "--skip-preview", fails=True).text
    command.run("destroy", "--yes", "--skip-preview", "--exclude-protected")
    assert command.urls() == {"a": "first"}
    command.run("state", "unprotect", command.urn("a"), "--yes")
    command.run("state", "taint", command.urn("a"), "--yes")
    command.run("state", "untaint", command.urn("a"), "--yes")
    command.run("state", "rename", command.urn("a"), "renamed", "--yes")
    custom = {"provider": "CUSTOM", "base_url": "https://first.example.com", "model_names": ["m"]}
    command.project.declare([resource("Integration", "renamed", name="a", config=custom)])
    assert command.run("up", "--yes", "--skip-preview").changes == {}
    assert command.project.writes == []
    command.run("state", "remove", command.urn("renamed"), "--yes")
    assert {item["name"]: item["id"] for item in command.project.emulator.integrations} == {"a": held["a"]}
    command.project.declare([resource("Integration", "again", name="a", config=custom, adopt=held["a"])])
    command.run("up", "--yes", "--skip-preview")
    assert command.project.writes == []
    command.run("destroy", "--yes", "--skip-preview")
    assert command.project.emulator.integrations == []


def test_one_fails_and_the_others_go_on(command: Command) -> None:
    """With `--continue-on-error` what can be done is done, and the error is one line."""
    custom = {"provider": "CUSTOM", "base_url": "https://second.example.com", "model_names": ["m"]}
    command.project.emulator.add("integrations", {"type": "LLM", "name": "taken", "config": custom})
    command.project.declare(
        [
            resource("Integration", "a", name="taken", config=custom),
            resource("Integration", "b", name="b", config=custom),
        ]
    )
    outcome = command.run("up", "--yes", "--skip-preview", "--continue-on-error", fails=True)
    assert "cannot update integration 'taken'" in outcome.text
    assert command.urls()["a"] == "first"
    assert command.urls()["b"] == "second"
