"""What a provider's process loads: the libraries, without what they would do there for others."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION

from .front_ends import FrontEnd, dynamic, native, settings

WATCHING = """
import pathlib

def new_schema_validator(*_args, **_kwargs):
    pathlib.Path(__file__).with_name("a plugin of pydantic").touch()
    return None, None, None
"""
CLICK = """
import pathlib

pathlib.Path(__file__).with_name("the command line of httpx").touch()
raise ImportError
"""
ANOTHER = "import httpx, pydantic; pydantic.create_model('Any')()"
OPEN_AI = {"name": "watched", "config": {"provider": "OPEN_AI", "api_key": "a key that is watched"}}


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let processes have a plugin of pydantic, installed as packages are, and a `click` that notes who loads it."""
    described = tmp_path / "watching-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: watching\nVersion: 1.0\n")
    (described / "entry_points.txt").write_text("[pydantic]\nwatching = watching\n")
    (tmp_path / "watching.py").write_text(WATCHING)
    (tmp_path / "click.py").write_text(CLICK)
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    return tmp_path


def seen(folder: Path) -> set[str]:
    """Return what has been called or loaded."""
    return {path.name for path in folder.iterdir() if path.is_file() and not path.suffix}


def test_another_process_loads_all(watched: Path) -> None:
    """What is watched is called and loaded where nobody leaves it out."""
    subprocess.run([sys.executable, "-c", ANOTHER], check=True)
    assert seen(watched) == {"a plugin of pydantic", "the command line of httpx"}


@pytest.mark.parametrize("begin", [dynamic, native])
def test_a_provider_loads_what_it_needs(
    watched: Path, emulator: Emulator, begin: Callable[[str, dict[str, str]], FrontEnd]
) -> None:
    """No plugin of pydantic sees a key that a provider checks and creates, and no command line comes with HTTP."""
    front_end = begin("", settings(emulator))
    with closing(front_end.plugin):
        front_end.deployed(INTEGRATION, OPEN_AI)
    assert [item["name"] for item in emulator.integrations] == ["watched"]
    assert seen(watched) == set()
