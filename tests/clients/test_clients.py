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

from .clients import CHANGED, KINDS, Client

PROGRAM = Path(__file__).parent / "program"
NAMES = {"llm": "Models", "agent": "Agent", "flat": "Azure"}
INPUTS = {"llm": ["small", "large"], "agent": "Answers questions.", "flat": "https://azure.example.com"}
FIELDS = {"llm": "model_names", "agent": "description", "flat": "base_url"}
LISTED = {"llm": {"Models", "Agent"}, "flat": {"Models", "Azure"}}
"""The names in the list that has this kind: Azure's provider is on the older resource only."""

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
    ids = {kind: str(emulator.get(name)["id"]) for kind, name in NAMES.items()}
    for kind, names in LISTED.items():
        assert client.names(kind) == names
    for kind in KINDS:
        assert client.read(kind, ids[kind]) == INPUTS[kind]
        client.change(kind, ids[kind])
        assert emulator.get(ids[kind])[FIELDS[kind]] == CHANGED[kind]
    _repaired(stack, emulator, before, {Op.UPDATE: len(KINDS), Op.SAME: 1})
    for kind in KINDS:
        client.delete(kind, ids[kind])
    assert emulator.integrations == []
    _repaired(stack, emulator, before, {Op.CREATE: len(KINDS), Op.SAME: 1})


def _repaired(stack: EngineStack, emulator: Emulator, before: dict[str, Any], steps: dict[Op, int]) -> None:
    assert stack.refresh().has_changes
    preview = stack.preview()
    assert preview.changes == steps
    assert stack.up().exit_code == 0
    assert stored(emulator) == before
