"""What is wrong with the stack's configuration of the provider."""

from __future__ import annotations

from arize_emulator import Emulator

from .conftest import NewProject
from .project import Project, resource

ONE = resource("Integration", "one", name="One", config={"provider": "OPEN_AI", "api_key": "sk-one"})


def declaring(project: Project, front_end: str) -> Project:
    """Return a project with one integration, by a front end."""
    project.front_end = front_end
    project.declare([ONE])
    return project


def test_misspelt_settings(project: Project, front_end: str) -> None:
    """A setting that there is not is an error that names the one that comes near; nothing is sent."""
    project = declaring(project, front_end)
    settings = {"hots": "host", "requestTimout": "requestTimeout"}
    for key in settings:
        project.engine.set_config(f"arize:{key}", "1")
    outcome = project.fail("preview")
    for key, near in settings.items():
        assert key in outcome.text
        assert f"did you mean {near}?" in outcome.text, outcome
    assert project.emulator.requests == []


def test_a_key_in_clear(new_project: NewProject, emulator: Emulator, front_end: str) -> None:
    """A key that stands in the stack's file unencrypted is a warning, once, that says how to encrypt it."""
    project = declaring(new_project(environment={"ARIZE_API_KEY": None}), front_end)
    project.engine.set_config("arize:apiKey", emulator.api_key)
    plain = project.preview()
    assert plain.text.count("arize:apiKey is not encrypted in the stack's configuration") == 1, plain
    assert "pulumi config set --secret arize:apiKey" in plain.text
    assert emulator.api_key not in plain.text
    project.engine.set_config("arize:apiKey", emulator.api_key, secret=True)
    encrypted = project.preview()
    assert "not encrypted" not in encrypted.text, encrypted
