"""What the real engine alone does, on programs of both front ends: options, flags of commands, plugins."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from arize_emulator import Emulator

from .conftest import NewProject, only_pulumi
from .engines import YES
from .project import PROGRAMS, Project, provider_args

pytestmark = only_pulumi
HIDDEN = "zz-hidden"
FRONT_ENDS = ("dynamic", "native")


@pytest.fixture
def options(new_project: NewProject) -> Project:
    """Return a project with the program `options`."""
    return new_project(program="options")


def declare(project: Project, **changes: Any) -> None:
    """Write what the program `options` reads."""
    project.write(**{"trigger": "1", "value": "first", "hooked": True, "migrated": False, **changes})


def ids(project: Project) -> Mapping[str, str]:
    """Return the ids that the server has, by name."""
    return {item["name"]: item["id"] for item in project.emulator.integrations}


def seen(project: Project) -> list[list[Any]]:
    """Return what hooks and transforms have been called for since the last call."""
    file = project.folder / "seen.jsonl"
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    file.write_text("")
    return sorted(lines)


def hooked(times: int) -> list[list[Any]]:
    """Return the calls of hooks, so many times for each front end."""
    return [["hook", f"{front}-hooked", ["config", "name", "type"]] for front in FRONT_ENDS for _ in range(times)]


TRANSFORMED = [
    ["transform", f"{front}-transformed", ["apiKey", "baseUrl", "modelNames", "provider"]] for front in FRONT_ENDS
]


def test_options_of_the_engine(options: Project) -> None:
    """Triggers replace, and what is to be replaced with; hooks and transforms are called; a URN finds what is there."""
    declare(options)
    options.up()
    before = ids(options)
    assert seen(options) == [*hooked(2), *TRANSFORMED]
    declare(options, trigger="2", value="second")
    outcome = options.up()
    after = ids(options)
    changed = {name for name in before if before[name] != after[name]}
    assert outcome.changes == {"replac": 4, "updat": 4}
    assert changed == {f"{front}-{name}" for front in FRONT_ENDS for name in ("triggered", "with")}
    assert seen(options) == [*hooked(2), *TRANSFORMED]
    urls = {item["name"]: item["base_url"] for item in options.emulator.integrations}
    assert {urls[f"{front}-{name}"] for front in FRONT_ENDS for name in ("hooked", "transformed")} == {
        "https://second.example.com"
    }
    outputs = options.engine.outputs()
    for front in FRONT_ENDS:
        found = outputs[front]
        assert (found["id"], found["name"], found["key"]) == (
            after[f"{front}-triggered"],
            f"{front}-triggered",
            f"{HIDDEN}-key",
        )
        assert found["config"]["base_url"] == "https://same.example.com"
    assert options.refresh().changes == {}
    assert options.up().changes == {}
    assert HIDDEN not in "".join(options.engine.written().values())
    assert "--run-program" in options.fail("destroy").text
    options.run("destroy", *YES, "--run-program")
    assert options.emulator.integrations == []


def test_migrations_of_a_state(options: Project) -> None:
    """Pulumi says that it has none yet; nothing is sent."""
    if "state_migrations" not in inspect.signature(pulumi.ResourceOptions).parameters:
        pytest.skip("this version of the SDK has no `state_migrations`")
    declare(options, migrated=True)
    assert "does not support state migrations" in options.engine.operate("up").text
    assert f"{FRONT_ENDS[1]}-migrated" not in ids(options)


def test_a_replacement_of_what_is_protected(options: Project) -> None:
    """The engine refuses it unless `--ignore-protect` is there, in both front ends."""
    declare(options, protected=True)
    options.up()
    before = ids(options)
    declare(options, protected=True, trigger="2")
    assert "protect" in options.fail("up").text
    options.run("up", *YES, "--ignore-protect")
    after = ids(options)
    assert {name for name in before if before[name] != after[name]} == {
        f"{front}-{name}" for front in FRONT_ENDS for name in ("triggered", "with")
    }


def test_import_into_another_account(project: Project, other_account: Emulator) -> None:
    """`pulumi import --provider` imports what is in the account of that provider."""
    made = other_account.add(
        "integrations", {"name": "It", "type": "LLM", "config": {"provider": "OPEN_AI", "api_key": "k"}}
    )
    (project.folder / "__main__.py").write_text((PROGRAMS / "accounts" / "__main__.py").read_text())
    project.write(accounts={"theirs": provider_args(other_account)})
    project.up()
    account = project.engine.resources()["theirs"]["urn"]
    outcome = project.run("import", "arize:index:Integration", "it", "It", "--provider", f"theirs={account}", "--yes")
    entry = project.engine.resources()["it"]
    assert entry["id"] == made["id"]
    assert entry["provider"].startswith(f"{account}::")
    assert "provider=theirs" in outcome.text
    assert project.sent == []


def test_no_plugin_is_asked_for(project: Project) -> None:
    """Of a program with dynamic resources the engine asks for no plugin: it neither downloads one nor warns of ours.

    Unless the package says so, the engine takes each package that is called `pulumi-…` for one with a plugin.
    """
    assert "pulumi-resource-arize" not in project.up().text
