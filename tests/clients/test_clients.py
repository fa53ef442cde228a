from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from arize_emulator import Emulator
from pulumi_embedded import EngineStack
from pulumi_embedded.processes import Launch
from pulumi_embedded.steps import Op

from .clients import Client

PROGRAM = Path(__file__).parent / "program"
ITEMS = {
    "Models": ("integrations", "model_names", ["small", "large"]),
    "Agent": ("integrations", "description", "Answers questions."),
    "Azure": ("ai_integrations", "base_url", "https://azure.example.com"),
}
"""By its name, the collection of each integration, a field of it, and what the program declares there."""

CHANGED = {"Models": ["changed"], "Agent": "changed", "Azure": "https://changed.example.com"}
"""What a client makes of these fields."""

LISTED = {"integrations": {"Models", "Agent"}, "ai_integrations": {"Models", "Azure"}}
"""The names in each collection: Azure's provider is in the older one only."""

VOLATILE = ("id", "created_at", "updated_at")


@pytest.fixture
def stack(emulator: Emulator, tmp_path: Path, launch: Launch) -> EngineStack:
    """Return a stack of the program, deployed."""
    folder = tmp_path / "project"
    shutil.copytree(PROGRAM, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump({"name": "clients", "runtime": "python"}))
    made = EngineStack(
        folder, "dev", backend=tmp_path / "backend", passphrase="for tests", env=emulator.env, launch=launch
    )
    assert made.up().exit_code == 0
    return made


def stored(emulator: Emulator) -> dict[str, Any]:
    """Return the account's integrations by name, without the fields that the server sets."""
    return {item["name"]: _without_volatile(item) for item in emulator.integrations}


def _without_volatile(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_volatile(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _without_volatile(item) for name, item in value.items() if name not in VOLATILE}


def test_another_client_reads_changes_and_deletes_what_a_program_created(
    client: Client, stack: EngineStack, emulator: Emulator
) -> None:
    """It lists and reads what a program created; its changes and deletions are drift, which the next `up` repairs."""
    before = stored(emulator)
    ids = {name: str(emulator.get(name)["id"]) for name in ITEMS}
    for collection, names in LISTED.items():
        assert client.names(collection) == names
    for name, (collection, field, declared) in ITEMS.items():
        read = client.read(collection, ids[name])
        assert {**read.get("config", {}), **read}[field] == declared
    client.change_models(ids["Models"], ["changed"])
    client.change_agent(ids["Agent"], "changed")
    client.change("ai_integrations", ids["Azure"], base_url="https://changed.example.com")
    assert {name: emulator.get(ids[name])[field] for name, (_, field, _) in ITEMS.items()} == CHANGED
    _repaired(stack, emulator, before, {Op.UPDATE: len(ITEMS), Op.SAME: 1})
    for name, (collection, _, _) in ITEMS.items():
        client.delete(collection, ids[name])
    assert emulator.integrations == []
    _repaired(stack, emulator, before, {Op.CREATE: len(ITEMS), Op.SAME: 1})


def _repaired(stack: EngineStack, emulator: Emulator, before: dict[str, Any], steps: dict[Op, int]) -> None:
    assert stack.refresh().has_changes
    preview = stack.preview()
    assert preview.changes == steps
    assert stack.up().exit_code == 0
    assert stored(emulator) == before
