"""`arize-export --environment`: organizations, spaces and service keys are adopted too, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.emulator.samples import service_key
from tests.lifecycle import samples

from arize_emulator import Emulator, FaultRule, Status
from pytest_pulumi_arize.stack import Stack

from .exported import KEEP, PROJECT, check_format, check_types, run, summary, texts, writes

NewStack = Callable[..., Stack]

ALL = ["acme", "ci-bot", "ci-bot-2", "lab", "openai", "production", "research", "staging", "support-agent"]


@pytest.fixture
def filled(emulator: Emulator) -> Emulator:
    """Return an account with settings of a space, integrations and service keys."""
    acme, staging = emulator.organization_id("Acme"), emulator.space_id("Staging")
    scoped = {"scopings": [{"organization_id": acme, "space_id": staging}]}
    model = emulator.add("integrations", {**samples.llm(), "name": "OpenAI", **scoped})["id"]
    agent = emulator.add("integrations", {**samples.agent(), "name": "Support agent"})["id"]
    settings = {
        "description": "for tests",
        "is_private": True,
        "gradient_start_color": "#111111",
        "default_llm_integration": {"integration_id": model, "model_name": "m"},
        "default_agent_runtime": {"integration_id": agent},
    }
    emulator.edit("Staging", settings, kind="spaces")
    emulator.add("api-keys", service_key(acme, staging, name="CI bot", expires_at="2100-01-01T00:00:00Z"))
    emulator.add("api-keys", service_key(acme, emulator.space_id("Production"), name="CI bot"))
    emulator.add("api-keys", {"key_type": "USER", "name": "a person's"})
    emulator.clear_requests()
    return emulator


@pytest.mark.parametrize("copies", [1, 16])
def test_it_adopts_an_environment_unchanged(filled: Emulator, new_stack: NewStack, tmp_path: Path, copies: int) -> None:
    """One module or several: the program is typed, adopts all, changes nothing, and is the same in the next export."""
    names = [f"Other {number}" for number in range(copies - 1)]
    for name in names:
        filled.add("integrations", {**samples.llm(), "name": name})
    folder = tmp_path / "program"
    before = filled.state()
    printed = summary(filled, str(folder), "--environment", "--project", PROJECT)
    assert (len(printed["environment"]), len(printed["integrations"]), printed["skipped"]) == (7, 1 + copies, [])
    check_format(folder)
    check_types(folder)
    stack = new_stack()
    stack.set_config(KEEP, "true")
    adopted = stack.up(folder)
    assert (adopted.created, writes(adopted)) == (sorted([*ALL, *(f"other-{n}" for n in range(copies - 1))]), [])
    assert filled.state() == before
    assert stack.refresh().changed == []
    assert stack.preview().changed == []
    assert run(filled, str(folder), "--environment", "--project", PROJECT).returncode == 0


def test_no_key_is_written(filled: Emulator, tmp_path: Path) -> None:
    """No file holds a service key."""
    assert run(filled, str(tmp_path / "program"), "--environment").returncode == 0
    written = texts(tmp_path / "program").values()
    assert not any(key["key"] in text for key in filled.api_keys for text in written)


def test_one_space(filled: Emulator, tmp_path: Path) -> None:
    """With `--space` it adopts this space, its organization, and the keys that can use it."""
    printed = summary(filled, str(tmp_path / "program"), "--environment", "--space", "Production", "--dry-run")
    assert [(item["resource"], item["name"]) for item in printed["environment"]] == [
        ("Organization", "Acme"),
        ("Space", "Production"),
        ("ServiceKey", "CI bot"),
    ]
    assert [item["name"] for item in printed["integrations"]] == ["Support agent"]


def test_an_environment_without_integrations(emulator: Emulator, tmp_path: Path) -> None:
    """There may be none yet."""
    done = run(emulator, "program", "--environment", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Wrote program: 2 Organization, 3 Space\n")
    check_format(tmp_path / "program")


def test_what_the_key_may_not_read(filled: Emulator, tmp_path: Path) -> None:
    """If it may not list service keys, the command says so and writes nothing."""
    with filled.faults(FaultRule(path="/v2/api-keys*", fault=Status(status=403))):
        done = run(filled, str(tmp_path / "program"), "--environment")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "cannot read the account's service keys: 403" in done.stderr
    assert not (tmp_path / "program").exists()


def test_a_space_of_an_older_server(filled: Emulator, tmp_path: Path) -> None:
    """A space whose organization the server does not return is skipped with the reason; a lookup finds it."""
    filled.edit("Staging", {"organization_id": None}, kind="spaces")
    done = run(filled, str(tmp_path / "program"), "--environment")
    assert done.returncode == 0
    assert "skipped 'Staging'" in done.stderr
    assert "organizationId is required" in done.stderr or "organization_id is required" in done.stderr
