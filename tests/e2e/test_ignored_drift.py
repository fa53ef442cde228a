"""`ignore_changes` on a property that is changed outside: a refresh shows the change, and no deployment undoes it."""

from __future__ import annotations

from arize_emulator import FaultRule, Normalize

from .project import Project, resource

URL, THEIRS = "https://models.example.com/v1/", "https://theirs.example.com/"
IGNORED = {"ignore_changes": ["config.base_url"]}


def declare(project: Project, options: dict[str, list[str]]) -> None:
    """Declare the one resource of this program."""
    config = {"provider": "CUSTOM", "base_url": URL, "api_key": "s3cret-key", "model_names": ["m"]}
    project.declare([resource("Integration", "custom", options=options, name="Custom", config=config)])


def test_ignored_drift(project: Project, front_end: str) -> None:
    """Another change is repaired, and that alone; the property is repaired once it is no longer ignored.

    The server responds to reads in a form of its own, which is no drift at any time.
    """
    project.front_end = front_end
    project.emulator.set_faults(FaultRule(method="GET", fault=Normalize()))
    declare(project, IGNORED)
    project.up()
    project.unchanged("up", "refresh")

    project.emulator.edit("Custom", {"config": {"base_url": THEIRS}})
    assert project.refresh().changes == {"updat": 1}
    project.unchanged("up", "refresh")
    project.emulator.edit("Custom", {"name": "Changed"})
    assert project.refresh().changes == {"updat": 1}
    assert project.up().changes == {"updat": 1}
    assert [request.body for request in project.writes] == [{"type": "LLM", "name": "Custom"}]
    project.unchanged("up", "refresh")
    assert project.emulator.get("Custom")["base_url"] == THEIRS

    declare(project, {})
    assert project.up().changes == {"updat": 1}
    assert [request.body["config"] for request in project.writes] == [{"base_url": URL}]
    project.unchanged("up", "refresh")
