from __future__ import annotations

from typing import Any

import httpx

from .declarations import Json
from .project import Project, resource

MODELS: Json = {"provider": "LITELLM", "api_key": "k", "base_url": "https://m.example.com", "model_names": ["a", "b"]}


def default_of(project: Project, space_id: str) -> Any:
    """Return what the space has for its default."""
    return _spaces(project, "GET", space_id).json()["default_llm_integration"]


def set_default(project: Project, space_id: str, setting: Json | None) -> None:
    """Set the default as somebody else would."""
    _spaces(project, "PATCH", space_id, {"default_llm_integration": setting}).raise_for_status()


def _spaces(project: Project, method: str, space_id: str, body: Json | None = None) -> httpx.Response:
    headers = {"authorization": f"Bearer {project.emulator.api_key}"}
    return httpx.request(method, f"{project.emulator.url}/v2/spaces/{space_id}", json=body, headers=headers, timeout=10)


def test_a_space_s_default_is_set_repaired_and_released(project: Project) -> None:
    """The default of a space is set, changed, repaired after drift, and released; one that others have set stays."""
    space = project.emulator.space_id("Production")
    model = resource("Integration", "model", name="Model", config=MODELS)

    def declare(name: str, *, released: bool = False) -> None:
        setting: Json = {"space_id": space, "integration_id": {"$of": ["model", "id"]}, "model_name": name}
        default = resource("SpaceDefaultIntegration", "default", **setting)
        project.declare([model] if released else [model, default])

    declare("a")
    project.preview()
    assert project.writes == []
    project.up()
    made = project.emulator.get("Model")["id"]
    first, second = ({"integration_id": made, "model_name": name} for name in "ab")
    assert default_of(project, space) == first
    assert project.up().changes == {}
    declare("b")
    assert project.up().changes == {"updat": 1}
    assert default_of(project, space) == second
    for drift in (first, None):
        set_default(project, space, drift)
        project.refresh()
        assert project.preview().changes != {}
        project.up()
        assert default_of(project, space) == second
    declare("b", released=True)
    project.up()
    assert default_of(project, space) is None
    declare("b")
    project.up()
    set_default(project, space, first)
    declare("b", released=True)
    project.up()
    assert default_of(project, space) == first
