from __future__ import annotations

from typing import Any

from .declarations import Json
from .project import Project, resource

MODELS: Json = {"provider": "LITELLM", "api_key": "k", "base_url": "https://m.example.com", "model_names": ["a", "b"]}


def default_of(project: Project) -> Any:
    """Return what the space has for its default."""
    return project.emulator.get("Production", kind="spaces")["default_llm_integration"]


def test_a_space_s_default_is_set_repaired_and_cleared(project: Project) -> None:
    """The default of a space is set, changed, repaired after drift, and cleared; one that others have set stays."""
    space = project.emulator.space_id("Production")
    model = resource("Integration", "model", name="Model", config=MODELS)

    def declare(name: str, *, cleared: bool = False) -> None:
        setting: Json = {"space_id": space, "integration_id": {"$of": ["model", "id"]}, "model_name": name}
        default = resource("SpaceDefaultIntegration", "default", **setting)
        project.declare([model] if cleared else [model, default])

    declare("a")
    project.preview()
    assert project.writes == []
    project.up()
    made = project.emulator.get("Model")["id"]
    first, second = ({"integration_id": made, "model_name": name} for name in "ab")
    assert default_of(project) == first
    assert project.up().changes == {}
    declare("b")
    assert project.up().changes == {"updat": 1}
    assert default_of(project) == second
    for drift in (first, None):
        project.emulator.edit("Production", {"default_llm_integration": drift}, kind="spaces")
        project.refresh()
        assert project.preview().changes != {}
        project.up()
        assert default_of(project) == second
    declare("b", cleared=True)
    project.up()
    assert default_of(project) is None
    declare("b")
    project.up()
    project.emulator.edit("Production", {"default_llm_integration": first}, kind="spaces")
    declare("b", cleared=True)
    project.up()
    assert default_of(project) == first
