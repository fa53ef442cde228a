"""An organization and a space on the engines, in both front ends: from nothing to nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import NewProject, only_pulumi
from .declarations import Json
from .engines import Real
from .project import NATIVE, Project, resource

LLM: Json = {"provider": "OPEN_AI", "api_key": "key"}
AGENT: Json = {"endpoint": "https://agent.example.com", "input_schema": {"type": "object"}}


@pytest.fixture
def project(project: Project, front_end: str) -> Project:
    """Return a project whose program uses a front end."""
    project.front_end = front_end
    return project


def organization(**more: Any) -> Json:
    return resource("Organization", "team", name="Team", **more)


def space(**more: Any) -> Json:
    return resource("Space", "space", **{"name": "Dev", "organization_id": {"$of": ["team", "id"]}, **more})


def test_an_environment_lives_and_goes(project: Project) -> None:
    """An organization, a space and their settings are created, changed, repaired, protected and deleted."""
    emulator = project.emulator
    project.declare([organization(), space()])
    project.preview()
    assert project.writes == []
    project.up()
    assert project.written == ["POST organizations", "POST spaces"]
    project.unchanged("up", "refresh", "preview")

    llm = resource("Integration", "llm", name="Model", config=LLM)
    agent = resource("Integration", "agent", name="Agent", type="AGENT", config=AGENT)
    defaults: Json = {
        "default_llm_integration": {"integration_id": {"$of": ["llm", "id"]}, "model_name": "gpt-4o"},
        "default_agent_runtime": {"integration_id": {"$of": ["agent", "id"]}},
    }
    declared = [organization(description="Ours"), llm, agent, space(is_private=True, **defaults)]
    project.declare(declared)
    project.up()
    patches = [request.body for request in project.writes if request.method == "PATCH"]
    ids = {name: emulator.get(name)["id"] for name in ("Model", "Agent")}
    settings = {
        "default_llm_integration": {"integration_id": ids["Model"], "model_name": "gpt-4o"},
        "default_agent_runtime": {"integration_id": ids["Agent"]},
    }
    assert sorted(patches, key=len) == [{"description": "Ours"}, {"is_private": True, **settings}]
    project.unchanged("up", "refresh")

    emulator.edit("Dev", {"is_private": False, "default_agent_runtime": None}, kind="spaces")
    emulator.edit("Team", {"description": "Theirs"}, kind="organizations")
    assert project.refresh().changes == {"updat": 2}
    project.up()
    patches = [request.body for request in project.writes]
    repaired = {"is_private": True, "default_agent_runtime": settings["default_agent_runtime"]}
    assert sorted(patches, key=len) == [{"description": "Ours"}, repaired]

    project.declare([*declared[:-1], space(is_private=True)])
    project.up()
    assert [request.body for request in project.writes] == [dict.fromkeys(settings)]


def test_a_protected_environment_stays_until_it_is_unprotected(project: Project) -> None:
    """A removal, a replacement and a destroy are refused; turned off and deployed, the space moves, and all goes."""
    emulator = project.emulator
    other = emulator.organization_id("Research")
    project.declare([organization(), space()])
    project.up()
    held = emulator.get("Dev", kind="spaces")["id"]
    for fails, declared in (
        ("preview", [organization(), space(organization_id=other)]),
        ("up", [organization()]),
        ("destroy", [organization(), space()]),
    ):
        project.declare(declared)
        assert "is on: " in project.fail(fails).text
        assert project.writes == []
    assert emulator.get("Dev", kind="spaces")["id"] == held

    off = {"deletion_protection": False}
    project.declare([organization(**off), space(**off)])
    assert project.up().changes == {"updat": 2}
    assert project.writes == []
    project.declare([organization(**off), space(organization_id=other, **off)])
    assert "all data in it is deleted too" in project.preview().text
    project.up()
    assert project.written == ["DELETE spaces", "POST spaces"]
    emulator.delete("Dev", kind="spaces")
    assert project.refresh().changes == {"delet": 1}
    project.up()
    assert project.written == ["POST spaces"]
    project.destroy()
    assert sorted(project.written) == ["DELETE organizations", "DELETE spaces"]
    assert "Team" not in [item["name"] for item in emulator.organizations]


@only_pulumi
def test_what_pulumi_import_writes_previews_without_a_change(new_project: NewProject) -> None:
    """An organization, a space and its defaults are imported by id or by name, and stay protected."""
    project = new_project()
    assert isinstance(project.engine, Real)
    project.front_end = NATIVE
    emulator = project.emulator
    llm = emulator.add("integrations", {"name": "Model", "type": "LLM", "config": LLM})["id"]
    agent = emulator.add("integrations", {"name": "Agent", "type": "AGENT", "config": AGENT})["id"]
    settings = {
        "default_llm_integration": {"integration_id": llm, "model_name": "gpt-4o"},
        "default_agent_runtime": {"integration_id": agent},
    }
    emulator.edit("Lab", {"description": "Ours", **settings}, kind="spaces")
    imports = {
        "Organization": "Research",
        "Space": "Research/Lab",
        "SpaceDefaultIntegration": emulator.space_id("Lab"),
        "SpaceDefaultAgentRuntime": "Lab",
    }
    listed = [{"type": f"arize:index:{kind}", "name": kind.lower(), "id": name} for kind, name in imports.items()]
    (project.folder / "imports.json").write_text(json.dumps({"resources": listed}))
    done = project.engine.import_file("imports.json", "generated.py")
    assert done.code == 0, done
    (project.folder / "__main__.py").write_text((project.folder / "generated.py").read_text())
    project.unchanged("preview", "up", "refresh")
    assert "is on: turn it off" in project.fail("destroy").text
    assert emulator.get("Lab", kind="spaces")["description"] == "Ours"


@only_pulumi
def test_a_tainted_space_is_replaced_once_its_protection_is_off(project: Project) -> None:
    """`up` only replaces what is tainted, so the protection goes off between `state untaint` and `state taint`."""
    project.declare([organization(), space()])
    project.up()
    urn = project.engine.resources()["space"]["urn"]
    project.engine.edit_state("taint", urn)
    project.declare([organization(), space(deletion_protection=False)])
    assert "`deletionProtection` is on: turn it off" in project.fail("up").output
    project.engine.edit_state("untaint", urn)
    project.up()
    project.engine.edit_state("taint", urn)
    project.up()
    assert project.written == ["DELETE spaces", "POST spaces"]
