"""What the commands share, as a user at a terminal meets it: in processes of their own, on a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

PROGRAM = textwrap.dedent("""
    import time
    from pulumi_arize.errors import LookupFailed
    from pulumi_arize.cli.console import application, out, print_json, progress, run, warn, with_examples

    app = application("tool", "A tool.")

    @app.command(help=with_examples("Do it.", ("tool fail", "does not do it"), ("tool '[x]'", "a list")))
    def main(what: str) -> None:
        with progress("Reading") as step:
            step("half")
            time.sleep(0.3)
        warn("a \\x1b[31mred [b]name")
        if what == "fail":
            raise LookupFailed("nothing is\\nthere")
        if what == "write":
            open("/no/such/folder", "w")
        out.print("[done]") if what != "json" else print_json({"what": "\\ud800"})

    run(app)
""")


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    (tmp_path / "tool.py").write_text(PROGRAM)
    return [sys.executable, str(tmp_path / "tool.py")]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def _on_a_terminal(*command: str, **variables: str) -> str:
    """Return what the command writes to a terminal."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    with subprocess.Popen(
        command, stdout=theirs, stderr=theirs, env={**environment, "TERM": "xterm-256color", **variables}
    ):
        os.close(theirs)
        written = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return written.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the other end is closed
        return b""


def test_an_error_is_one_line(program: list[str]) -> None:
    """An error of ours is one line on stderr and exit code 1, whatever characters it holds."""
    result = _run(*program, "fail")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "warning: a \\x1b[31mred [b]name\nerror: nothing is\\nthere\n"


def test_a_file_error_is_one_line(program: list[str]) -> None:
    """A file that cannot be written is one line that names it."""
    result = _run(*program, "write")
    assert result.returncode == 1
    assert result.stderr.splitlines()[1:] == ["error: /no/such/folder: No such file or directory"]


def test_output_is_plain_where_it_is_read_by_a_program(program: list[str]) -> None:
    """Into a pipe go neither colours nor progress, and JSON is JSON whatever it holds."""
    assert _run(*program, "well").stdout == "[done]\n"
    assert json.loads(_run(*program, "json").stdout) == {"what": "\ud800"}


def test_a_terminal_has_colour_and_progress(program: list[str]) -> None:
    """On a terminal there is progress, and colour unless NO_COLOR asks for none."""
    coloured, plain = _on_a_terminal(*program, "fail"), _on_a_terminal(*program, "fail", NO_COLOR="1")
    assert "\x1b[33mwarning" in coloured
    assert "Reading: half" in coloured
    assert "\x1b[33m" not in plain
    assert "Reading: half" in plain


def test_help_shows_examples_line_by_line(program: list[str]) -> None:
    """The help lists the examples as they are typed, and offers shell completion."""
    shown = _run(*program, "--help").stdout
    lines = [line.strip() for line in shown.splitlines()]
    first = lines.index("tool fail")
    assert lines[first : first + 4] == ["tool fail", "does not do it", "tool '[x]'", "a list"]
    assert "--install-completion" in shown
