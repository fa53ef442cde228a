"""The engines that a program can run on: the embedded one, and `pulumi` where it is on PATH."""

from __future__ import annotations

import json
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from tests.drivers.shell import PASSPHRASE, PULUMI, add_salt, engine_variables, run

from pulumi_embedded import EngineStack, UpdateResult, state_edits
from pulumi_embedded.display import Display, summary
from pulumi_embedded.processes import Launch, start_process

YES = ("--yes", "--skip-preview")
OPERATIONS = {"preview": ("preview", "--diff"), **{name: (name, *YES) for name in ("up", "refresh", "destroy")}}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
COUNTS = re.compile(r"^ +(?:[+~-]+ *)?(\d+) (?:to )?(creat|updat|delet|replac|unchanged)", re.MULTILINE)
NAMED = re.compile(r'File "([^"]+)"')
OURS = re.compile(r"pulumi_arize|pulumi/(?:dynamic|runtime)|__main__|httpx|pydantic")


@dataclass(frozen=True)
class Outcome:
    """How an operation ended, and everything that it printed."""

    code: int
    text: str
    output: str = ""
    """What a command printed to standard output."""

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
    """One stack of the project in `folder`. `environment` is what its processes see."""

    command: ClassVar[tuple[str, ...]]
    """Its command line."""

    seconds = 120
    """How long a command may take."""

    def __init__(self, folder: Path, environment: Mapping[str, str], stack: str = "dev") -> None:
        self.folder = folder
        self.stack = stack
        self.launch: Launch = start_process
        """Starts the processes of an engine that is driven from Python."""
        self.program: Callable[[], object] | None = None
        """Runs in this process in place of the project's program, on an engine that is driven from Python."""
        self.backend = folder.parent / f"{folder.name}-backend"
        self.environment = {**environment, **engine_variables(self.backend)}

    @abstractmethod
    def operate(self, operation: str) -> Outcome:
        """Run `preview`, `up`, `refresh` or `destroy`."""

    @abstractmethod
    def export(self) -> dict[str, Any]:
        """Return the state as a deployment."""

    @abstractmethod
    def import_state(self, exported: dict[str, Any]) -> None:
        """Replace the state by a deployment."""

    @abstractmethod
    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear."""

    @abstractmethod
    def set_config(self, key: str, value: str, *, secret: bool = False) -> None:
        """Write a setting to the stack's file."""

    @abstractmethod
    def edit_state(self, edit: str, *arguments: str) -> None:
        """Run a command of `pulumi state`: `delete`, `rename`, `taint`, `unprotect`, or one that `pulumi` alone has."""

    def run(self, *words: str) -> Outcome:
        """Run a command of its command line on the stack."""
        return self.call(*words, "--stack", self.stack)

    def call(self, *words: str) -> Outcome:
        """Run a command of its command line that names no stack, or another one."""
        done = run([*self.command, *words], self.folder, self.environment, self.seconds)
        return Outcome(done.returncode, COLOURS.sub("", f"{done.stdout}\n{done.stderr}"), done.stdout)

    def written(self) -> dict[str, str]:
        """Return every file that the engine has written, the stack's settings among them."""
        paths = [path for path in self.backend.rglob("*") if path.is_file()]
        settings = list(self.folder.glob("Pulumi.*.yaml"))
        return {str(path): path.read_text(errors="replace") for path in (*paths, *settings)}

    def resources(self) -> dict[str, dict[str, Any]]:
        """Return the resources of the state by name."""
        listed = self.export()["deployment"].get("resources", [])
        return {entry["urn"].rpartition("::")[2]: entry for entry in listed}


class Embedded(Engine):
    """The embedded engine, driven from Python; it prints as its command line does."""

    command = (sys.executable, "-m", "pulumi_embedded.cli")

    @cached_property
    def _stack(self) -> EngineStack:
        settings = self.folder / f"Pulumi.{self.stack}.yaml"
        if not settings.exists():
            add_salt(settings)
        stack = EngineStack(
            self.folder,
            self.stack,
            backend=self.backend,
            passphrase=PASSPHRASE,
            env=self.environment,
            launch=self.launch,
        )
        stack.init()
        return stack

    def run(self, *words: str) -> Outcome:
        """Run a command on the stack, which is made before the first one."""
        assert self._stack
        return super().run(*words)

    def operate(self, operation: str) -> Outcome:
        """Run one of the operations."""
        lines: list[str] = []
        preview = operation == "preview"
        self._stack.listener = Display(lines.append, preview=preview)
        program = (self.program,) if operation in ("preview", "up") else ()
        result: UpdateResult = getattr(self._stack, operation)(*program)
        text = "\n".join([*lines, *summary(result.changes, preview=preview)])
        return Outcome(result.exit_code, COLOURS.sub("", text))

    def export(self) -> dict[str, Any]:
        """Return the state as a deployment."""
        return self._stack.export()

    def import_state(self, exported: dict[str, Any]) -> None:
        """Replace the state by a deployment."""
        self._stack.import_(exported)

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear."""
        return self._stack.outputs()

    def set_config(self, key: str, value: str, *, secret: bool = False) -> None:
        """Write a setting to the stack's file."""
        (self._stack.set_secret if secret else self._stack.set_config)(key, value)

    def edit_state(self, edit: str, *arguments: str) -> None:
        """Run a command of `pulumi state`: `delete`, `rename`, `taint` or `unprotect`."""
        edits: dict[str, Callable[..., Any]] = {
            "delete": lambda snapshot, urn: state_edits.without(snapshot, urn, force=False),
            "rename": state_edits.renamed,
            "unprotect": state_edits.unprotected,
            "taint": state_edits.tainted,
        }
        self._stack.edit(lambda snapshot: edits[edit](snapshot, *arguments))


class Real(Engine):
    """The `pulumi` command."""

    command = (PULUMI, "--non-interactive")

    def operate(self, operation: str) -> Outcome:
        """Run one of the operations."""
        return self.run(*OPERATIONS[operation])

    def export(self) -> dict[str, Any]:
        """Return the state as a deployment."""
        exported: dict[str, Any] = json.loads(self.output("stack", "export"))
        return exported

    def import_state(self, exported: dict[str, Any]) -> None:
        """Replace the state by a deployment."""
        file = self.folder / "exported.json"
        file.write_text(json.dumps(exported))
        self.output("stack", "import", "--file", str(file))

    def outputs(self) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear."""
        shown: dict[str, Any] = json.loads(self.output("stack", "output", "--json", "--show-secrets"))
        return shown

    def set_config(self, key: str, value: str, *, secret: bool = False) -> None:
        """Write a setting to the stack's file."""
        self.output("config", "set", "--secret" if secret else "--plaintext", key, value)

    def edit_state(self, edit: str, *arguments: str) -> None:
        """Run a command of `pulumi state`."""
        self.output("state", edit, *arguments, "--yes")

    def import_file(self, listed: str, code: str) -> Outcome:
        """Import what a file lists, and write the code that declares it."""
        return self.run("import", "--file", listed, "--out", code, *YES, "--protect=false")

    def run(self, *words: str) -> Outcome:
        """Run a command on the stack, which is made before the first one."""
        if not (self.folder / f"Pulumi.{self.stack}.yaml").exists():
            made = self.call("stack", "init", self.stack, "--no-select")
            assert made.code == 0, made
        return super().run(*words)

    def output(self, *words: str) -> str:
        """Return what a command, which must succeed, prints to standard output."""
        outcome = self.run(*words)
        assert outcome.code == 0, (words, outcome)
        return outcome.output


ENGINES: Mapping[str, type[Engine]] = {"embedded": Embedded, PULUMI: Real}
