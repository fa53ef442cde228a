"""The native plugin on an engine: programs that move to it and back, several accounts, imports with generated code."""

from __future__ import annotations

import json
from typing import Any

from tests.native.inspection import camel

from arize_emulator import Emulator

from .conftest import NewProject, only_pulumi
from .declarations import CASES, FIRST, SECOND, Json, without_secrets
from .engines import Real
from .life import Life, places
from .project import DYNAMIC, NATIVE, Project, provider_args, resource

SECRET = "s3cret-key"


def test_there_and_back(project: Project) -> None:
    """A program that imports the other front end keeps every resource and its outputs; so does one that comes back."""
    life = Life(project, CASES)
    life.declare(FIRST)
    life.up(posts=[case.name for case in CASES])
    first = project.engine.resources()
    for front_end, turn in ((NATIVE, SECOND), (DYNAMIC, FIRST)):
        project.front_end = front_end
        life.declare_these({})
        for operation in ("preview", "up"):
            moved = project.succeed(operation)
            assert moved.changes.keys() <= {"updat"}, moved
            assert project.sent == []
        there = project.engine.resources()
        for case in CASES:
            assert there[case.name]["id"] == first[case.name]["id"]
            assert named(there[case.name]) == named(first[case.name])
        life.unchanged_by_refresh()
        life.unchanged(project.up())
        before = dict(life.declared)
        life.declare(turn)
        life.up(patches=life.patches_from(before))
    project.destroy()
    assert project.emulator.integrations == []


def named(entry: Json) -> set[str]:
    """Return the outputs that a program sees, by the schema's names."""
    return {camel(name) for name, value in entry["outputs"].items() if not name.startswith("__") and value is not None}


def test_several_accounts_in_one_program(
    new_project: NewProject, emulator: Emulator, legacy_emulator: Emulator
) -> None:
    """Each resource and each lookup is in the account of its provider, on servers of two dialects."""
    project = new_project(program="accounts", environment=dict.fromkeys(emulator.env))
    servers = {"here": emulator, "there": legacy_emulator}
    project.write(accounts={name: provider_args(server) for name, server in servers.items()})
    assert project.preview().changes["creat"] == 5
    project.up()
    outputs = project.engine.outputs()
    for name, server in servers.items():
        (made,) = server.integrations
        assert outputs[name] == [made["id"], server.space_id("Lab")]
    assert SECRET not in "".join(project.engine.written().values())
    assert project.up().changes == {}
    project.destroy()
    assert emulator.integrations == legacy_emulator.integrations == []


def test_another_key_and_another_account(new_project: NewProject, emulator: Emulator) -> None:
    """A rotated key replaces nothing; the key of another account creates the resources there, and deletes them here."""
    project = new_project(program="accounts", environment=dict.fromkeys(emulator.env))
    project.write(accounts={"here": provider_args(emulator)})
    project.up()
    (made,) = emulator.integrations
    emulator.add_key("s3cret-rotated")
    project.write(accounts={"here": provider_args(emulator, api_key="s3cret-rotated")})
    rotated = project.up()
    assert rotated.changes == {"updat": 1}, rotated
    assert emulator.integrations == [made]
    emulator.add_account("s3cret-theirs")
    project.write(accounts={"here": provider_args(emulator, api_key="s3cret-theirs")})
    moved = project.up()
    assert moved.changes.get("replac") == 2, moved
    assert [request.method for request in project.writes] in (["POST", "DELETE"], ["DELETE", "POST"])
    assert emulator.integrations == []
    project.destroy()
    assert "s3cret" not in "".join(project.engine.written().values())


def test_import_by_an_option(project: Project) -> None:
    """What exists is imported as it is declared, by the option `import_`, and is not changed."""
    life = Life(project, CASES)
    project.front_end = NATIVE
    ids = by_hand(life)
    life.declare(FIRST)
    project.declare(
        {**resource(case.kind, case.name, **without_secrets(args)), "options": {"import_": ids[case.name]}}
        for case, args in ((case, life.declared[case.name]) for case in CASES)
    )
    project.up()
    assert project.writes == []
    assert {name: entry["id"] for name, entry in project.engine.resources().items() if name in ids} == ids
    project.unchanged("up", "refresh")


def by_hand(life: Life) -> dict[str, str]:
    """Make every case on the server; return the ids by case."""
    emulator = life.project.emulator
    made = {}
    for case in CASES:
        resource_type = "ai-integrations" if case.kind == "AiIntegration" else "integrations"
        made[case.name] = str(emulator.add(resource_type, case.args(FIRST, places(emulator)))["id"])
    return made


@only_pulumi
def test_import_with_generated_code(project: Project) -> None:
    """What `pulumi import` writes for every type and provider, by id and by name, previews without a change."""
    assert isinstance(project.engine, Real)
    project.front_end = NATIVE
    life = Life(project, CASES)
    ids = by_hand(life)
    listed = [
        {"type": f"arize:index:{case.kind}", "name": case.name.replace("-", "_"), "id": wanted(case, ids)}
        for case in CASES
    ]
    (project.folder / "imports.json").write_text(json.dumps({"resources": listed}))
    project.emulator.clear_requests()
    done = project.engine.import_file("imports.json", "generated.py")
    assert done.code == 0, done
    assert project.writes == []
    code = (project.folder / "generated.py").read_text()
    assert not any(f"{case.name}-{name}" in code for case in CASES for name in ("api_key", "client_secret", "header"))
    (project.folder / "__main__.py").write_text(code)
    preview = project.preview()
    assert preview.changes == {}, preview
    assert project.up().changes == {}
    assert project.writes == []


def wanted(case: Any, ids: dict[str, str]) -> str:
    """Return what an import names a case by: every second one by type or provider, and name."""
    if len(case.name) % 2:
        return ids[case.name]
    resource_type = case.provider if case.kind == "AiIntegration" else case.type
    return f"{resource_type}/The {case.name} {FIRST}"


@only_pulumi
def test_an_import_by_name_of_what_the_program_has(project: Project) -> None:
    """The engine takes the name for another id, and the deployment replaces what it has by itself."""
    config = {"provider": "OPEN_AI", "api_key": SECRET}
    project.front_end = NATIVE
    project.declare([resource("Integration", "it", name="It", config=config)])
    project.up()
    (created,) = project.emulator.integrations

    project.declare([resource("Integration", "it", options={"import_": "LLM/It"}, name="It", config=config)])
    outcome = project.up()

    assert "is not deleted: its replacement has the same id" in outcome.text
    assert [item["id"] for item in project.emulator.integrations] == [created["id"]]
    assert project.engine.resources()["it"]["id"] == created["id"]
    project.unchanged("preview", "up", "refresh")
    project.destroy()
    assert project.emulator.integrations == []
