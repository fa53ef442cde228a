"""Ctrl-C while a command starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("command", ["export", "promote"])
def test_an_interrupted_start(tmp_path: Path, command: str) -> None:
    """It ends the command without a traceback."""
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nfrom pulumi_arize.cli import entry_points as it\n"
    line = [sys.executable, "-c", f"{code}it.{command}()"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
