from __future__ import annotations

import pytest

from arize_emulator import Emulator

from .conftest import NewProject
from .declarations import Json
from .project import Project, resource

ONE = resource("Integration", "one", name="One", config={"provider": "OPEN_AI", "api_key": "key"})
WRONG: dict[str, tuple[str, Json, list[tuple[str, str]]]] = {
    "llm": (
        "Integration",
        {
            "name": "",
            "description": "None.",
            "scopings": [{"space_id": "s"}],
            "config": {
                "provider": "NVIDIA_NIM",
                "base_url": "http://plain.example.com",
                "baseUrl": "https://models.example.com",
                "is_function_calling_enabled": "yes",
            },
        },
        [
            ("name", "must not be empty"),
            ("description", "unknown property"),
            ("scopings[0].organizationId", "is required"),
            ("config.baseUrl", "https://"),
            ("config.baseUrl", "is given in snake case too"),
            ("config.isFunctionCallingEnabled", "true or false"),
            ("config.modelNames", "model source"),
        ],
    ),
    "flat": (
        "AiIntegration",
        {
            "name": 5,
            "provider": "AWS_BEDROCK",
            "auth_type": "OAUTH2_CLIENT_CREDENTIALS",
            "provider_metadata": {"kind": "GCP", "location": "l"},
            "model_names": "gpt-4o",
        },
        [
            ("name", "must be a string"),
            ("authType", "must be one of"),
            ("providerMetadata.kind", "must be AWS"),
            ("modelNames", "must be a list"),
        ],
    ),
}
"""Wrong inputs, each with a part of the message at each path."""


@pytest.mark.parametrize(("name", "operation"), [*((name, "preview") for name in WRONG), ("flat", "up")])
def test_every_problem_is_found_at_once(project: Project, name: str, operation: str) -> None:
    """All check failures are reported at once, each at its property path, and nothing is sent."""
    kind, args, expected = WRONG[name]
    project.declare([resource(kind, name, **args)])
    outcome = project.fail(operation)
    assert project.emulator.requests == []
    for path, words in expected:
        shown = (f" property {path} value ", f' property ["{path.partition(".")[0]}"] value ')
        reported = [line for line in outcome.text.splitlines() if any(part in line for part in shown)]
        assert any(words in line for line in reported), (path, words, outcome)


def test_no_key_is_one_line_that_says_both_ways(new_project: NewProject) -> None:
    """Without an API key, one line says how to give it to the stack and how to the environment."""
    project = new_project(environment={"ARIZE_API_KEY": None})
    project.declare([ONE])
    outcome = project.fail("preview")
    lines = {line.strip() for line in outcome.text.splitlines() if "API key" in line}
    assert any("pulumi config set --secret arize:apiKey" in line and "ARIZE_API_KEY" in line for line in lines), outcome
    assert project.emulator.requests == []


def test_the_stack_s_key_wins_over_the_environment(new_project: NewProject, emulator: Emulator) -> None:
    """A key in the stack's configuration is taken, whatever the environment says."""
    project = new_project(environment={"ARIZE_API_KEY": "wrong"})
    project.engine.set_config("arize:apiKey", emulator.api_key, secret=True)
    project.declare([ONE])
    assert project.up().changes == {"creat": 2}
    assert [item["name"] for item in emulator.integrations] == ["One"]


def test_a_wrong_key_is_one_line(new_project: NewProject) -> None:
    """A key that the server does not know is an error of one line, with what was tried and what to do."""
    project = new_project(environment={"ARIZE_API_KEY": "wrong"})
    project.declare([ONE])
    outcome = project.fail("up")
    reported = [line for line in outcome.text.splitlines() if "401" in line]
    assert reported
    assert all("create integration 'One'" in line and "arize:apiKey" in line for line in reported), outcome


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
