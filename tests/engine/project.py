"""A project folder with the test program in it, driven by either engine."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from tests.drivers.shell import PASSPHRASE, PULUMI, SALT, engine_variables

from pulumi_embedded import EngineStack, Severity, UpdateResult
from pulumi_embedded.processes import Launch, start_process

PROGRAM = Path(__file__).parent / "programs" / "things"
EMBEDDED = (sys.executable, "-m", "pulumi_embedded.cli")
REAL = (PULUMI,)

Command: TypeAlias = tuple[str, ...]
"""The command of an engine."""


def missing_commands() -> list[str]:
    """Return what the real engine would need on PATH and is not there."""
    return [name for name in ("pulumi", "pulumi-resource-pulumi-python") if shutil.which(name) is None]


def thing(name: str, options: Mapping[str, Any] | None = None, /, **props: Any) -> dict[str, Any]:
    """Return a dynamic resource of the program."""
    return {"name": name, "props": props, "options": dict(options or {})}


def group(name: str, outputs: Mapping[str, Any] | None = None, **options: Any) -> dict[str, Any]:
    """Return a component of the program."""
    return {"name": name, "component": True, "props": {"note": 1}, "options": options, "outputs": dict(outputs or {})}


def native(name: str, options: Mapping[str, Any] | None = None, /, **props: Any) -> dict[str, Any]:
    """Return a resource of the native provider."""
    return {**thing(name, options, **props), "type": "plug:index:Thing"}


def provider(name: str, options: Mapping[str, Any] | None = None, /, **inputs: Any) -> dict[str, Any]:
    """Return an explicit provider of dynamic resources."""
    return {"name": name, "provider": "pulumi-python", "props": inputs, "options": dict(options or {})}


def plug(name: str, options: Mapping[str, Any] | None = None, /, **inputs: Any) -> dict[str, Any]:
    """Return an explicit native provider."""
    return {**provider(name, options, **inputs), "provider": "plug"}


def invoked(function: str, options: Mapping[str, Any] | None = None, /, **arguments: Any) -> dict[str, Any]:
    """Return the result of a function of the native provider."""
    return {"$invoke": [f"plug:index:{function}", arguments, dict(options or {})]}


def reference(name: str, stack: str, **options: Any) -> dict[str, Any]:
    """Return a stack reference."""
    return {"name": name, "reference": stack, "options": options}


def out(name: str, attribute: str = "label") -> dict[str, Any]:
    """Return an output of a resource."""
    return {"$out": [name, attribute]}


def made(name: str) -> dict[str, Any]:
    """Return a resource itself."""
    return {"$made": name}


def secret(value: Any) -> dict[str, Any]:
    """Return a secret value."""
    return {"$secret": value}


class Project:
    """A project in a folder, whose provider keeps its objects and records its calls there.

    `launch` starts the processes of stacks that are driven from Python, `embedded` is the command of the engine.
    """

    def __init__(
        self,
        folder: Path,
        *,
        launch: Launch = start_process,
        embedded: Command = EMBEDDED,
    ) -> None:
        self.folder = folder
        self.launch = launch
        self.embedded = embedded
        shutil.copytree(PROGRAM, folder, ignore=shutil.ignore_patterns("__pycache__"))
        content = {"encryptionsalt": SALT, "config": {"things:plain": "as it is"}}
        (folder / "Pulumi.dev.yaml").write_text(yaml.safe_dump(content))
        # both engines run programs on the tests' interpreter
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**os.environ, **engine_variables(folder), "PATH": path}
        self.declare()

    def stack(self, name: str = "dev", **settings: Any) -> EngineStack:
        """Return a stack of the embedded engine."""
        return EngineStack(
            self.folder, name, backend=self.folder, **{"passphrase": PASSPHRASE, "launch": self.launch, **settings}
        )

    def declare(self, *resources: dict[str, Any], **rest: Any) -> None:
        """Write the program."""
        (self.folder / "program.json").write_text(json.dumps({"resources": resources, **rest}))

    def add_plugin(self) -> None:
        """Declare the native plugin in `Pulumi.yaml`; it runs on the tests' interpreter."""
        plugins = {"providers": [{"name": "plug", "path": "./plug"}]}
        content = {"name": "things", "runtime": "python", "plugins": plugins}
        (self.folder / "Pulumi.yaml").write_text(yaml.safe_dump(content))
        (self.folder / "plug" / "PulumiPlugin.yaml").write_text("runtime: python\n")

    def up(self, *resources: dict[str, Any], **rest: Any) -> UpdateResult:
        """Write the program and run `up`."""
        self.declare(*resources, **rest)
        return self.stack().up()

    def preview(self, *resources: dict[str, Any], **rest: Any) -> UpdateResult:
        """Write the program and preview it."""
        self.declare(*resources, **rest)
        return self.stack().preview()

    def run(self, command: Command, *arguments: str, text: str = "", **environment: str) -> "CommandResult":
        """Run an engine's command line in the project."""
        reads = bool(text)  # a fork has no standard input
        done = subprocess.run(
            [*(self.embedded if command == EMBEDDED and not reads else command), *arguments],
            cwd=self.folder,
            env={**self.environment, **environment},
            input=text,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return CommandResult(done.returncode, done.stdout, done.stderr)

    def calls(self) -> list[dict[str, Any]]:
        """Return the calls to the provider since the last time, in their order."""
        path = self.folder / "calls.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return [json.loads(line) for line in lines]

    def operations(self) -> list[str]:
        """Return the calls since the last time as `operation name`, without `configure`."""
        return [f"{call['verb']} {_subject(call)}" for call in self.calls() if call["verb"] != "configure"]

    def objects(self) -> dict[str, dict[str, Any]]:
        """Return the provider's objects by id."""
        return {path.stem: json.loads(path.read_text()) for path in (self.folder / "world").glob("*.json")}

    def edit_object(self, id_: str, **changed: Any) -> None:
        """Change an object of the provider outside the engine; without changes, remove it."""
        path = self.folder / "world" / f"{id_}.json"
        if changed:
            path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))
        else:
            path.unlink()

    def state_text(self) -> str:
        """Return the text of the checkpoint file."""
        return (self.folder / ".pulumi" / "stacks" / "things" / "dev.json").read_text()

    def resources(self) -> dict[str, dict[str, Any]]:
        """Return the resources of the state by name."""
        latest = json.loads(self.state_text())["checkpoint"]["latest"]
        return {entry["urn"].split("::")[-1]: entry for entry in latest.get("resources", [])}


def texts(result: UpdateResult, severity: Severity = Severity.ERROR) -> list[str]:
    """Return the messages of a severity."""
    return [message.text for message in result.diagnostics if message.severity is severity]


@dataclass(frozen=True)
class CommandResult:
    """The exit code and the output of a command."""

    code: int
    output: str
    errors: str

    @property
    def text(self) -> str:
        """The output, or the error of a command that failed."""
        return (self.output if not self.code else self.errors or self.output).strip()

    def __repr__(self) -> str:
        return f"exit {self.code}\n{self.output}\n{self.errors}"


def _subject(call: dict[str, Any]) -> str:
    properties = call.get("news") or call.get("props") or {}
    return str(properties.get("name"))
