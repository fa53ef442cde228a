"""A state in snake_case, as dynamic resources once wrote it: a program continues it in silence.

`states/snake_case.json` has such a state and its account. The program makes some values secret that are none by
themselves, and ignores the changes of one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.json_paths import at

from arize_emulator import Emulator

from .conftest import NewProject
from .declarations import Json
from .project import Project, resource

STATE = json.loads((Path(__file__).parent / "states" / "snake_case.json").read_text())
HIDDEN = "zz-hidden"
KEY = "sk-snake-case"
HEADERS = {"X-Api_Key": f"{KEY}-header", "created_at": "a header", "apiKey": "another"}
SCHEMA = {"type": "object", "properties": {"base_url": {"type": "string"}, "baseUrl": {"type": "string"}}}
PRESET = {"name": "one", "config": {"base_url": "a", "baseUrl": "b"}}


def secret(value: str) -> Json:
    """Return a value that the program makes secret."""
    return {"$secret": value}


def declared(emulator: Emulator, key: str = KEY) -> list[Json]:
    """Return the resources of the state, but for a property whose changes are ignored; `key` is that of the first."""
    custom: Json = {
        "provider": "CUSTOM",
        "base_url": secret(f"https://{HIDDEN}.example.com"),
        "model_names": [secret(f"{HIDDEN}-model"), "b"],
        "api_key": key,
        "headers": HEADERS,
    }
    auth = {"auth_type": "DEFAULT", "role_arn": "arn:aws:iam::123456789012:role/arize", "external_id": secret(HIDDEN)}
    bedrock = {"provider": "AWS_BEDROCK", "model_names": ["m"], "auth": auth}
    agent = {"endpoint": "https://agent.example.com", "input_schema": SCHEMA, "request_presets": [PRESET]}
    nim = {"provider": "NVIDIA_NIM", "model_names": ["a"], "base_url": "https://another.example.com", "api_key": "k"}
    options = {"ignore_changes": ["config.base_url"], "additional_secret_outputs": ["config.model_names"]}
    flat: Json = {"provider": "CUSTOM", "model_names": ["m"], "base_url": secret(f"https://{HIDDEN}.example.org")}
    space = emulator.space_id("Production")
    scopings = [{"organization_id": emulator.organization_id("Acme"), "space_id": space}]
    default: Json = {"space_id": space, "integration_id": {"$of": ["custom", "id"]}, "model_name": "b"}
    protected: Json = {"deletion_protection": True, "api_key_version": 1}
    return [
        resource("Integration", "custom", name="Custom", config=custom, scopings=scopings, **protected),
        resource("Integration", "bedrock", name="Bedrock", config=bedrock),
        resource("Integration", "agent", name="Agent", type="AGENT", config=agent),
        resource("Integration", "nim", options=options, name="Nim", config=nim),
        resource("AiIntegration", "flat", name="Flat", api_key="flat-key", **flat),
        resource("SpaceDefaultIntegration", "default", **default),
    ]


EXPORTS = {
    "headers": ("custom", "config", "headers"),
    "schema": ("agent", "config", "input_schema"),
    "preset": ("agent", "config", "request_presets", 0, "config"),
    "space": ("custom", "scopings", 0, "space_id"),
    "protected": ("custom", "deletion_protection"),
    "created": ("flat", "created_at"),
}


@pytest.fixture
def project(new_project: NewProject, front_end: str, tmp_path: Path) -> Iterator[Project]:
    """Return a project with the state, and a program of one of the front ends."""
    data = tmp_path / "account.json"
    data.write_text(json.dumps(STATE["account"]))
    with Emulator(data=data) as account:
        project = new_project(account=account)
        project.front_end = front_end
        project.engine.import_state(STATE["state"])
        project.declare(declared(account))
        yield project


def written(project: Project) -> str:
    """Return all that the engine has stored."""
    return "".join([json.dumps(project.engine.export()), *project.engine.written().values()])


@pytest.mark.parametrize(
    "operations", [("preview", "up", "refresh"), ("refresh", "preview", "up")], ids=["up", "refresh"]
)
def test_nothing_changes(project: Project, operations: tuple[str, ...]) -> None:
    """Whatever runs first, no operation shows a change, sends anything or stores a secret in the clear."""
    for operation in operations:
        project.unchanged(operation)
        assert HIDDEN not in written(project)


def test_the_program_sees_its_outputs(project: Project) -> None:
    """The outputs have the names of Python, in a preview and in a deployment, before and after a refresh."""
    paths = {name: {"$of": [of, output]} for name, (of, output, *_) in EXPORTS.items()}
    project.declare(declared(project.emulator), **paths)
    created = project.emulator.get("Flat")["created_at"]
    space = project.emulator.space_id("Production")
    expected = {"headers": HEADERS, "schema": SCHEMA, "preset": PRESET["config"], "space": space}
    assert "output<" not in project.preview().text
    for operation in ("up", "refresh", "up"):
        project.succeed(operation)
        seen = {name: at(project.engine.outputs()[name], tuple(path)) for name, (_, _, *path) in EXPORTS.items()}
        assert seen == {**expected, "protected": True, "created": created}


def test_a_rotation_sends_the_key_alone(project: Project) -> None:
    """Another key is sent, and nothing else; the state is in camelCase then, and at rest."""
    project.declare(declared(project.emulator, key=f"{KEY}-rotated"))
    assert project.up().changes == {"updat": 1}
    assert [request.body["config"] for request in project.writes] == [{"api_key": f"{KEY}-rotated"}]
    outputs = project.engine.resources()["custom"]["outputs"]
    assert {"createdAt", "deletionProtection"} < outputs.keys()
    assert not {"created_at", "deletion_protection"} & outputs.keys()
    project.unchanged("refresh", "up")
    assert HIDDEN not in written(project)
    assert KEY not in written(project)
