"""A stack of a project: what the command line runs, and what tests can drive directly."""

import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import urns
from .backend import Checkpoint, backend_root, decode_deployment, deployment, salt_of
from .errors import EngineError, StackError
from .executor import StoppedError
from .operation import Operation, Settings
from .passphrase import Crypter, passphrase_from
from .project import StackSettings, load_project
from .render import conceal
from .snapshot import Snapshot
from .state import Resource, encode_resource
from .steps import Event, Listener, Message, Op, Outputs, Severity, Step, StepDone, counts
from .values import SECRET, SIGNATURE, encode, reveal

EXIT_FAILED = 1
EXIT_STACK_NOT_FOUND = 6
EXIT_CHANGES = 7


@dataclass(frozen=True)
class Result:
    """What an operation did (or, in a preview, would do): `changes` counts resources by the kind of their step.

    `outputs` are the stack's, secrets in the clear; `exit_code` is 0 unless it failed; `seconds` is its time.
    """

    steps: tuple[Step, ...] = ()
    changes: Mapping[Op, int] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    diagnostics: tuple[Message, ...] = ()
    exit_code: int = 0
    seconds: float = 0.0

    @property
    def has_changes(self) -> bool:
        """True if any resource is not the same as before."""
        return bool(set(self.changes) - {Op.SAME})


def _silent(_event: Event) -> None:
    return


class Stack:
    """One stack, created when it is first used.

    Args:
        project_dir: the folder of `Pulumi.yaml`.
        name: the stack's name.
        backend: the folder (or `file://` URL) that holds states; `PULUMI_BACKEND_URL`, else the project's folder.
        passphrase: encrypts secrets; `PULUMI_CONFIG_PASSPHRASE` (or `_FILE`) by default.
        config: settings over those of the stack's file, by full key (`project:key`).
        env: environment variables for the program and the provider, over those of this process.
        listener: hears every step and message while an operation runs.
    """

    def __init__(  # noqa: PLR0913 - what a stack is made of, by keyword
        self,
        project_dir: str | Path,
        name: str,
        *,
        backend: str | Path | None = None,
        passphrase: str | None = None,
        config: Mapping[str, str] | None = None,
        env: Mapping[str, str] | None = None,
        listener: Listener = _silent,
    ) -> None:
        self.name = name
        self.project = load_project(Path(project_dir).resolve())
        self._environment = {**os.environ, **(env or {})}
        self._passphrase = passphrase
        self._overrides = dict(config or {})
        self.listener = listener
        url = str(backend) if backend is not None else self._environment.get("PULUMI_BACKEND_URL", "")
        root = Path(url) if url and "://" not in url else backend_root(url, self.project.folder)
        self._checkpoint = Checkpoint(root.absolute(), self.project.name, name)
        self._settings = StackSettings(self.project, name)
        self._crypter: Crypter | None = None

    @property
    def exists(self) -> bool:
        """True once the stack was created."""
        return self._checkpoint.exists

    def init(self) -> None:
        """Create the stack; StackError if it is already there."""
        if self.exists:
            raise StackError(f"stack '{self.name}' already exists")
        self._checkpoint.save(Snapshot(), self._open())

    def preview(self, *, refresh: bool = False, parallel: int = 16) -> Result:
        """Say what `up` would do."""
        return self._run(lambda operation: _update(operation, refresh=refresh), parallel, preview=True)

    def up(self, *, refresh: bool = False, parallel: int = 16) -> Result:
        """Bring the resources to what the program declares."""
        return self._run(lambda operation: _update(operation, refresh=refresh), parallel)

    def refresh(self, *, preview: bool = False, clear_pending_creates: bool = False, parallel: int = 16) -> Result:
        """Make the state what the resources really are; say which creates were interrupted unless they are cleared."""

        def act(operation: Operation) -> None:
            operation.refresh(clear_pending_creates=clear_pending_creates)

        return self._run(act, parallel, preview=preview, reading=True)

    def destroy(self, *, preview: bool = False, parallel: int = 16) -> Result:
        """Delete every resource."""
        return self._run(Operation.destroy, parallel, preview=preview)

    def outputs(self, *, show_secrets: bool = True) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear or as `[secret]`."""
        outputs = _stack_outputs(self._load().resources)
        return dict(reveal(outputs) if show_secrets else conceal(outputs))

    def export(self, *, show_secrets: bool = False) -> dict[str, Any]:
        """Return the state as a deployment; secrets are encrypted unless they are to be shown."""
        self._require()
        if not show_secrets:
            return {"version": 3, "deployment": self._checkpoint.read()}
        crypter = self._open()
        shown = [_in_the_clear(resource, crypter) for resource in self._load().resources]
        return {"version": 3, "deployment": deployment(shown, [], crypter.state)}

    def import_(self, exported: Mapping[str, Any]) -> None:
        """Make an exported deployment the state; its secrets are encrypted anew for this stack."""
        latest = dict(exported.get("deployment") or {})
        if exported.get("version") != 3:  # noqa: PLR2004 - the version of deployments
            raise StackError("the deployment to import is not of version 3")
        crypter = self._open()
        salt = salt_of(latest) or crypter.state
        source = crypter if salt == crypter.state else Crypter(self._secret(), salt)
        snapshot, _ = decode_deployment(latest, source)
        foreign = [
            r.urn for r in snapshot.resources if not r.urn.startswith(f"urn:pulumi:{self.name}::{self.project.name}::")
        ]
        if foreign:
            raise StackError(f"the deployment to import is of another stack or project: {foreign[0]}")
        with self._checkpoint.locked(self._warn):
            self._checkpoint.save(snapshot, crypter)

    def set_config(self, key: str, value: str) -> None:
        """Write a setting to the stack's file."""
        self._settings.set_config(key, value, None)

    def set_secret(self, key: str, value: str) -> None:
        """Write a setting to the stack's file, encrypted."""
        self._settings.set_config(key, value, self._open())

    def _run(
        self, act: Callable[[Operation], None], parallel: int, *, preview: bool = False, reading: bool = False
    ) -> Result:
        if not self.exists:
            self.init()
        crypter = self._open()
        heard: list[Event] = []
        telling = threading.Lock()

        def tell(event: Event) -> None:
            with telling:
                heard.append(event)
                self.listener(event)

        started = time.monotonic()
        with self._checkpoint.locked(self._warn):
            base = self._checkpoint.load(self._secret(), crypter)
            configuration = self._settings.config(crypter).over(self._overrides)
            settings = Settings(self.project, self.name, configuration, self._environment, parallel, preview)
            save = lambda snapshot: self._checkpoint.save(snapshot, crypter)  # noqa: E731 - a closure of one line
            code = _perform(Operation(settings, base, save, tell), act, tell)
        return _result(heard, base, code, time.monotonic() - started, reading=reading)

    def _load(self) -> Snapshot:
        self._require()
        return self._checkpoint.load(self._secret(), self._open())

    def _require(self) -> None:
        if not self.exists:
            raise StackError(f"no stack named '{self.name}' found")

    def _secret(self) -> str:
        return passphrase_from(self._environment) if self._passphrase is None else self._passphrase

    def _open(self) -> Crypter:
        if self._crypter is None:
            written = salt_of(self._checkpoint.read()) if self.exists else ""
            salt = self._settings.salt or written
            self._crypter = Crypter(self._secret(), salt) if salt else Crypter.new(self._secret())
            if not self._settings.salt:
                self._settings.set_salt(self._crypter.state)
        return self._crypter

    def _warn(self, text: str) -> None:
        self.listener(Message(Severity.WARNING, text))


