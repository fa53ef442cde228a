"""A stack for a test: on the embedded engine, with an emulated account and no other."""

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
from pulumi_embedded.stack_references import stack_name
from pulumi_embedded.steps import Event
from pulumi_embedded.values import text as as_text

from .operation_result import OperationFailedError, OperationResult, render_operation

__all__ = ["OperationFailedError", "OperationResult", "Program", "Stack"]

Program: TypeAlias = "Callable[[], object] | str | Path"
"""A function that declares resources, or the folder of a project (with its `Pulumi.yaml`)."""

_NO_BYTECODE = {"PYTHONDONTWRITEBYTECODE": "1"}


@dataclass(frozen=True)
class StackSession:
    """What the stacks of a test session share: the start of processes, and a passphrase."""

    launch: Launch
    passphrase: str = field(default_factory=secrets.token_hex)

    @cached_property
    def salt(self) -> str:
        """The salt of all stacks: to derive a key from a passphrase takes half a second on purpose."""
        return Crypter.new(self.passphrase).state


class Stack:
    """A stack whose provider can reach the emulated `account` and no other.

    All files are written to `folder`; `project` is the name of the project of programs that are functions. Stacks in
    the same folder can refer to each other.
    """

    def __init__(self, session: StackSession, account: Emulator, folder: Path, name: str, project: str) -> None:
        self.name = stack_name(name, project)
        self.account = account
        self._session = session
        self._folder = folder
        self._program: Program | None = None
        self._inline = Project(folder, project, folder, plugins=installed_plugins())
        self._project = self._inline
        self._settings_folder = folder / "settings" / project
        self._settings_folder.mkdir(parents=True, exist_ok=True)
        settings = self._settings_folder / f"Pulumi.{self.name}.yaml"
        if not settings.exists():
            settings.write_text(yaml.safe_dump({"encryptionsalt": session.salt}))
        self.set_secret("arize:apiKey", account.api_key)

    def up(self, program: Program | None = None, *, refresh: bool = False, parallel: int = 16) -> OperationResult:
        """Create, update and delete resources as a program declares, by default the last one.

        `refresh` refreshes the state first; `parallel` is the number of resources at a time. OperationFailedError where
        the operation fails.
        """
        __tracebackhide__ = True
        return self._declare("up", program, refresh=refresh, parallel=parallel)

    def preview(self, program: Program | None = None, *, refresh: bool = False, parallel: int = 16) -> OperationResult:
        """Predict what `up` does; OperationFailedError where it would fail."""
        __tracebackhide__ = True
        return self._declare("preview", program, refresh=refresh, parallel=parallel)

    def refresh(self, *, parallel: int = 16) -> OperationResult:
        """Update the state to what the provider reads; OperationFailedError where that fails."""
        __tracebackhide__ = True
        return self._run("refresh", lambda stack: stack.refresh(parallel=parallel))

    def destroy(self, *, parallel: int = 16) -> OperationResult:
        """Delete every resource; OperationFailedError where that fails."""
        __tracebackhide__ = True
        return self._run("destroy", lambda stack: stack.destroy(parallel=parallel))

    def set_config(self, key: str, value: Any) -> None:
        """Set a value of the stack's configuration; one that is not a string is written as JSON.

        A key without a colon is in the project's namespace.
        """
        self._engine().set_config(key, as_text(value))

    def set_secret(self, key: str, value: Any) -> None:
        """Set a secret value of the stack's configuration."""
        self._engine().set_secret(key, as_text(value))

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
            loaded = load_project(Path(self._program).resolve())
            plugins = {**installed_plugins(), **loaded.plugins}
            function, self._project = None, replace(loaded, python=Python(), plugins=plugins)

        def run(stack: EngineStack) -> UpdateResult:
            run_program = stack.preview if operation == "preview" else stack.up
            return run_program(function, refresh=refresh, parallel=parallel)

        return self._run(operation, run)

    def _run(self, operation: str, run: Callable[[EngineStack], UpdateResult]) -> OperationResult:
        __tracebackhide__ = True
        stack = self._engine()
        events: list[Event] = []
        stack.listener = events.append
        before = len(self.account.requests)
        result = run(stack)
        if result.error is not None and not isinstance(result.error, Exception):
            raise result.error
        text = render_operation(events, result, preview=operation == "preview")
        outcome = OperationResult(operation, result, text, self.account.requests[before:])
        if result.exit_code:
            raise OperationFailedError(outcome) from result.error
        return outcome

    def _engine(self) -> EngineStack:
        return EngineStack(
            self._project,
            self.name,
            backend=self._folder,
            passphrase=self._session.passphrase,
            config=_account_settings(self.account),
            env=_NO_BYTECODE
            | {"TMPDIR": str(self._folder)}
            | _account_variables(self.account)
            | (_import_path() if self._project is self._inline else {}),
            settings_dir=self._settings_folder,
            launch=self._session.launch,
        )


def _import_path() -> dict[str, str]:
    """Return the variables with which another process can import the modules that this one can."""
    return {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


def _account_settings(account: Emulator) -> dict[str, str]:
    """Return the settings of an account, which override those of the stack and the project."""
    settings = {**dict.fromkeys(HOST_SETTINGS, ""), **_location(account)}
    return {f"arize:{camel(name)}": value for name, value in settings.items()}


def _account_variables(account: Emulator) -> dict[str, str]:
    """Return the variables of an account, for an explicit provider without a host."""
    return {environment_variables(name)[0]: value for name, value in _location(account).items()}


def _location(account: Emulator) -> dict[str, str]:
    return {"host": account.host, "scheme": "http", "port": str(account.port)}
