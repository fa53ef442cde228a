"""Stacks that programs are deployed to, and whose states are changed by hand: embedded ones, and those of `pulumi`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol

from tests.e2e.engines import Outcome, Real
from tests.e2e.project import Project

from pulumi_embedded.state_edits import renamed, unprotected, without
from pytest_pulumi_arize.stack import OperationFailedError, Stack

from .declared import Declared, declare, to_json

MOVE, IMPORT = "state move", "import"
"""Commands that not every engine has."""


class Deployer(Protocol):
    """A stack of one engine."""

    can: ClassVar[Collection[str]]

    def deploy(self, resources: Sequence[Declared]) -> str:
        """Deploy a program; return an empty text, or what its failure says."""
        ...

    def urn(self, name: str) -> str:
        """Return the URN of a resource in the state."""
        ...

    def forget(self, urn: str) -> None:
        """Delete a resource from the state."""
        ...

    def rename(self, urn: str, name: str) -> None:
        """Rename a resource in the state."""
        ...

    def unprotect(self, urn: str) -> None:
        """Let a resource of the state be deleted."""
        ...

    def move(self, urn: str, other: Any) -> None:
        """Move a resource to the state of another stack of this engine."""
        ...

    def take(self, type_: str, name: str, item_id: str) -> None:
        """Import what exists into the state."""
        ...


class EmbeddedStack:
    """A stack in this process."""

    can: ClassVar[Collection[str]] = ()

    def __init__(self, stack: Stack) -> None:
        self._stack = stack

    def deploy(self, resources: Sequence[Declared]) -> str:
        """Deploy a program; return an empty text, or what its failure says."""
        try:
            self._stack.up(lambda: declare(to_json(resources)))
        except OperationFailedError as error:
            return str(error)
        return ""

    def urn(self, name: str) -> str:
        """Return the URN of a resource in the state."""
        return _urn(self._stack.export(), name)

    def forget(self, urn: str) -> None:
        """Delete a resource from the state."""
        self._stack._engine().edit(partial(without, urn=urn, force=False))

    def rename(self, urn: str, name: str) -> None:
        """Rename a resource in the state."""
        self._stack._engine().edit(partial(renamed, urn=urn, name=name))

    def unprotect(self, urn: str) -> None:
        """Let a resource of the state be deleted."""
        self._stack._engine().edit(partial(unprotected, urn=urn))

    def move(self, urn: str, other: Any) -> None:
        """Fail: this engine has no such command."""
        raise NotImplementedError

    def take(self, type_: str, name: str, item_id: str) -> None:
        """Fail: this engine has no such command."""
        raise NotImplementedError


class RealStack:
    """A stack of the `pulumi` command, in a project that may have several."""

    can: ClassVar[Collection[str]] = (MOVE, IMPORT)

    def __init__(self, project: Project, name: str) -> None:
        assert isinstance(project.engine, Real)
        self.name = name
        self._project = project
        self._engine = project.engine
        self._run("stack", "init", name, "--no-select")

    def deploy(self, resources: Sequence[Declared]) -> str:
        """Deploy a program; return an empty text, or what its failure says."""
        self._project.declare(to_json(resources))
        outcome = self._try("up", "--yes", "--skip-preview", "--stack", self.name)
        return outcome.text if outcome.code else ""

    def urn(self, name: str) -> str:
        """Return the URN of a resource in the state."""
        found = re.search(rf'"urn": "(urn:[^"]+::{name})"', self._run("stack", "export", "--stack", self.name).text)
        assert found, name
        return found[1]

    def forget(self, urn: str) -> None:
        """Delete a resource from the state."""
        self._run("state", "delete", urn, "--yes", "--stack", self.name)

    def rename(self, urn: str, name: str) -> None:
        """Rename a resource in the state."""
        self._run("state", "rename", urn, name, "--yes", "--stack", self.name)

    def unprotect(self, urn: str) -> None:
        """Let a resource of the state be deleted."""
        self._run("state", "unprotect", urn, "--yes", "--stack", self.name)

    def move(self, urn: str, other: Any) -> None:
        """Move a resource to the state of another stack."""
        self._run("state", "move", "--source", self.name, "--dest", other.name, urn, "--yes")

    def take(self, type_: str, name: str, item_id: str) -> None:
        """Import what exists into the state."""
        options = ("--yes", "--skip-preview", "--protect=false", "--stack", self.name)
        self._run("import", type_, name, item_id, *options)

    def _run(self, *words: str) -> Outcome:
        outcome = self._try(*words)
        assert outcome.code == 0, outcome
        return outcome

    def _try(self, *words: str) -> Outcome:
        done = self._engine._call(*words, check=False)
        return Outcome(done.returncode, f"{done.stdout}\n{done.stderr}")


def _urn(exported: Mapping[str, Any], name: str) -> str:
    listed = exported["deployment"]["resources"]
    return next(str(entry["urn"]) for entry in listed if entry["urn"].rpartition("::")[2] == name)
