"""A project folder with the test program in it, driven by either engine."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from tests.drivers.shell import PASSPHRASE, PULUMI, SALT, of_engine

from pulumi_embedded import EngineStack, UpdateResult
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
    """Declare a resource."""
    return {"name": name, "props": props, "options": dict(options or {})}


def group(name: str, outputs: Mapping[str, Any] | None = None, **options: Any) -> dict[str, Any]:
    """Declare a component."""
    return {"name": name, "component": True, "props": {"note": 1}, "options": options, "outputs": dict(outputs or {})}


def native(name: str, options: Mapping[str, Any] | None = None, /, **props: Any) -> dict[str, Any]:
    """Declare a resource of the native provider."""
    return {**thing(name, options, **props), "type": "plug:index:Thing"}


def provider(name: str, options: Mapping[str, Any] | None = None, /, **inputs: Any) -> dict[str, Any]:
    """Declare a provider of dynamic resources."""
    return {"name": name, "provider": "pulumi-python", "props": inputs, "options": dict(options or {})}


def plug(name: str, options: Mapping[str, Any] | None = None, /, **inputs: Any) -> dict[str, Any]:
    """Declare a native provider."""
    return {**provider(name, options, **inputs), "provider": "plug"}


def invoked(function: str, options: Mapping[str, Any] | None = None, /, **arguments: Any) -> dict[str, Any]:
    """Name what a function of the native provider answers."""
    return {"$invoke": [f"plug:index:{function}", arguments, dict(options or {})]}


def reference(name: str, stack: str, **options: Any) -> dict[str, Any]:
    """Declare a reference to a stack."""
    return {"name": name, "reference": stack, "options": options}


def out(name: str, attribute: str = "label") -> dict[str, Any]:
    """Name an output of a resource."""
    return {"$out": [name, attribute]}


def made(name: str) -> dict[str, Any]:
    """Name a resource itself."""
    return {"$made": name}


def secret(value: Any) -> dict[str, Any]:
    """Mark a value secret."""
    return {"$secret": value}


class Lab:
    """A project in a folder; what the provider's objects are is in `world`, what it was asked in `calls`.

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
        self.environment = {**os.environ, **of_engine(folder), "PATH": path}
        self.declare()

    def stack(self, name: str = "dev", **settings: Any) -> EngineStack:
        """Return a stack, to be driven from Python."""
        return EngineStack(
            self.folder, name, backend=self.folder, **{"passphrase": PASSPHRASE, "launch": self.launch, **settings}
        )

    def declare(self, *resources: dict[str, Any], **rest: Any) -> None:
        """Make this the program."""
        (self.folder / "program.json").write_text(json.dumps({"resources": resources, **rest}))

    def up(self, *resources: dict[str, Any], **rest: Any) -> UpdateResult:
        """Make this the program and bring it up."""
        self.declare(*resources, **rest)
        return self.stack().up()

    def preview(self, *resources: dict[str, Any], **rest: Any) -> UpdateResult:
        """Make this the program and preview it."""
        self.declare(*resources, **rest)
        return self.stack().preview()

    def run(self, command: Command, *arguments: str, text: str = "", **environment: str) -> "Run":
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
        return Run(done.returncode, done.stdout, done.stderr)

    def calls(self) -> list[dict[str, Any]]:
        """Return the calls to the provider since the last time, in their order."""
        path = self.folder / "calls.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return [json.loads(line) for line in lines]

    def verbs(self) -> list[str]:
        """Return the calls since the last time as `verb name`, without those that only configure."""
        return [f"{call['verb']} {_subject(call)}" for call in self.calls() if call["verb"] != "configure"]

    def world(self) -> dict[str, dict[str, Any]]:
        """Return the provider's objects by id."""
        return {path.stem: json.loads(path.read_text()) for path in (self.folder / "world").glob("*.json")}

    def meddle(self, id_: str, **changed: Any) -> None:
        """Change an object behind the engine's back; without anything to change, remove it."""
        path = self.folder / "world" / f"{id_}.json"
        if changed:
            path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))
        else:
            path.unlink()

    def state_text(self) -> str:
        """Return the checkpoint as it is on the disk."""
        return (self.folder / ".pulumi" / "stacks" / "things" / "dev.json").read_text()

    def resources(self) -> dict[str, dict[str, Any]]:
        """Return the resources of the state by name."""
        latest = json.loads(self.state_text())["checkpoint"]["latest"]
        return {entry["urn"].split("::")[-1]: entry for entry in latest.get("resources", [])}


class Run:
    """What a command line said."""

    def __init__(self, code: int, output: str, errors: str) -> None:
        self.code = code
        self.output = output
        self.errors = errors

    def __repr__(self) -> str:
        return f"exit {self.code}\n{self.output}\n{self.errors}"


def _subject(call: dict[str, Any]) -> str:
    properties = call.get("news") or call.get("props") or {}
    return str(properties.get("name"))
