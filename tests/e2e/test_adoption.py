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
    """What exists is taken over by id or by name: told at preview, one PATCH of what differs, its key left alone."""
    held = project.emulator.add("integrations", HELD)
    adopt = held[by]
    project.declare([adopting("Held now", adopt=adopt)])
    reported = project.preview().text
    assert "adopts the existing integration" in reported
    assert "it changes `name`, `config.is_function_calling_enabled`" in reported
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


def test_an_adopted_key_stays_until_one_is_given(project: Project) -> None:
    """A key that was left out at adoption is sent once given, and never again."""
    project.emulator.add("integrations", HELD)
    project.declare([adopting(adopt="Held")])
    project.up()
    project.refresh()
    assert project.up().changes == {}
    keyed = {**OPEN_AI, "api_key": "new-key"}
    project.declare([adopting(config=keyed, adopt="Held")])
    project.up()
    assert [request.body for request in project.writes] == [{"type": "LLM", "config": {"api_key": "new-key"}}]
    project.declare([adopting(config=keyed)])
    project.up()
    assert project.writes == []
    assert project.emulator.get("Held")["api_key"] == "new-key"


CANNOT: dict[str, tuple[Json, list[str]]] = {
    "another provider": (
        adopting(config={"provider": "GEMINI"}, adopt="Held"),
        ["config.provider", "OPEN_AI", "GEMINI"],
    ),
    "nobody": (adopting(adopt="Nobody"), ["nothing to adopt", "'Nobody'"]),
    "another type": (
        resource(
            "Integration",
            "held",
            name="Held",
            type="AGENT",
            adopt="Held",
            config={"endpoint": "https://a.example.com", "input_schema": {"type": "object"}},
        ),
        ["adopt", "Held"],
    ),
}


@pytest.mark.parametrize("verb", ["preview", "up"])
@pytest.mark.parametrize("what", CANNOT)
def test_what_cannot_be_adopted_is_said(project: Project, what: str, verb: str) -> None:
    """What is missing or of another kind is an error that says so, in the preview already; nothing is written."""
    inputs, words = CANNOT[what]
    project.emulator.add("integrations", HELD)
    project.declare([inputs])
    outcome = project.fail(verb)
    assert [word for word in words if word not in outcome.text] == [], outcome
    assert project.writes == []


def test_a_taken_name_names_its_holder(project: Project) -> None:
    """A name that is taken is an error that names the holder's id, type and time, and the ways out."""
    held = project.emulator.add("integrations", HELD)
    project.declare([adopting(config={**OPEN_AI, "api_key": "key"})])
    outcome = project.fail("up")
    for word in (held["id"], "LLM", held["created_at"], "to `adopt`", "another name", "delete that one"):
        assert word in outcome.text, outcome
    assert [item["api_key"] for item in project.emulator.integrations] == ["held-key"]


def test_deletion_protection_refuses_until_it_is_off(project: Project) -> None:
    """A protected one survives destroy, removal and replacement; switched off, it goes, and no request says so."""
    keyed = {"provider": "OPEN_AI", "api_key": "key"}
    project.declare([adopting(config=keyed, deletion_protection=True)])
    project.up()
    assert "`deletion_protection` is on" in project.fail("destroy").text
    project.declare([adopting(config={"provider": "GEMINI", "api_key": "key"}, deletion_protection=True)])
    assert "deletion_protection" in project.fail("preview").text
    project.declare([])
    assert "`deletion_protection` is on" in project.fail("up").text
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


def test_another_key_version_sends_the_keys_again(project: Project) -> None:
    """Another `api_key_version` sends the same key once more, and only the key."""
    keyed = {"provider": "OPEN_AI", "api_key": "key"}
    sent: list[object] = []
    for version in (1, 2, 2, "third"):
        project.declare([adopting(config=keyed, api_key_version=version)])
        project.up()
        sent += [request.body for request in project.writes if request.method == "PATCH"]
    assert sent == [{"type": "LLM", "config": {"api_key": "key"}}] * 2


def test_fingerprints_tell_whether_keys_are_the_same(new_project: NewProject, emulator: Emulator) -> None:
    """Two stacks have the same fingerprint where they hold the same key, another where not; it is a secret."""
    found = {}
    for stack, key in (("dev", "the same"), ("staging", "the same"), ("prod", "another")):
        project = new_project(stack)
        keyed = {"provider": "OPEN_AI", "api_key": key}
        project.declare([adopting(stack, config=keyed)], print={"$of": ["held", "key_fingerprint"]})
        outcome = project.up()
        found[stack] = project.engine.outputs()["print"]
        assert found[stack] not in outcome.text
        assert not any(found[stack] in text for text in project.engine.written().values())
    assert found["dev"] == found["staging"] != found["prod"]
    assert len(emulator.integrations) == 3
