"""The engines that a program can run on, with the same verbs: the embedded one, and `pulumi` where it is on PATH."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.drivers.shell import PASSPHRASE, PULUMI, SALT, of_engine

from pulumi_embedded import EngineStack, UpdateResult
from pulumi_embedded.display import Display, summary
from pulumi_embedded.processes import Launch, start_process

STACK = "dev"
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
COUNTS = re.compile(r"^ +(?:[+~-]+ *)?(\d+) (?:to )?(creat|updat|delet|replac|unchanged)", re.MULTILINE)
NAMED = re.compile(r'File "([^"]+)"')
OURS = re.compile(r"pulumi_arize|pulumi/(?:dynamic|runtime)|__main__|httpx|pydantic")
SECONDS = 120


@dataclass(frozen=True)
class Outcome:
    """What an operation ended with, and everything that it printed."""

    code: int
    text: str

    @property
    def changes(self) -> dict[str, int]:
        """The resources that it changed, by what it did to them: `creat`, `updat`, `delet`, `replac`."""
        found = {word: int(count) for count, word in COUNTS.findall(self.text.rpartition("Resources:")[2])}
        return {word: count for word, count in found.items() if word != "unchanged"}

    @property
    def tracebacks(self) -> list[str]:
        """The code that a traceback names, but for the interpreter's own and the command that an engine interrupts."""
        return [name for name in NAMED.findall(self.text) if OURS.search(name)]

    def __repr__(self) -> str:
        return f"exit {self.code}\n{self.text}"


class Engine(ABC):
    """One stack of the project in `folder`. `environment` is what its processes see.

    `launch` starts the processes of an engine that is driven from Python.
    """

    seconds = SECONDS
    """How long a command may take."""

    def __init__(self, folder: Path, environment: Mapping[str, str], launch: Launch = start_process) -> None:
        self.folder = folder
        self.launch = launch
        self.backend = folder.parent / f"{folder.name}-backend"
        self.environment = {**environment, **of_engine(self.backend)}

    @abstractmethod
    def preview(self) -> Outcome:
        """Say what `up` would do, with every difference."""

    @abstractmethod
    def up(self) -> Outcome:
        """Bring the resources to what is declared."""

    @abstractmethod
    def refresh(self) -> Outcome:
        """Make the state what the resources really are."""

    @abstractmethod
    def destroy(self) -> Outcome:
        """Delete every resource."""

    @abstractmethod
    def export(self) -> dict[str, Any]:
        """Return the state as a deployment."""

    @abstractmethod
    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear."""

    @abstractmethod
    def set_config(self, key: str, value: str, *, secret: bool = False) -> None:
        """Write a setting to the stack's file."""

    def kept(self) -> dict[str, str]:
        """Return every file that the engine has written, the stack's settings among them."""
        written = [path for path in self.backend.rglob("*") if path.is_file()]
        settings = list(self.folder.glob("Pulumi.*.yaml"))
        return {str(path): path.read_text(errors="replace") for path in (*written, *settings)}

    def resources(self) -> dict[str, dict[str, Any]]:
        """Return the resources of the state by name."""
        listed = self.export()["deployment"].get("resources", [])
        return {entry["urn"].rpartition("::")[2]: entry for entry in listed}


