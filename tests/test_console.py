"""What the commands share, as a user at a terminal sees it: separate processes, a real pseudo-terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from tests.drivers.virtualenv import with_commands

from pulumi_arize._version import __version__

COMMANDS = ("export", "promote")
PROGRAM = textwrap.dedent("""
    import time
    from pulumi_arize.errors import LookupFailed
    from pulumi_arize.cli.console import application, help_text, out, print_json, progress, run, warn

    app = application("tool")

    @app.command(help=help_text("Do it.", "docs/tool.md", ("tool fail", "does not do it"), ("tool '[x]'", "a list")))
    def main(what: str) -> None:
        with progress("Reading") as show_step:
            show_step("half")
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
def program(tmp_path: Path, virtualenv: Path) -> list[str]:
    (tmp_path / "tool.py").write_text(PROGRAM)
    return [str(virtualenv / "bin" / "python"), "-u", str(tmp_path / "tool.py")]


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
    """An expected error is one line on stderr and exit status 1, whatever characters it holds."""
    result = _run(*program, "fail")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "warning: a \\x1b[31mred [b]name\nerror: nothing is\\nthere\n"


def test_a_file_error_is_one_line(program: list[str]) -> None:
    """A file that cannot be written is one line that names it."""
    result = _run(*program, "write")
    assert result.returncode == 1
    assert result.stderr.splitlines()[1:] == ["error: /no/such/folder: No such file or directory"]


def test_output_into_a_pipe_is_plain(program: list[str]) -> None:
    """A pipe gets neither colours nor progress, and JSON is valid whatever it holds."""
    assert _run(*program, "well").stdout == "[done]\n"
    assert json.loads(_run(*program, "json").stdout) == {"what": "\ud800"}


def test_a_terminal_has_colour_and_progress(program: list[str]) -> None:
    """A terminal gets progress, and colour unless NO_COLOR is set."""
    coloured, plain = _on_a_terminal(*program, "fail"), _on_a_terminal(*program, "fail", NO_COLOR="1")
    assert "\x1b[33mwarning" in coloured
    assert "Reading: half" in coloured
    assert "\x1b[33m" not in plain
    assert "Reading: half" in plain


def test_help(program: list[str]) -> None:
    """The help lists the examples line by line, the documentation page, and the options for shell completion."""
    printed = _run(*program, "-h").stdout
    assert printed == _run(*program, "--help").stdout
    lines = [line.strip() for line in printed.splitlines()]
    first = lines.index("tool fail")
    assert lines[first : first + 6] == [
        "tool fail",
        "does not do it",
        "tool '[x]'",
        "a list",
        "",
        "Documentation: docs/tool.md",
    ]
    assert "--install-completion" in printed


@with_commands
@pytest.mark.parametrize("command", COMMANDS)
def test_version(command: str) -> None:
    """Each command prints its version."""
    assert _run(f"arize-{command}", "--version").stdout == f"arize-{command} {__version__}\n"


@with_commands
@pytest.mark.parametrize("words", ["export", "promote", "promote diff", "promote plan"])
def test_help_of_the_commands(words: str) -> None:
    """The help names a documentation page and no source file, has examples, and shows flags without a type."""
    command, *subcommand = words.split()
    printed = _run(f"arize-{command}", *subcommand, "-h").stdout
    assert f"Documentation: docs/how-to/{command}.md" in printed
    assert f"  arize-{words} " in printed
    assert ("Exit status: 0 if nothing is pending, 2 if" in " ".join(printed.split())) == bool(subcommand)
    assert not re.search(r"<bool>|\.py\b", printed)


@with_commands
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("export", "Missing argument"),
        ("export infra --type TOOL", "'TOOL' is not one of"),
        ("promote plan dev", "give two different stacks"),
        ("promote plan dev→dev", "give two different stacks"),
        ("promote diff", "Missing argument"),
        ("promote diff dev --pulumi no-such-command", "cannot run 'no-such-command': there is no such command"),
        ("promote diff dev --html /no/such/folder/page.html --pulumi true", "No such file"),
    ],
)
def test_wrong_command_lines(words: str, message: str) -> None:
    """A wrong command line has the reason and no traceback; that of `arize-promote` exits with 1, never with 2."""
    command, *arguments = words.split()
    done = _run(f"arize-{command}", *arguments)
    assert done.returncode == 1 or command == "export"
    assert message in f"{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_missing_extra(tmp_path: Path, command: str) -> None:
    """Without typer, each command ends with one line that says how to install it."""
    (tmp_path / "typer.py").write_text("raise ModuleNotFoundError(\"No module named 'typer'\", name='typer')")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nfrom pulumi_arize.cli import entry_points as it\n"
    done = _run(sys.executable, "-c", f"{code}it.{command}()")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"error: arize-{command} needs typer, which is not installed: run pip install 'pulumi-arize[cli]'\n"
    )
