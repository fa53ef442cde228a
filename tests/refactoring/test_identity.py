"""What a resource has stays when the program calls it otherwise; nothing that is declared is ever deleted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.e2e.engines import YES, Real

from arize_emulator import Emulator

from .conftest import NewProject
from .declared import DYNAMIC, NATIVE, ROOT, Declared
from .project import RefactoredProject

CUSTOM = {"provider": "CUSTOM", "base_url": "https://a.example.com", "model_names": ["m"]}
OTHER = {DYNAMIC: NATIVE, NATIVE: DYNAMIC}


def llm(resource: str, front_end: str, /, config: Any = None, name: str = "X", **more: Any) -> Declared:
    """Return an LLM integration."""
    args = {"name": name, "config": config or {"provider": "OPEN_AI", "api_key": "sk-one"}}
    of_program = {key: more.pop(key) for key in ("team", "aliases", "options") if key in more}
    return Declared(resource, {**args, **more}, front_end=front_end, **of_program)


def ai(resource: str, front_end: str, /, **more: Any) -> Declared:
    """Return the same as an AI integration."""
    args = {"name": "X", "provider": "OPEN_AI", "api_key": "sk-one", **more}
    return Declared(resource, args, "AiIntegration", front_end)


def ids(emulator: Emulator) -> list[str]:
    """Return what the account holds."""
    return [item["id"] for item in emulator.integrations]


def refused(project: RefactoredProject, *resources: Declared) -> str:
    """Deploy a program, which must fail; return the id that its error advises to adopt."""
    project.program(resources)
    text = project.fail("up").text
    reported = re.search(
        r"is taken by (\S+) .*renamed .*`aliases`, .*`pulumi\.Alias\(name=.*`pulumi state delete`", text
    )
    assert reported, text
    assert "give its id to `adopt`" in text
    return reported[1]


def unchanged(project: RefactoredProject, emulator: Emulator, held: list[str]) -> None:
    """Fail unless the account holds these, and a refresh and a deployment find nothing to do."""
    assert ids(emulator) == held
    project.unchanged("refresh", "up")


def test_a_rename_without_an_alias(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """The error says `aliases` first; who adopts instead, also by name and again, loses nothing and reads that."""
    project.deploy(llm("openai", front_end))
    held = ids(emulator)
    assert refused(project, llm("openai-prod", front_end)) == held[0]
    project.program([llm("openai-prod", front_end, adopt=held[0])])
    assert "first run `pulumi state delete` there" in project.preview().text
    outcome = project.up()
    assert "is not deleted: another resource of this program has it now" in outcome.text
    unchanged(project, emulator, held)
    # `adopt` still stands there when the resource is renamed once more
    project.deploy(llm("openai-3", front_end, adopt=held[0]))
    project.deploy(llm("openai-4", front_end, adopt="X"))
    unchanged(project, emulator, held)
    project.deploy()
    assert ids(emulator) == []


def test_another_kind_of_resource(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """From `AiIntegration` to `Integration` and back, under the same name and another, by adopting it."""
    project.deploy(ai("openai", front_end))
    held = ids(emulator)
    assert refused(project, llm("openai", front_end)) == held[0]
    project.deploy(llm("openai", front_end, adopt=held[0]))
    assert ids(emulator) == held
    project.deploy(ai("flat", front_end, adopt=held[0]))
    unchanged(project, emulator, held)


def test_the_other_front_end_adopts(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """Each front end has a process of its own, and yet neither deletes what the other adopts in the same operation."""
    project.deploy(llm("openai", front_end))
    held = ids(emulator)
    outcome = project.deploy(llm("openai-prod", OTHER[front_end], adopt=held[0]))
    assert "is not deleted" in outcome.text
    unchanged(project, emulator, held)


def test_a_replacement_that_adopts_its_own(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """One that is forced to be replaced and has `adopt` with its own id is there once when it is done."""
    forced = {"replace_on_changes": ["config"]}
    project.deploy(llm("openai", front_end, options=forced))
    held = ids(emulator)
    for calling in (False, True):
        config = {"provider": "OPEN_AI", "api_key": "sk-one", "is_function_calling_enabled": calling}
        outcome = project.deploy(llm("openai", front_end, config, options=forced, adopt=held[0]))
        assert ids(emulator) == held, outcome
    unchanged(project, emulator, held)


def test_one_that_another_resource_has(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """An id that one resource of the program has is not adopted by another one, in the preview already."""
    first = llm("first", front_end)
    project.deploy(first)
    held = ids(emulator)
    project.program([first, llm("second", front_end, name="Y", adopt=held[0])])
    for operation in ("preview", "up"):
        assert "is declared twice" in project.fail(operation).text
    assert ids(emulator) == held


@pytest.mark.parametrize("by", ["id", "name"])
def test_one_that_the_other_front_end_has(
    project: RefactoredProject, emulator: Emulator, front_end: str, by: str
) -> None:
    """To adopt it is an error, whichever resource comes first; the one that has it keeps it when the other goes."""
    first = llm("first", front_end)
    project.deploy(first)
    held = emulator.integrations
    project.program([first, llm("second", OTHER[front_end], adopt=held[0][by])])
    assert "is declared twice" in project.fail("up").text
    project.deploy(first)
    assert project.writes == []
    assert emulator.integrations == held


def test_a_replacement_by_the_other_front_end(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """One that moves to the other front end and has to be replaced at once is deleted there, and created here."""
    project.deploy(llm("it", front_end))
    outcome = project.deploy(llm("it", OTHER[front_end], {"provider": "GEMINI", "api_key": "sk-one"}))
    assert outcome.changes.get("replac") == 1, outcome
    assert [request.method for request in project.writes] == ["DELETE", "POST"]
    assert len(ids(emulator)) == 1


def test_two_of_one_name(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """Two resources with one name are found in the preview, also where one is of the other kind."""
    project.program([llm("first", front_end), ai("second", front_end)])
    text = project.fail("preview").text
    assert "'X' is also the name of" in text
    assert "must be unique" in text
    assert project.sent == []
    agent = {"endpoint": "https://a.example.com", "input_schema": {"type": "object"}}
    project.deploy(llm("first", front_end), llm("second", front_end, agent, type="AGENT"))
    assert len(ids(emulator)) == 2


def test_two_stacks_over_one_account(new_project: NewProject, emulator: Emulator, front_end: str) -> None:
    """One stack adopts from another when what the error says has been done there first."""
    first, second = new_project("first"), new_project("second")
    first.deploy(llm("openai", front_end))
    held = ids(emulator)
    assert refused(second, llm("openai", front_end)) == held[0]
    first.deploy(llm("openai", front_end, options={"retain_on_delete": True}))
    second.deploy(llm("openai", front_end, adopt=held[0]))
    first.deploy()
    unchanged(second, emulator, held)


def test_two_refactorings_at_once(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """Another front end together with another name, another parent, or a former URN: nothing is sent."""
    project.deploy(llm("old", front_end), llm("second", front_end, name="Y"), llm("third", front_end, name="Z"))
    held = ids(emulator)
    other, urn = OTHER[front_end], project.engine.resources()["third"]["urn"]
    outcome = project.deploy(
        llm("new", other, aliases=[{"name": "old"}]),
        llm("second", other, name="Y", team="team", aliases=[{"parent": ROOT}]),
        llm("3rd", other, name="Z", team="team", aliases=[urn]),
    )
    assert project.writes == [], outcome
    assert ids(emulator) == held
    back = project.deploy(
        llm("newer", front_end, team="other", aliases=[{"name": "new", "parent": ROOT}]),
        llm("second", front_end, name="Y", aliases=[project.engine.resources()["second"]["urn"]]),
        llm("3rd", front_end, name="Z", team="team"),
    )
    assert project.writes == [], back
    unchanged(project, emulator, held)


PATHS: dict[str, dict[str, Any]] = {
    "config.base_url": {"base_url": "https://b.example.com"},
    "config": {"base_url": "https://c.example.com"},
    "config.baseUrl": {"base_url": "https://d.example.com"},
    "config.model_names[1]": {"model_names": ["m", "n"]},
    "*": {"model_names": ["o"]},
    "config.api_key": {"api_key": "sk-two"},
}


def test_forced_replacements(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """`replace_on_changes` with a path, a parent of it, or any, deletes first, then creates; no other change does."""
    config: dict[str, Any] = {**CUSTOM, "api_key": "sk-one"}
    project.deploy(llm("custom", front_end, config))
    for path, changed in PATHS.items():
        before = ids(emulator)
        config = {**config, **changed}
        project.deploy(llm("custom", front_end, config, options={"replace_on_changes": [path]}))
        assert [request.method for request in project.writes] == ["DELETE", "POST"], path
        assert ids(emulator) != before
    project.deploy(llm("custom", front_end, config, name="Y", options={"replace_on_changes": ["config"]}))
    assert [request.method for request in project.writes] == ["PATCH"]


def test_replacements_that_ask_nobody(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """`--target-replace`, `--replace` and `pulumi state taint` delete first."""
    project.deploy(llm("openai", front_end))
    urn = project.engine.resources()["openai"]["urn"]
    targeted = [["--target-replace", urn]] if isinstance(project.engine, Real) else []
    for words in (*targeted, ["--replace", urn], []):
        if not words:
            project.engine.edit_state("taint", urn)
        before = ids(emulator)
        project.run("up", *YES, *words)
        assert [request.method for request in project.writes] == ["DELETE", "POST"]
        assert ids(emulator) != before


def test_the_default_of_a_space(project: RefactoredProject, emulator: Emulator, front_end: str) -> None:
    """A default that is declared under another name stays; two resources for one space are found in the preview."""
    project.deploy(llm("openai", front_end))
    space = emulator.space_id("Production")
    args = {"space_id": space, "integration_id": ids(emulator)[0], "model_name": "gpt-4o"}

    def default(name: str) -> Declared:
        return Declared(name, args, "SpaceDefaultIntegration", front_end)

    project.deploy(llm("openai", front_end), default("one"))
    outcome = project.deploy(llm("openai", front_end), default("two"))
    assert "is not cleared: another resource of this program has it now" in outcome.text
    assert project.refresh().changes == {}
    project.program([llm("openai", front_end), default("two"), default("three")])
    assert "is declared twice" in project.fail("preview").text
