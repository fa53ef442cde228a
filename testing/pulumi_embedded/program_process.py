"""The process of the user's program."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from pulumi.runtime.proto import resource_pb2

from . import program_entry
from .processes import Launch, Process
from .project import Project

_ENTRY: Final = Path(program_entry.__file__)


class Program(Protocol):
    """A program that runs."""

    def wait(self) -> int:
        """Wait for the end and return the exit code."""

    def stop(self) -> None:
        """End it."""


@dataclass(frozen=True)
class Run:
    """What a program is started with; `address` is that of the engine's services."""

    project: Project
    info: resource_pb2.DeploymentInfo
    address: str
    environment: dict[str, str]
    show: Callable[[str], None]

    def settings(self) -> dict[str, Any]:
        """Return the settings of the SDK, but for the engine's services."""
        return {
            "project": self.info.project,
            "stack": self.info.stack,
            "organization": self.info.organization,
            "root_directory": str(self.project.folder),
            "parallel": self.info.parallel,
            "dry_run": self.info.dryRun,
        }


Start = Callable[[Run], Program]
"""Starts a program."""


def start_program(run: Run, launch: Launch) -> Process:
    """Start the project's program."""
    main = run.project.main
    folder, entry = (main, ".") if main.is_dir() else (main.parent, main.name)
    config = {
        "PULUMI_CONFIG": json.dumps(dict(run.info.config)),
        "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(run.info.configSecretKeys)),
    }
    settings = json.dumps(run.settings())
    command = [run.project.python.interpreter(), "-u", str(_ENTRY), run.address, settings, entry]
    environment = {**_with_virtualenv(run.project, run.environment), **config}
    process = Process(launch(command, folder, environment), run.show)
    process.show_output()
    return process


def _with_virtualenv(project: Project, environment: dict[str, str]) -> dict[str, str]:
    """Return an environment in which the project's virtual environment is active."""
    virtualenv = project.python.virtualenv()
    if virtualenv is None:
        return environment
    path = f"{virtualenv / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    return {**environment, "VIRTUAL_ENV": str(virtualenv), "PATH": path}
