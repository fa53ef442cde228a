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
DECLARED = {"llm": ["small", "large"], "agent": "Answers questions.", "flat": "https://azure.example.com"}
FIELDS = {"llm": "model_names", "agent": "description", "flat": "base_url"}
LISTED = {"llm": {"Models", "Agent"}, "flat": {"Models", "Azure"}}
"""What the list that holds this kind has: Azure's provider is on the older resource only."""

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


def held(emulator: Emulator) -> dict[str, Any]:
    """Return what the server holds by name, without what it sets itself."""
    return {item["name"]: _declarable(item) for item in emulator.integrations}


def _declarable(value: Any) -> Any:
    if isinstance(value, list):
        return [_declarable(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _declarable(item) for name, item in value.items() if name not in VOLATILE}


def test_another_client_reads_changes_and_deletes_what_the_program_made(
    client: Client, stack: EngineStack, emulator: Emulator
) -> None:
    """What a program made is listed and read; what is changed or deleted shows as drift, and the next up repairs it."""
    before = held(emulator)
    ids = {kind: str(emulator.get(name)["id"]) for kind, name in NAMES.items()}
    for kind, names in LISTED.items():
        assert client.names(kind) == names
    for kind in KINDS:
        assert client.read(kind, ids[kind]) == DECLARED[kind]
        client.change(kind, ids[kind])
        assert emulator.get(ids[kind])[FIELDS[kind]] == CHANGED[kind]
    _repaired(stack, emulator, before, {Op.UPDATE: len(KINDS), Op.SAME: 1})
    for kind in KINDS:
        client.delete(kind, ids[kind])
    assert emulator.integrations == []
    _repaired(stack, emulator, before, {Op.CREATE: len(KINDS), Op.SAME: 1})


def _repaired(stack: EngineStack, emulator: Emulator, before: dict[str, Any], shown: dict[Op, int]) -> None:
    assert stack.refresh().has_changes
    preview = stack.preview()
    assert preview.changes == shown
    assert stack.up().exit_code == 0
    assert held(emulator) == before
