from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator

from .conftest import NewProject
from .declarations import Json
from .project import Project, resource

OPEN_AI: Json = {"provider": "OPEN_AI", "is_function_calling_enabled": False}
HELD: Json = {"type": "LLM", "name": "Held", "config": {"provider": "OPEN_AI", "api_key": "held-key"}}


def adopting(name: str = "Held", /, config: Json = OPEN_AI, **more: Any) -> Json:
    """Declare the integration of these tests."""
    return resource("Integration", "held", name=name, config=config, **more)


@pytest.mark.parametrize("by", ["id", "name"])
def test_adoption_takes_over_and_patches(project: Project, by: str) -> None:
    """What exists is adopted by id or by name: the preview says so, one PATCH sends what differs, its key stays."""
    held = project.emulator.add("integrations", HELD)
    adopt = held[by]
    project.declare([adopting("Held now", adopt=adopt)])
    reported = project.preview().text
    assert "adopts the existing integration" in reported
    assert "it changes `name`, `config.isFunctionCallingEnabled`" in reported
    assert project.writes == []
    project.up()
    assert [(request.method, request.body) for request in project.writes] == [
        ("PATCH", {"type": "LLM", "name": "Held now", "config": {"is_function_calling_enabled": False}})
    ]
    assert project.engine.resources()["held"]["id"] == held["id"]
    for inputs in (adopting("Held now", adopt=adopt), adopting("Held now")):
        project.declare([inputs])
        project.up()
        assert project.writes == []
    assert project.emulator.get("Held now")["api_key"] == "held-key"


@pytest.mark.parametrize(
    ("provider", "name", "words"),
    [
        ("GEMINI", "Held", ["config.provider", "OPEN_AI", "GEMINI"]),
        ("OPEN_AI", "Nobody", ["nothing to adopt", "'Nobody'"]),
    ],
)
def test_what_cannot_be_adopted_is_an_error(project: Project, provider: str, name: str, words: list[str]) -> None:
    """What is missing or of another provider is an error that says so, in the preview already; nothing is written."""
    project.emulator.add("integrations", HELD)
    project.declare([adopting(config={"provider": provider}, adopt=name)])
    for operation in ("preview", "up"):
        outcome = project.fail(operation)
        assert [word for word in words if word not in outcome.text] == [], outcome
        assert project.writes == []


def test_deletion_protection_refuses_until_it_is_off(project: Project) -> None:
    """A protected one survives destroy, removal and replacement; switched off, it goes, and no request says so."""
    keyed = {"provider": "OPEN_AI", "api_key": "key"}
    project.declare([adopting(config=keyed, deletion_protection=True)])
    project.up()
    assert "`deletionProtection` is on" in project.fail("destroy").text
    project.declare([adopting(config={"provider": "GEMINI", "api_key": "key"}, deletion_protection=True)])
    assert "`deletionProtection` is on" in project.fail("preview").text
    project.declare([])
    assert "`deletionProtection` is on" in project.fail("up").text
    assert [item["name"] for item in project.emulator.integrations] == ["Held"]
    project.declare([adopting(config=keyed)])
    project.up()
    assert project.writes == []
    project.destroy()
    assert project.emulator.integrations == []


def test_retain_on_delete_leaves_it(project: Project) -> None:
    """An adopted one with `retain_on_delete` stays on the server when it leaves the program."""
    project.emulator.add("integrations", HELD)
    retained = adopting(adopt="Held")
    project.declare([{**retained, "options": {"retain_on_delete": True}}])
    project.up()
    project.declare([])
    assert project.up().changes == {"delet": 1}
    assert project.writes == []
    assert project.emulator.get("Held")["api_key"] == "held-key"


def test_fingerprints_tell_whether_keys_are_the_same(new_project: NewProject, emulator: Emulator) -> None:
    """Two stacks have the same fingerprint where they hold the same key, another where not; no key shows."""
    found = {}
    for stack, key in (("dev", "the same"), ("staging", "the same"), ("prod", "another")):
        project = new_project(stack)
        keyed = {"provider": "OPEN_AI", "api_key": key}
        project.declare([adopting(stack, config=keyed)], print={"$of": ["held", "key_fingerprint"]})
        outcome = project.up()
        found[stack] = project.engine.outputs()["print"]
        assert found[stack] in outcome.text
        assert key not in outcome.text
    assert found["dev"] == found["staging"] != found["prod"]
    assert len(emulator.integrations) == 3