def _update(operation: Operation, *, refresh: bool) -> None:
    if refresh:
        operation.refresh()
    operation.update()


def _perform(operation: Operation, act: Callable[[Operation], None], tell: Listener) -> int:
    with closing(operation):
        try:
            act(operation)
        except StoppedError:
            return EXIT_FAILED
        except EngineError as error:
            tell(Message(Severity.ERROR, str(error)))
            return EXIT_FAILED
    return 0


def _result(heard: list[Event], base: Snapshot, code: int, seconds: float, *, reading: bool) -> Result:
    done = [event for event in heard if isinstance(event, StepDone) and not event.failed]
    steps = tuple(event.step for event in done if event.refreshing is reading)
    said = [event.new for event in heard if isinstance(event, Outputs)]
    return Result(
        steps=steps,
        changes=counts(steps),
        outputs=reveal(said[-1] if said else _stack_outputs(base.resources)),
        diagnostics=tuple(e for e in heard if isinstance(e, Message) and e.severity is not Severity.DEBUG),
        exit_code=code,
        seconds=seconds,
    )


def _stack_outputs(resources: tuple[Resource, ...]) -> dict[str, Any]:
    return next((resource.outputs for resource in resources if resource.type == urns.STACK_TYPE), {})


def _in_the_clear(resource: Resource, crypter: Crypter) -> dict[str, Any]:
    def show(element: Any) -> dict[str, Any]:
        return {SIGNATURE: SECRET, "plaintext": json.dumps(element)}

    shown = {"inputs": encode(resource.inputs, show), "outputs": encode(resource.outputs, show)}
    return {key: shown.get(key, value) for key, value in encode_resource(resource, crypter).items()}
