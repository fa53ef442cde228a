"""The examples on `pulumi`, as their users run them; what has no `pulumi` is skipped, and says what is missing."""

from __future__ import annotations

import inspect
import os
import shutil
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pulumi
import pytest
from tests.drivers.shell import engine_variables, run
from tests.e2e.engines import Real
from tests.machine import need

import arize_emulator
import pulumi_arize
from arize_emulator import Emulator

from .examples import ROOT, Example, examples

ENGINE = ("pulumi", "pulumi-language-python", "pulumi-resource-pulumi-python")
NEEDED = {"yaml": ("pulumi-language-yaml",), "nodejs": ("pulumi-language-nodejs", "node", "npm")}
PACKAGES = (inspect.getfile(pulumi), inspect.getfile(pulumi_arize), inspect.getfile(arize_emulator))
PLUGIN = Path(sys.prefix) / "bin" / "pulumi-resource-arize"


def environment(*commands: str, account: Emulator) -> dict[str, str]:
    """Return what a user has in a shell that knows no more than where the commands and the emulated account are."""
    needed = dict.fromkeys(str(Path(found).parent) for name in commands if (found := shutil.which(name)))
    path = os.pathsep.join([*needed, os.defpath])
    return {"HOME": str(Path.home()), "PATH": path, **account.env}


def copy(example: Example, checkout: Path) -> Path:
    """Copy an example to its place in a checkout, with an environment and the plugin of the tests."""
    folder = checkout / example.folder.relative_to(ROOT)
    shutil.copytree(
        example.folder, folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules", "sdks", "Pulumi.*.yaml")
    )
    (checkout / ".venv").symlink_to(sys.prefix)
    if example.runtime == "python":
        named = folder / example.project["runtime"]["options"]["virtualenv"]
        if not named.exists():
            named.symlink_to(sys.prefix)
    if "packages" in example.project:
        copy_plugin(checkout / "plugin")
    return folder


def copy_plugin(folder: Path) -> None:
    """Copy the plugin, with an environment that `pulumi install` may write to; the packages are those of the tests."""
    shutil.copytree(ROOT / "plugin", folder, ignore=shutil.ignore_patterns("venv", "requirements.txt"))
    venv.create(folder / "venv", symlinks=True, with_pip=True)
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    site.joinpath("tests.pth").write_text("".join(f"{Path(found).parent.parent}\n" for found in PACKAGES))


def installed(example: Example, folder: Path) -> dict[str, str]:
    """Install the plugin as a release does, where an SDK for another language asks for its version."""
    if example.runtime != "nodejs":
        return {}
    plugin = folder / "home" / "plugins" / f"resource-arize-v{pulumi_arize.__version__}"
    plugin.mkdir(parents=True)
    (plugin / "pulumi-resource-arize").symlink_to(PLUGIN)
    return {"PULUMI_HOME": str(folder / "home")}


def configure(engine: Real, example: Example, turn: int) -> None:
    for name, value, secret in example.settings(turn):
        engine.set_config(name, value, secret=secret)


@pytest.mark.parametrize("example", examples("python", "yaml", "nodejs"), ids=lambda example: example.name)
def test_life(example: Example, emulator: Emulator, tmp_path: Path) -> None:
    """It creates, changes with its settings, and leaves nothing behind."""
    needed = (*ENGINE, *NEEDED.get(example.runtime, ()))
    need(*needed)
    example.prepare(emulator)
    folder = copy(example, tmp_path / "checkout")
    engine = Real(folder, {**environment(*needed, account=emulator), **installed(example, folder)})
    configure(engine, example, 0)
    if example.runtime == "nodejs":
        # the engine makes the plugin's environment again, with the first Python on PATH
        active = os.pathsep.join([str(tmp_path / "checkout" / "plugin" / "venv" / "bin"), engine.environment["PATH"]])
        engine.environment["PATH"] = active
        succeed(["pulumi", "install"], folder, engine.environment)
    created = engine.operate("up")
    assert created.code == 0, created
    held = {item["id"] for item in emulator.integrations}
    outputs = engine.outputs()
    configure(engine, example, 1)
    changed = engine.operate("up")
    assert changed.code == 0, changed
    assert "updat" in changed.changes or engine.outputs() != outputs, changed
    assert {item["id"] for item in emulator.integrations} == held
    assert engine.operate("destroy").code == 0
    assert emulator.integrations == []


def test_automation(emulator: Emulator, tmp_path: Path) -> None:
    """From a shell without an active environment, the script deploys two stacks, then another key, and removes both."""
    need(*ENGINE)
    (example,) = examples("automation")
    given = {**environment(*ENGINE, account=emulator), **engine_variables(tmp_path)}

    def script(operation: str, key: str) -> None:
        command = [sys.executable, str(example.folder / "main.py"), operation, "dev", "staging"]
        succeed(command, tmp_path, {**given, "OPENAI_API_KEY": key})

    for key in ("sk-1", "sk-2"):
        script("up", key)
        assert {item["name"]: item["api_key"] for item in emulator.integrations} == {
            "OpenAI (dev)": key,
            "OpenAI (staging)": key,
        }
    script("destroy", "sk-2")
    assert emulator.integrations == []


def succeed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
    """Run a command, which must succeed."""
    done = run(command, folder, environment)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
