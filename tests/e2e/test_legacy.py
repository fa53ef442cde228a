from __future__ import annotations

from tests.oracle import former

from arize_emulator import Emulator

from .conftest import NewProject
from .declarations import CASES, FIRST, SECOND
from .life import Life, places
from .project import Project, resource

NEWER = ("LITELLM", "FIREWORKS", "TOGETHER_AI")
"""The providers that the older dialect does not have."""

OLDER = tuple(case for case in CASES if case.provider not in NEWER and case.type == "LLM")


def test_life_on_an_older_server(new_project: NewProject, legacy_emulator: Emulator) -> None:
    """Everything is sent in the dialect of an older server, which then holds what is declared in today's."""
    project = new_project(account=legacy_emulator)
    life = Life(project, OLDER, legacy=True)
    life.declare(FIRST)
    life.up(posts=[case.name for case in OLDER])
    assert project.probes == 1
    life.unchanged(project.up())
    life.unchanged_by_refresh()
    for turn, bare in ((SECOND, True), (FIRST, False)):
        before = dict(life.declared)
        life.declare(turn, bare=bare)
        life.up(patches=life.patches_from(before))
        assert project.probes == 1
    repairs = life.edit()
    project.refresh()
    life.up(patches=repairs)
    project.destroy()
    assert project.emulator.integrations == []


def test_enum_values_of_both_dialects_are_the_same(project: Project) -> None:
    """A program that changes to the enum values of the other dialect, or back, shows no change and sends nothing."""
    spaces = places(project.emulator)
    inputs = [(case, case.args(FIRST, spaces)) for case in OLDER]
    today = [resource(case.kind, case.name, **args) for case, args in inputs]
    before = [resource(case.kind, case.name, **former(args)) for case, args in inputs]
    project.declare(before)
    project.up()
    held = project.emulator.integrations
    for program in (today, before):
        project.declare(program)
        assert project.up().changes == {}
        assert project.emulator.requests == []
    assert project.emulator.integrations == held


def test_a_dialect_that_is_set_is_not_asked_for(new_project: NewProject, legacy_emulator: Emulator) -> None:
    """`arize:apiDialect` saves the question to the server, and decides what is sent, be it right or not."""
    one = resource("Integration", "one", name="One", config={"provider": "OPEN_AI", "api_key": "key"})
    right = new_project("right", account=legacy_emulator)
    right.engine.set_config("arize:apiDialect", "legacy")
    right.declare([one])
    right.up()
    assert right.probes == 0
    assert right.writes[0].body["config"]["provider"] == "openAI"
    right.destroy()
    wrong = new_project("wrong", account=legacy_emulator)
    wrong.engine.set_config("arize:apiDialect", "current")
    wrong.declare([one])
    wrong.fail("up")
    assert [request.body["config"]["provider"] for request in wrong.sent] == ["OPEN_AI"]
