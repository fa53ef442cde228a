"""A stack as a test holds it: on the embedded engine, against an emulated account and no other."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from arize_emulator import Emulator
from pulumi_arize.casing import camel
from pulumi_arize.settings import HOST_SETTINGS, environment_variables
from pulumi_embedded import EngineStack, UpdateResult
from pulumi_embedded.passphrase import Crypter
from pulumi_embedded.plugin_discovery import installed_plugins
from pulumi_embedded.processes import Launch
from pulumi_embedded.project import Project, Python, load_project
from pulumi_embedded.steps import Event
from pulumi_embedded.values import text

from .operation_result import OperationFailedError, OperationResult, log_operation

__all__ = ["OperationFailedError", "OperationResult", "Program", "Stack"]

Program: TypeAlias = "Callable[[], object] | str | Path"
"""A function that declares resources, or the folder of a project (with its `Pulumi.yaml`)."""

_NOTHING_WRITTEN = {"PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True)
class StackSession:
    """What the stacks of a test session share: how a process is started, and a passphrase."""

    launch: Launch
    passphrase: str = field(default_factory=secrets.token_hex)

    @cached_property
    def salt(self) -> str:
        """The salt of every stack's encryption: to make a key of a passphrase takes half a second on purpose."""
        return Crypter.new(self.passphrase).state


class Stack:
    """A stack of its own; its provider can reach the emulated `account` and no other.

    `folder` holds everything that is written, `project` is the name of the project of programs that are functions.
    Stacks in the same folder can refer to each other.
    """

    def __init__(self, session: StackSession, account: Emulator, folder: Path, name: str, project: str) -> None:
        self.name = name
        self.account = account
        self._session = session
        self._folder = folder
        self._program: Program | None = None
        self._inline = Project(folder, project, folder, plugins=installed_plugins())
        self._project = self._inline
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"Pulumi.{name}.yaml").write_text(yaml.safe_dump({"encryptionsalt": session.salt}))
        self.set_secret("arize:apiKey", account.api_key)

    def up(self, program: Program | None = None, *, refresh: bool = False, parallel: int = 16) -> OperationResult:
        """Bring the resources to what a program declares, the last one without an argument.

        `refresh` looks first at what the resources really are; `parallel` is the number of resources at a time.

        Raises:
            OperationFailedError: The operation failed.
        """
        __tracebackhide__ = True
        return self._declare("up", program, refresh=refresh, parallel=parallel)

    def preview(self, program: Program | None = None, *, refresh: bool = False, parallel: int = 16) -> OperationResult:
        """Say what `up` would do; OperationFailedError where it would be refused."""
        __tracebackhide__ = True
        return self._declare("preview", program, refresh=refresh, parallel=parallel)

    def refresh(self, *, parallel: int = 16) -> OperationResult:
        """Make the state what the resources really are; OperationFailedError where some cannot be read."""
        __tracebackhide__ = True
        return self._run("refresh", lambda stack: stack.refresh(parallel=parallel))

    def destroy(self, *, parallel: int = 16) -> OperationResult:
        """Delete every resource; OperationFailedError where some cannot be deleted."""
        __tracebackhide__ = True
        return self._run("destroy", lambda stack: stack.destroy(parallel=parallel))

    def set_config(self, key: str, value: Any) -> None:
        """Set a value of the stack's configuration; one that is not text is kept as its JSON, as `true` or `3`.

        A key without a colon is the project's own.
        """
        self._engine().set_config(key, text(value))

    def set_secret(self, key: str, value: Any) -> None:
        """Set a secret value of the stack's configuration."""
        self._engine().set_secret(key, text(value))

    @property
    def outputs(self) -> dict[str, Any]:
        """The stack's outputs, secrets in the clear."""
        return self._engine().outputs()

    def export(self) -> dict[str, Any]:
        """Return the state as `pulumi stack export` does, its secrets encrypted."""
        return self._engine().export()

    def _declare(self, operation: str, program: Program | None, *, refresh: bool, parallel: int) -> OperationResult:
        __tracebackhide__ = True
        self._program = self._program if program is None else program
        if self._program is None:
            raise ValueError(f"no program yet: pass one to `{operation}`")
        if callable(self._program):
            function, self._project = self._program, self._inline
        else:
            # the tests' interpreter is the one that has what is tested
            named = load_project(Path(self._program).resolve())
            plugins = {**installed_plugins(), **named.plugins}
            function, self._project = None, replace(named, python=Python(), plugins=plugins)

        def run(stack: EngineStack) -> UpdateResult:
            act = stack.preview if operation == "preview" else stack.up
            return act(function, refresh=refresh, parallel=parallel)

        return self._run(operation, run)

    def _run(self, operation: str, act: Callable[[EngineStack], UpdateResult]) -> OperationResult:
        __tracebackhide__ = True
        stack = self._engine()
        heard: list[Event] = []
        stack.listener = heard.append
        before = len(self.account.requests)
        result = act(stack)
        if result.error is not None and not isinstance(result.error, Exception):
            raise result.error
        said = log_operation(heard, result, preview=operation == "preview")
        outcome = OperationResult(operation, result, said, self.account.requests[before:])
        if result.exit_code:
            raise OperationFailedError(outcome) from result.error
        return outcome

    def _engine(self) -> EngineStack:
        return EngineStack(
            self._project,
            self.name,
            backend=self._folder,
            passphrase=self._session.passphrase,
            config=_account_environment(self.account),
            env=_NOTHING_WRITTEN
            | {"TMPDIR": str(self._folder)}
            | _discovery_environment(self.account)
            | (_importing_as_here() if self._project is self._inline else {}),
            settings_dir=self._folder,
            launch=self._session.launch,
        )


def _importing_as_here() -> dict[str, str]:
    """Return the environment in which another process finds the modules that this one finds."""
    return {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


def _account_environment(account: Emulator) -> dict[str, str]:
    """Return settings that lead to an account, whatever else the stack and the project say of the host."""
    named = {**dict.fromkeys(HOST_SETTINGS, ""), **_location(account)}
    return {f"arize:{camel(name)}": value for name, value in named.items()}


def _discovery_environment(account: Emulator) -> dict[str, str]:
    """Return the environment that leads to an account a provider of which the program does not say where it is."""
    return {environment_variables(name)[0]: value for name, value in _location(account).items()}


def _location(account: Emulator) -> dict[str, str]:
    return {"host": account.host, "scheme": "http", "port": str(account.port)}
