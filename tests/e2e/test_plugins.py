from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.drivers.shell import PULUMI

from arize_emulator import Emulator

from .engines import missing
from .project import Project


def test_no_plugin_is_asked_for(emulator: Emulator, tmp_path: Path) -> None:
    """Of a program with dynamic resources the engine asks for no plugin: it neither downloads one nor warns of ours.

    Without a word of the package it takes each that is called `pulumi-…` for one with a plugin.
    """
    if reason := missing(PULUMI):
        pytest.skip(reason)
    active = os.pathsep.join([str(Path(sys.prefix) / "bin"), os.environ["PATH"]])
    project = Project(tmp_path / "project", PULUMI, emulator, environment={"PATH": active})
    assert "pulumi-resource-arize" not in project.up().text
