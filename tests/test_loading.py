"""What a provider's process loads: the libraries without what they would do there for others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = """
import pathlib

def new_schema_validator(*_args, **_kwargs):
    pathlib.Path(__file__).with_name("seen").touch()
    return None, None, None
"""
MODELS = "from pulumi_arize.model.llm import OpenAiConfig; OpenAiConfig(provider='OPEN_AI', api_key='key')"
DYNAMIC = "from pulumi_arize.dynamic.resource import load_provider; load_provider('Integration')"
NATIVE = "from pulumi_arize.loading import lean\nwith lean():\n    from pulumi_arize.native.provider import Provider"


def run(code: str, folder: Path) -> str:
    """Return what a fresh interpreter prints that has also what the folder holds."""
    environment = {name: value for name, value in os.environ.items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    environment["PYTHONPATH"] = os.pathsep.join([str(folder), environment.get("PYTHONPATH", "")])
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a plugin of pydantic, installed as packages are."""
    described = tmp_path / "watching-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: watching\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text("[pydantic]\nwatching = watching\n")
    (tmp_path / "watching.py").write_text(PLUGIN)
    return tmp_path


@pytest.mark.parametrize(
    ("loaded", "sees"), [("", True), (DYNAMIC, False), (NATIVE, False)], ids=["other", "dynamic", "native"]
)
def test_no_plugin_of_pydantic_sees_a_key(folder: Path, loaded: str, sees: bool) -> None:  # noqa: FBT001 - a fact
    """A plugin of pydantic that is installed beside the provider is called in other processes, and not in its own."""
    run(f"{loaded}\n{MODELS}", folder)
    assert (folder / "seen").exists() == sees


@pytest.mark.parametrize("loaded", [DYNAMIC, NATIVE], ids=["dynamic", "native"])
def test_no_command_line_of_httpx(tmp_path: Path, loaded: str) -> None:
    """A provider's process loads HTTP without the command line that httpx brings along."""
    code = f"import sys\n{loaded}\nimport httpx\nprint('rich' in sys.modules, httpx.Client)"
    assert run(code, tmp_path).split() == ["False", "<class", "'httpx.Client'>"]
