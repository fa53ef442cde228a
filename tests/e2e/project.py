"""A project folder with one of the programs in it, an engine to run it on and an account to run it against."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from tests.drivers.shell import inherited_variables

from arize_emulator import Emulator, RecordedRequest

from .engines import ENGINES, Engine, Outcome

Json = dict[str, Any]

DYNAMIC, NATIVE = "pulumi_arize", "pulumi_arize.native"
"""The front ends that a program can import."""

PROGRAMS = Path(__file__).parent / "programs"
PROBE = {"type": "LLM", "limit": "1"}
"""The query that asks a server for its dialect."""


def resource(kind: str, name: str, /, style: str = "dict", options: Json | None = None, **args: Any) -> Json:
    """Return a resource as the program `declared` reads it."""
    return {"kind": kind, "resource": name, "style": style, "options": options or {}, "args": args}


def provider_args(server: Emulator, **more: str) -> Json:
    """Return the arguments of an explicit provider for an account."""
    return {"api_key": server.api_key, "host": server.host, "port": server.port, "scheme": "http", **more}


class Project:
    """A project of one program, with a stack on an engine; each operation forgets the requests before it."""

    def __init__(
        self,
        folder: Path,
        engine: str,
        emulator: Emulator,
        program: str = "declared",
        environment: Mapping[str, str | None] | None = None,
    ) -> None:
        shutil.copytree(PROGRAMS / program, folder, ignore=shutil.ignore_patterns("__pycache__"))
        runtime = {"name": "python", "options": {"virtualenv": sys.prefix}}
        (folder / "Pulumi.yaml").write_text(yaml.safe_dump({"name": "e2e", "runtime": runtime}))
        path = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"  # the plugin is there
        wanted = {**inherited_variables(), "PATH": path, **emulator.env, **(environment or {})}
        self.folder = folder
        self.emulator = emulator
        self.front_end = DYNAMIC
        self.engine: Engine = ENGINES[engine](
            folder, {name: value for name, value in wanted.items() if value is not None}
        )
        self.declare([])

    def declare(self, resources: Iterable[Mapping[str, Any]], **exports: Any) -> None:
        """Make this what the program `declared` declares and exports."""
        self.write(front_end=self.front_end, resources=list(resources), exports=exports)

    def write(self, **inputs: Any) -> None:
        """Write the file that the program reads."""
        (self.folder / "declared.json").write_text(json.dumps(inputs))

    def up(self) -> Outcome:
        """Deploy, which must succeed."""
        return self.succeed("up")

    def preview(self) -> Outcome:
        """Preview, which must succeed."""
        return self.succeed("preview")

    def refresh(self) -> Outcome:
        """Refresh, which must succeed."""
        return self.succeed("refresh")

    def destroy(self) -> Outcome:
        """Destroy, which must succeed."""
        return self.succeed("destroy")

    def succeed(self, operation: str) -> Outcome:
        """Run an operation that must succeed."""
        self.emulator.clear_requests()
        outcome = self.engine.operate(operation)
        assert outcome.code == 0, outcome
        return outcome

    def fail(self, operation: str) -> Outcome:
        """Run an operation that must fail, without a traceback."""
        self.emulator.clear_requests()
        outcome = self.engine.operate(operation)
        assert outcome.code != 0, outcome
        assert outcome.tracebacks == [], outcome
        return outcome

    def run(self, *words: str, fails: bool = False) -> Outcome:
        """Run a command of the engine's command line on the stack, which must succeed, or fail."""
        self.emulator.clear_requests()
        outcome = self.engine.run(*words)
        assert (outcome.code != 0) is fails, outcome
        return outcome

    def unchanged(self, *operations: str) -> None:
        """Run operations, none of which changes or sends anything."""
        for operation in operations:
            assert self.succeed(operation).changes == {}
            assert self.writes == []

    @property
    def sent(self) -> list[RecordedRequest]:
        """What the last operation asked of the server, without the question for its dialect."""
        return [request for request in self.emulator.requests if request.query != PROBE]

    @property
    def writes(self) -> list[RecordedRequest]:
        """What the last operation sent to change something."""
        return [request for request in self.emulator.requests if request.method != "GET"]

    @property
    def written(self) -> list[str]:
        """The method and the collection of each write, in their order."""
        return [f"{request.method} {request.path.split('/')[2]}" for request in self.writes]

    @property
    def probes(self) -> int:
        """How often the last operation asked for the dialect."""
        return len(self.emulator.requests) - len(self.sent)
