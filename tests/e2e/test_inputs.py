"""The ways to write the same arguments."""

from __future__ import annotations

from .declarations import CASES, FIRST
from .life import Life, places
from .project import Project, resource


def test_every_style_declares_the_same(project: Project) -> None:
    """What Outputs of whole arguments deploy, argument classes and dict literals do not change."""
    life = Life(project, CASES)
    life.declare(FIRST)
    for style in ("output", "class", "dict"):
        project.declare(resource(case.kind, case.name, style, **life.declared[case.name]) for case in CASES)
        if style == "output":
            assert project.preview().changes == {"creat": len(CASES) + 1}
            assert project.emulator.requests == []
            life.up(posts=[case.name for case in CASES])
        else:
            life.unchanged(project.up())


def test_outputs_of_other_resources_are_waited_for(project: Project) -> None:
    """A name, scopings and a config made of another resource's outputs preview while unknown, and deploy as known."""
    place = places(project.emulator)[FIRST]
    first = resource("Integration", "first", name="First", config={"provider": "OPEN_AI", "api_key": "key-1"})
    litellm = {
        "provider": "LITELLM",
        "api_key": {"$of": ["first", "created_at"]},
        "base_url": "https://models.example.com",
    }
    named = resource(
        "Integration",
        "named",
        name={"$of": ["first", "id"]},
        config={"$later": litellm},
        scopings={"$later": [{"organization_id": place.organization_id, "space_id": {"$later": place.space_id}}]},
    )
    keyed = resource(
        "AiIntegration",
        "keyed",
        name="Keyed",
        provider="CUSTOM",
        api_key={"$of": ["first", "id"]},
        model_names=[{"$of": ["first", "id"]}, "large"],
        headers={"x-id": {"$of": ["first", "id"]}},
    )
    project.declare([first, named, keyed])
    assert project.preview().changes == {"creat": 4}
    assert project.emulator.requests == []
    project.up()
    made = project.emulator.get("First")
    other = next(item for item in project.emulator.integrations if item["name"] == made["id"])
    assert other["api_key"] == made["created_at"]
    assert other["scopings"] == [place._asdict()]
    flat = project.emulator.get("Keyed")
    assert (flat["api_key"], flat["headers"]) == (made["id"], {"x-id": made["id"]})
    assert flat["model_names"] == [made["id"], "large"]
    assert project.up().changes == {}
    assert project.emulator.requests == []


def test_unknown_values_do_not_hide_other_problems(project: Project) -> None:
    """While one value is not known yet, the preview still finds what is wrong with the others."""
    first = resource("Integration", "first", name="First", config={"provider": "OPEN_AI", "api_key": "key-1"})
    wrong = resource(
        "Integration",
        "wrong",
        name={"$of": ["first", "id"]},
        config={"provider": "CUSTOM", "base_url": "http://plain.example.com", "api_key": {"$of": ["first", "id"]}},
    )
    project.declare([first, wrong])
    outcome = project.fail("preview")
    assert "https://" in outcome.text
    assert "model source" in outcome.text
    assert "must be a string" not in outcome.text
    assert project.emulator.requests == []
