"""What a comparison says where it could not read everything, or was not told which stack to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pulumi_arize.cli.promote.build_report import diff_report
from pulumi_arize.cli.promote.comparison import compare
from pulumi_arize.cli.promote.environment import Unreadable

from .environments import in_sync
from .test_comparison import OPENAI


def test_a_failed_preview_is_not_taken_for_nothing_pending() -> None:
    """Without the declared view nobody knows what is pending: the note counts only what is the same."""
    dev = in_sync("dev", {"openai": OPENAI}, declared=Unreadable("the preview failed"))
    notes = [str(note) for note in diff_report([dev], compare([dev])).notes]
    assert notes == ["dev: not read: declared", "1 is the same in each view of dev that could be read"]


def test_an_empty_name_of_a_stack(tmp_path: Path) -> None:
    """An empty name, as of a variable that is not set, is an error: `pulumi` would read the selected stack."""
    command = [str(Path(sys.prefix) / "bin" / "arize-promote"), "diff", "dev", "", "--pulumi", "false"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: the name of a stack is empty; `pulumi stack ls` lists the stacks of the project\n"
