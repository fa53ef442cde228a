"""The examples as the tests find them: every folder with a project in it, or with a script for the Automation API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from arize_emulator import Emulator

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "examples"
PROJECT, SCRIPT, BY_HAND = "Pulumi.yaml", "main.py", "made-by-hand.json"
ACCOUNTS = ("secondKey",)
"""The secret settings that are keys of accounts: another one would be another account."""
PROTECT = "protect"
"""The setting of an example that refuses a destroy, until it is turned off and deployed."""

NOT_OURS = {"node_modules", "sdks", "venv", ".venv"}


@dataclass(frozen=True)
class Example:
    """A folder with a program."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's path below `examples`."""
        return str(self.folder.relative_to(FOLDER))

    @cached_property
    def project(self) -> dict[str, Any]:
        """What `Pulumi.yaml` says."""
        project: dict[str, Any] = yaml.safe_load((self.folder / PROJECT).read_text())
        return project

    @property
    def runtime(self) -> str:
        """What runs the program: `python`, `nodejs`, `yaml`, or the Automation API."""
        if not (self.folder / PROJECT).exists():
            return "automation"
        runtime = self.project["runtime"]
        return str(runtime["name"] if isinstance(runtime, dict) else runtime)

    @property
    def secrets(self) -> list[str]:
        """The settings that are secret."""
        inputs = self.project.get("config", {}).items()
        return [name for name, setting in inputs if isinstance(setting, dict) and setting.get("secret")]

    def prepare(self, emulator: Emulator) -> None:
        """Make what somebody has made before, and the further accounts that it declares in."""
        by_hand = self.folder / BY_HAND
        if by_hand.exists():
            emulator.add("integrations", json.loads(by_hand.read_text()))
        for name in self.secrets:
            if name in ACCOUNTS:
                emulator.add_account(f"{name}-0")

    def settings(self, turn: int) -> Iterator[tuple[str, str, bool]]:
        """Return what the stack is configured with in its first and its second turn, and whether it is secret."""
        yield "space", ("Production", "Staging")[turn], False
        if PROTECT in self.project.get("config", {}):
            yield PROTECT, ("true", "false")[turn], False
        for name in self.secrets:
            yield name, f"{name}-{0 if name in ACCOUNTS else turn}", True


def examples(*runtimes: str) -> list[Example]:
    """Return the examples that these run."""
    found = (path.parent for name in (PROJECT, SCRIPT) for path in FOLDER.rglob(name))
    all_of_them = [Example(folder) for folder in sorted(set(found)) if NOT_OURS.isdisjoint(folder.parts)]
    return [example for example in all_of_them if example.runtime in runtimes]
