"""The commands of the documentation: whether each exists, and has the options that stand there."""

from __future__ import annotations

import importlib.metadata
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from arize_emulator.cli import app as emulator
from pulumi_arize.cli.export.cli import app as export
from pulumi_arize.cli.promote.cli import app as promote
from pulumi_arize.settings import Settings, environment_variables
from pulumi_embedded.cli import app as embedded

from .documents import ROOT

OURS = {"arize-export": export, "arize-promote": promote, "arize-emulator": emulator, "pulumi-embedded": embedded}
LOOP = re.compile(r"^for \w+ in [^;]+; do (.*); done$")
PLACEHOLDER = re.compile(r"<[^<>]+>")
ASSIGNMENT = re.compile(r"^\w+=")
VARIABLES = {variable for name in Settings.model_fields for variable in environment_variables(name)}
"""The environment variables of the settings."""

ELSEWHERE = ("PULUMI_", "HTTPS_PROXY", "NO_PROXY", "PATH", "OPENAI_API_KEY")
EVERYWHERE = {"mkdir", "curl", "python", "python3"}


def words_of(line: str) -> Iterator[list[str]]:
    """Return the commands of a line, without what is set before each."""
    for part in PLACEHOLDER.sub("value", line).replace(" && ", "\n").splitlines():
        inside = LOOP.match(part.strip())
        words = shlex.split(inside[1] if inside else part, comments=True)
        while words and ASSIGNMENT.match(words[0]):
            words.pop(0)
        if words:
            yield words


def check(words: list[str], folder: Path) -> None:
    """Fail where there is no such command, or where it has no such option."""
    name, rest = Path(words[0]).name, words[1:]
    if name in OURS:
        check_ours(OURS[name], words[0], rest)
    elif name in CHECKS:
        CHECKS[name](rest, folder)
    else:
        assert name in EVERYWHERE, f"nobody knows {name}"


def check_ours(app: typer.Typer, name: str, words: list[str]) -> None:
    """Fail where a command of ours has no such option."""
    command = typer.main.get_command(app)
    while verb := next((word for word in words if word in getattr(command, "commands", {})), ""):
        words = words[words.index(verb) + 1 :]
        command = getattr(command, "commands", {})[verb]
    known = options_of(command)
    assert [word for word in words if word.startswith("-") and word.partition("=")[0] not in known] == [], name


def options_of(command: Any) -> frozenset[str]:
    """Return the options of a command."""
    return frozenset(option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts))


def check_make(words: list[str], _: Path) -> None:
    """Fail where the Makefile has no such target."""
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [word for word in words if "=" not in word and word not in targets] == []


def check_export(words: list[str], _: Path) -> None:
    """Fail where nothing reads such a variable."""
    names = [word.partition("=")[0] for word in words]
    assert [name for name in names if name not in VARIABLES and not name.startswith(ELSEWHERE)] == []


def check_cd(words: list[str], folder: Path) -> None:
    """Fail where there is no such folder, unless the document makes it."""
    made = {"integrations", "infra"}
    assert words[0] in made or (folder / words[0]).is_dir() or (ROOT / words[0]).is_dir()


def check_pip(words: list[str], folder: Path) -> None:
    """Fail where the package has no such extra, or a list of packages is missing."""
    extras = set(importlib.metadata.metadata("pulumi-arize").get_all("Provides-Extra") or ())
    for word in words[1:]:
        named = re.match(r"pulumi-arize\[([\w,]+)\]", word)
        assert not named or set(named[1].split(",")) <= extras, word
        assert not word.endswith(".txt") or (folder / word).exists(), word


def check_pulumi(words: list[str], _: Path) -> None:
    """Fail where Pulumi has no such command or option; skip where no engine is here that could say so."""
    if words[0] == "--cwd":
        return check_pulumi(words[2:], ROOT)
    verbs = words[: DEEP.get(words[0], 1)]
    verbs = [verb for verb in verbs if not verb.startswith("-")]
    known = options(tuple(verbs))
    given = {word.partition("=")[0] for word in words[len(verbs) :] if re.match(r"--?[a-z]", word)}
    if given - known and not REAL:
        pytest.skip(
            f"no `pulumi` on PATH, and the embedded engine has no `{' '.join(verbs)} {' '.join(given - known)}`"
        )
    assert given <= known, f"pulumi {' '.join(verbs)}"
    return None


PULUMI = "pulumi"
REAL = shutil.which(PULUMI) is not None
DEEP = {"stack": 2, "config": 2, "plugin": 2, "package": 2}
"""Commands of Pulumi that have commands of their own."""


def options(verbs: tuple[str, ...]) -> frozenset[str]:
    """Return the options of a command of Pulumi; skip where no engine is here that has it."""
    return listed_by_help(verbs) if REAL else listed_by_embedded(verbs)


@cache
def listed_by_help(verbs: tuple[str, ...]) -> frozenset[str]:
    """Return the options that `pulumi` has; fail where it does not know the command."""
    done = subprocess.run([PULUMI, *verbs, "--help"], capture_output=True, text=True, check=True, timeout=60)
    usage = re.search(r"^Usage:\n +pulumi (.*)", done.stdout, re.MULTILINE)
    other = re.search(r"^Aliases:\n +(.*)", done.stdout, re.MULTILINE)
    names = [
        *(usage[1].split()[len(verbs) - 1 : len(verbs)] if usage else []),
        *(other[1].split(", ") if other else []),
    ]
    assert verbs[-1] in names, f"no command `pulumi {' '.join(verbs)}`"
    return frozenset(re.findall(r"(?<![\w-])--?[a-z][\w-]*", done.stdout))


def listed_by_embedded(verbs: tuple[str, ...]) -> frozenset[str]:
    """Return the options that the embedded engine has; skip where it has no such command."""
    command: Any = typer.main.get_command(embedded)
    for verb in verbs:
        if verb not in getattr(command, "commands", {}):
            pytest.skip(f"no `pulumi` on PATH, and the embedded engine has no `{' '.join(verbs)}`")
        command = command.commands[verb]
    return options_of(command)


CHECKS: dict[str, Callable[[list[str], Path], None]] = {
    "make": check_make,
    "export": check_export,
    "cd": check_cd,
    "pip": check_pip,
    "pulumi": check_pulumi,
}