class Embedded(Engine):
    """The embedded engine, driven from Python; it prints as its command line does."""

    @cached_property
    def _stack(self) -> EngineStack:
        settings = self.folder / f"Pulumi.{STACK}.yaml"
        if not settings.exists():
            settings.write_text(f"encryptionsalt: {SALT}\n")
        stack = EngineStack(
            self.folder, STACK, backend=self.backend, passphrase=PASSPHRASE, env=self.environment, launch=self.launch
        )
        stack.init()
        return stack

    def preview(self) -> Outcome:
        """Say what `up` would do, with every difference."""
        return self._show("preview")

    def up(self) -> Outcome:
        """Bring the resources to what is declared."""
        return self._show("up")

    def refresh(self) -> Outcome:
        """Make the state what the resources really are."""
        return self._show("refresh")

    def destroy(self) -> Outcome:
        """Delete every resource."""
        return self._show("destroy")

    def export(self) -> dict[str, Any]:
        """Return the state as a deployment."""
        return self._stack.export()

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear."""
        return self._stack.outputs()

    def set_config(self, key: str, value: str, *, secret: bool = False) -> None:
        """Write a setting to the stack's file."""
        (self._stack.set_secret if secret else self._stack.set_config)(key, value)

    def _show(self, verb: str) -> Outcome:
        lines: list[str] = []
        preview = verb == "preview"
        self._stack.listener = Display(lines.append, preview=preview)
        result: UpdateResult = getattr(self._stack, verb)()
        text = "\n".join([*lines, *summary(result.changes, preview=preview)])
        return Outcome(result.exit_code, COLOURS.sub("", text))


class Real(Engine):
    """The `pulumi` command."""

    def preview(self) -> Outcome:
        """Say what `up` would do, with every difference."""
        return self._run("preview", "--diff")

    def up(self) -> Outcome:
        """Bring the resources to what is declared."""
        return self._run("up", "--yes", "--skip-preview")

    def refresh(self) -> Outcome:
        """Make the state what the resources really are."""
        return self._run("refresh", "--yes", "--skip-preview")

    def destroy(self) -> Outcome:
        """Delete every resource."""
        return self._run("destroy", "--yes", "--skip-preview")

    def export(self) -> dict[str, Any]:
        """Return the state as a deployment."""
        exported: dict[str, Any] = json.loads(self._output("stack", "export"))
        return exported

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear."""
        shown: dict[str, Any] = json.loads(self._output("stack", "output", "--json", "--show-secrets"))
        return shown

    def set_config(self, key: str, value: str, *, secret: bool = False) -> None:
        """Write a setting to the stack's file."""
        self._output("config", "set", "--secret" if secret else "--plaintext", key, value)

    def import_file(self, listed: str, code: str) -> Outcome:
        """Import what a file lists, and write the code that declares it."""
        return self._run("import", "--file", listed, "--out", code, "--yes", "--skip-preview", "--protect=false")

    def up_with(self, *options: str) -> Outcome:
        """Bring the resources to what is declared, with further options of the command line."""
        return self._run("up", "--yes", "--skip-preview", *options)

    def state(self, *words: str) -> Outcome:
        """Change the state by hand: `taint`, `delete` and the like."""
        return self._run("state", *words, "--yes")

    def history(self) -> str:
        """Return what the engine tells of the operations so far."""
        return self._output("stack", "history", "--json")

    def _output(self, *words: str) -> str:
        return self._command(*words, check=True).stdout

    def _run(self, *words: str) -> Outcome:
        done = self._command(*words)
        return Outcome(done.returncode, COLOURS.sub("", f"{done.stdout}\n{done.stderr}"))

    def _command(self, *words: str, check: bool = False) -> subprocess.CompletedProcess[str]:
        if not (self.folder / f"Pulumi.{STACK}.yaml").exists():
            self._call("stack", "init", STACK, check=True)
        return self._call(*words, "--stack", STACK, check=check)

    def _call(self, *words: str, check: bool) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [PULUMI, "--non-interactive", *words],
            cwd=self.folder,
            env=dict(self.environment),
            capture_output=True,
            text=True,
            timeout=self.seconds,
            check=False,
        )
        assert not check or done.returncode == 0, (words, Outcome(done.returncode, f"{done.stdout}\n{done.stderr}"))
        return done


ENGINES: Mapping[str, type[Engine]] = {"embedded": Embedded, PULUMI: Real}


def missing(name: str) -> str:
    """Return why an engine cannot be used here; empty if it can."""
    commands = (PULUMI, "pulumi-language-python", "pulumi-resource-pulumi-python") if name == PULUMI else ()
    absent = [command for command in commands if shutil.which(command) is None]
    return f"not on PATH: {', '.join(absent)}" if absent else ""
