"""The examples on `pulumi`, as their users run them; what has no `pulumi` is skipped, and says what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.drivers.shell import NOT_OURS, PASSPHRASE
from tests.e2e.engines import Real, missing

import pulumi_arize
from pulumi_arize.testing.emulator import Emulator

from .examples import ROOT, Example, examples

NEEDED = {"yaml": ("pulumi-language-yaml",), "nodejs": ("pulumi-language-nodejs", "node", "npm")}
SECONDS = 600
PYTHON = {"name": "python", "options": {"virtualenv": sys.prefix}}
PLUGIN = Path(sys.prefix) / "bin" / "pulumi-resource-arize"


def needs(*commands: str) -> None:
    """Skip where the engine, or a command, is missing."""
    absent = [command for command in commands if shutil.which(command) is None]
    if reason := missing("pulumi") or (f"not on PATH: {', '.join(absent)}" if absent else ""):
        pytest.skip(reason)


def environment(emulator: Emulator) -> dict[str, str]:
    """Return what a user has who tries an example on the emulator; the plugin is on PATH."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    return {**inherited, **emulator.env, "PATH": f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def copy(example: Example, folder: Path) -> Path:
    """Copy an example to where it can be run, for the Python and with the plugin of the tests."""
    shutil.copytree(
        example.folder, folder, ignore=shutil.ignore_patterns("__pycache__", "node_modules", "sdks", "Pulumi.*.yaml")
    )
    project = example.project
    if example.runtime == "python":
        project = {**project, "runtime": PYTHON}
    if "packages" in project:
        plugin = folder.parent / "plugin"
        shutil.copytree(ROOT / "plugin", plugin, ignore=shutil.ignore_patterns("venv", "requirements.txt"))
        (plugin / "PulumiPlugin.yaml").write_text(yaml.safe_dump({"runtime": PYTHON}))
        project = {**project, "packages": dict.fromkeys(project["packages"], str(plugin))}
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump(project, sort_keys=False))
    return folder


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
    needs(*NEEDED.get(example.runtime, ()))
    if example.by_hand:
        emulator.add("integrations", example.by_hand)
    for key in example.accounts:
        emulator.add_account(key)
    engine = Real(copy(example, tmp_path / "example"), {**environment(emulator), **installed(example, tmp_path)})
    configure(engine, example, 0)
    if example.runtime == "nodejs":
        run(engine, "pulumi", "install")
    created = engine.up()
    assert created.code == 0, created
    held = {item["id"] for item in emulator.integrations}
    outputs = engine.outputs()
    configure(engine, example, 1)
    changed = engine.up()
    assert changed.code == 0, changed
    assert "updat" in changed.changes or engine.outputs() != outputs, changed
    assert {item["id"] for item in emulator.integrations} == held
    assert engine.destroy().code == 0
    assert emulator.integrations == []


def test_automation(emulator: Emulator, tmp_path: Path) -> None:
    """The script deploys two stacks, then another key to both, and removes what it has made."""
    needs()
    (example,) = examples("automation")
    given = {
        **environment(emulator),
        "PULUMI_BACKEND_URL": tmp_path.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_SKIP_UPDATE_CHECK": "1",
    }

    def script(verb: str, key: str) -> None:
        command = [sys.executable, str(example.folder / "main.py"), verb, "dev", "staging"]
        done = subprocess.run(
            command, env={**given, "OPENAI_API_KEY": key}, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"

    for key in ("sk-1", "sk-2"):
        script("up", key)
        assert {item["name"]: item["api_key"] for item in emulator.integrations} == {
            "OpenAI (dev)": key,
            "OpenAI (staging)": key,
        }
    script("destroy", "sk-2")
    assert emulator.integrations == []


def run(engine: Real, *command: str) -> None:
    """Run a command in the example's folder, which must succeed."""
    done = subprocess.run(
        command,
        cwd=engine.folder,
        env=dict(engine.environment),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
