"""The SDKs that `pulumi package add` makes, each run against the emulator."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pulumi
import pytest
import yaml
from tests.drivers.shell import SECONDS, inherited_variables, run
from tests.e2e.engines import Real
from tests.lifecycle.samples import ai, llm
from tests.machine import need, need_engine

from arize_emulator import Emulator

from .provider_process import ROOT
from .schemas import SCHEMA

PROGRAMS = Path(__file__).parent / "sdk_programs"
PLUGIN = Path(sys.prefix) / "bin" / "pulumi-resource-arize"
NEEDED = {
    "python": ("pulumi-language-python",),
    "nodejs": ("pulumi-language-nodejs", "node", "npm"),
    "go": ("pulumi-language-go", "go"),
}
PROGRAM = {"python": "__main__.py", "nodejs": "index.ts", "go": "main.go"}
BOTH = ("pulumi_arize", "pulumi_arize_native")
"""The distributions of our wheel and of the generated SDK for Python."""

SECRETS = ("s3cret-1", "s3cret-2", "s3cret-3")
UNREACHABLE = ("Temporary failure in name resolution", "Connection refused", "ENOTFOUND", "EAI_AGAIN", "dial tcp")
"""What package clients say where no registry can be reached."""

every_language = pytest.mark.parametrize("language", PROGRAM)


class Program(Real):
    """A program on a generated SDK."""

    seconds = SECONDS

    def __init__(self, language: str, folder: Path, emulator: Emulator) -> None:
        shutil.copytree(PROGRAMS / language, folder)
        runtime: Any = {"name": "python", "options": {"virtualenv": "venv"}} if language == "python" else language
        (folder / "Pulumi.yaml").write_text(yaml.safe_dump({"name": "sdk", "runtime": runtime}))
        plugins = folder.parent / "home" / "plugins" / f"resource-arize-v{SCHEMA['version']}"
        plugins.mkdir(parents=True)
        (plugins / PLUGIN.name).symlink_to(PLUGIN)
        # the engine makes the environment of a Python program again, with the first Python on PATH
        path = os.pathsep.join([str(folder / "venv" / "bin"), os.environ["PATH"]])
        home = str(folder.parent / "home")
        super().__init__(folder, {**inherited_variables(), **emulator.env, "PATH": path, "PULUMI_HOME": home})
        self.language = language

    def add_package(self) -> None:
        """Make the SDK and install it; skip where a registry is needed and cannot be reached."""
        done = run(["pulumi", "package", "add", str(PLUGIN)], self.folder, self.environment)
        text = f"{done.stdout}\n{done.stderr}"
        if done.returncode and any(words in text for words in UNREACHABLE):
            pytest.skip(f"the packages of {self.language} cannot be fetched here")
        assert done.returncode == 0, text


def make_environment(folder: Path) -> None:
    """Make a virtual environment with our wheel in it; what that needs comes from the environment of the tests."""
    venv.create(folder, symlinks=True, with_pip=True)
    python = folder / "bin" / "python"
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "tests.pth").write_text(f"{Path(pulumi.__file__).parent.parent}\n")
    wheels = folder / "wheels"
    build = ("wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))
    built = run([sys.executable, "-m", "pip", *build], folder)
    assert built.returncode == 0, built.stderr
    (wheel,) = wheels.glob("*.whl")
    install = ("install", "--quiet", "--no-deps", "--no-index", "--force-reinstall", str(wheel))
    installed = run([str(python), "-m", "pip", *install], folder)
    assert installed.returncode == 0, installed.stderr


@pytest.fixture
def program(language: str, tmp_path: Path, emulator: Emulator) -> Program:
    """Return a program on the SDK of a language; in Python, our wheel is installed too."""
    need_engine("pulumi")
    need(*NEEDED[language])
    made = Program(language, tmp_path / "program", emulator)
    if language == "python":
        make_environment(made.folder / "venv")
    made.add_package()
    return made


@pytest.mark.parametrize("language", ["python"])
def test_no_file_is_of_both_distributions(program: Program) -> None:
    """The generated SDK for Python and our wheel share no file: either can be removed, and the other still works."""
    python = program.folder / "venv" / "bin" / "python"
    site = next((program.folder / "venv" / "lib").glob("python*/site-packages"))
    wheel, sdk = (importlib.metadata.Distribution.at(next(site.glob(f"{name}-*.dist-info"))) for name in BOTH)
    assert {str(path) for path in wheel.files or ()} & {str(path) for path in sdk.files or ()} == set()
    both = "import pulumi_arize_native as sdk, pulumi_arize.native as ours; print(sdk.__file__, ours.__file__)"
    assert imported(python, both) == f"{site}/pulumi_arize_native/__init__.py {site}/pulumi_arize/native/__init__.py"
    uninstall = ("-m", "pip", "uninstall", "--yes", "pulumi-arize-native")
    assert run([str(python), *uninstall], program.folder).returncode == 0
    assert imported(python, both) == f"{site}/pulumi_arize_native.py {site}/pulumi_arize/native/__init__.py"


def imported(python: Path, code: str) -> str:
    """Return what a Python prints."""
    done = run([str(python), "-I", "-c", code], python.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@every_language
def test_sdk(program: Program, emulator: Emulator) -> None:
    """Every resource is created, every lookup succeeds, and what is imported changes nothing."""
    by_hand = emulator.add("integrations", {**llm(), "name": "By hand"})
    emulator.add("ai-integrations", {**ai(), "name": "Flat by hand"})
    up = program.operate("up")
    assert up.code == 0, up
    assert program.outputs() == expected(program.outputs())
    assert {item["name"] for item in emulator.integrations} == {
        "OpenAI",
        "Agent",
        "Anthropic",
        "By hand",
        "Flat by hand",
    }
    unchanged = program.operate("preview")
    assert (unchanged.code, unchanged.changes) == (0, {}), unchanged
    assert not any(secret in text for text in (up.text, json.dumps(program.export())) for secret in SECRETS)
    destroyed = program.operate("destroy")
    assert destroyed.code == 0, destroyed
    imports_unchanged(program, by_hand["id"])


def expected(outputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the programs export; both forms of a lookup find one organization and one space."""
    return {
        "organization": outputs["laterOrganization"],
        "laterOrganization": outputs["organization"],
        "space": outputs["laterSpace"],
        "laterSpace": outputs["space"],
        "integration": "LLM",
        "laterIntegration": "LLM",
        "aiIntegration": "OPEN_AI",
        "laterAiIntegration": "DEFAULT",
        "listed": ["Flat by hand", "By hand"],
        "laterListed": 1,
        "read": "LLM",
        "endpoint": "https://agent.example.com",
    }


def imports_unchanged(program: Program, item_id: str) -> None:
    """Import an integration, and make the program the code that the engine writes: it previews unchanged."""
    listed = {"resources": [{"type": "arize:index:Integration", "name": "imported", "id": item_id}]}
    (program.folder / "listed.json").write_text(json.dumps(listed))
    outcome = program.import_file("listed.json", PROGRAM[program.language])
    assert outcome.code == 0, outcome
    preview = program.operate("preview")
    assert (preview.code, preview.changes) == (0, {}), preview
