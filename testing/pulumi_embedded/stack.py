"""A stack of a project: what the command line runs, and what tests can drive directly."""

import os
import time
from collections.abc import Callable, Mapping
from contextlib import closing, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from .backend import Checkpoint, backend_root, decode_deployment, deployment, reader, salt_of
from .errors import EngineError, MissingStackError, StackError
from .inline_program import InlineProgram
from .operation import Operation, Settings
from .passphrase import Crypter, passphrase_from
from .processes import Launch, start_process
from .program_process import Start, start_program
from .project import Configuration, Project, StackSettings, load_project
from .render import render
from .resource_state import encode_resource, plaintext
from .result import EXIT_FAILED, EventRecorder, UpdateResult
from .snapshot import Snapshot
from .stack_references import outputs_of, stack_outputs
from .step_executor import StoppedError
from .steps import Event, Listener, Message, Severity
from .values import Secret, encode, reveal

Function = Callable[[], object]


def _silent(_event: Event) -> None:
    return


class EngineStack:
    """One stack, created when it is first used.

    Args:
        project: the folder of `Pulumi.yaml`, or a project as it was read from there.
        name: the stack's name.
        backend: the folder (or `file://` URL) that holds states; `PULUMI_BACKEND_URL`, else the project's folder.
        passphrase: encrypts secrets; `PULUMI_CONFIG_PASSPHRASE` (or `_FILE`) by default.
        config: settings over those of the stack's file, by full key (`project:key`).
        env: environment variables for the program and the provider, over those of this process.
        listener: hears every step and message while an operation runs.
        settings_dir: the folder of the stack's file; the project's by default.
        launch: starts the processes of programs and providers.

    `program` of an operation is a function that declares resources, run in this process instead of the project's own.
    """

    def __init__(  # noqa: PLR0913 - what a stack is made of, by keyword
        self,
        project: str | Path | Project,
        name: str,
        *,
        backend: str | Path | None = None,
        passphrase: str | None = None,
        config: Mapping[str, str] | None = None,
        env: Mapping[str, str] | None = None,
        listener: Listener = _silent,
        settings_dir: Path | None = None,
        launch: Launch = start_process,
    ) -> None:
        self.name = name
        self.project = project if isinstance(project, Project) else load_project(Path(project).resolve())
        self._launch = launch
        self._environment = {**os.environ, **(env or {})}
        self._passphrase = passphrase
        self._overrides = dict(config or {})
        self.listener = listener
        url = str(backend) if backend is not None else self._environment.get("PULUMI_BACKEND_URL", self.project.backend)
        root = Path(url) if url and "://" not in url else backend_root(url, self.project.folder)
        self._root = root.absolute()
        self._checkpoint = Checkpoint(self._root, self.project.name, name)
        self._settings = StackSettings(replace(self.project, settings=settings_dir or self.project.settings), name)
        self._crypter: Crypter | None = None
        self._operation: Operation | None = None

    @property
    def exists(self) -> bool:
        """True once the stack was created."""
        return self._checkpoint.exists

    def require(self) -> None:
        """Raise MissingStackError unless the stack was created."""
        if not self.exists:
            raise MissingStackError(f"no stack named '{self.name}' found")

    def init(self) -> None:
        """Create the stack; StackError if it is already there."""
        if self.exists:
            raise StackError(f"stack '{self.name}' already exists")
        self._checkpoint.save(Snapshot(), self._open())

    def preview(self, program: Function | None = None, *, refresh: bool = False, parallel: int = 16) -> UpdateResult:
        """Say what `up` would do."""
        return self._update(program, parallel, refresh=refresh, preview=True)

    def up(self, program: Function | None = None, *, refresh: bool = False, parallel: int = 16) -> UpdateResult:
        """Bring the resources to what the program declares."""
        return self._update(program, parallel, refresh=refresh)

    def refresh(
        self, *, preview: bool = False, clear_pending_creates: bool = False, parallel: int = 16
    ) -> UpdateResult:
        """Make the state what the resources really are; say which creates were interrupted unless they are cleared."""

        def act(operation: Operation) -> None:
            operation.refresh(clear_pending_creates=clear_pending_creates)

        return self._run(act, parallel, preview=preview, reading=True)

    def destroy(self, *, preview: bool = False, parallel: int = 16) -> UpdateResult:
        """Delete every resource."""
        return self._run(Operation.destroy, parallel, preview=preview)

    def outputs(self, *, show_secrets: bool = True) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear or as `[secret]`."""
        outputs = stack_outputs(self._load().resources)
        return dict(reveal(outputs) if show_secrets else encode(outputs, lambda element: render(Secret(element))))

    def export(self, *, show_secrets: bool = False) -> dict[str, Any]:
        """Return the state as a deployment; secrets are encrypted unless they are to be shown."""
        self.require()
        if not show_secrets:
            return {"version": 3, "deployment": self._checkpoint.read()}
        shown = [encode_resource(resource, plaintext) for resource in self._load().resources]
        return {"version": 3, "deployment": deployment(shown, [], self._open().state)}

    def import_(self, exported: Mapping[str, Any]) -> None:
        """Make an exported deployment the state; its secrets are encrypted anew for this stack."""
        latest = dict(exported.get("deployment") or {})
        if exported.get("version") != 3:  # noqa: PLR2004 - the version of deployments
            raise StackError("the deployment to import is not of version 3")
        crypter = self._open()
        snapshot, _ = decode_deployment(latest, reader(latest, self._secret(), crypter))
        foreign = [
            r.urn for r in snapshot.resources if not r.urn.startswith(f"urn:pulumi:{self.name}::{self.project.name}::")
        ]
        if foreign:
            raise StackError(f"the deployment to import is of another stack or project: {foreign[0]}")
        with self._checkpoint.locked():
            self._checkpoint.save(snapshot, crypter)

    def edit(self, change: Callable[[Snapshot], Snapshot]) -> None:
        """Change the state by hand."""
        self.require()
        with self._checkpoint.locked():
            self._checkpoint.save(change(self._load()), self._open())

    def cancel(self) -> None:
        """Take away the locks that killed runs have left; whoever is running now is not stopped."""
        self.require()
        self._checkpoint.unlock()

    def interrupt(self) -> None:
        """Have a running operation begin nothing more: what has begun is finished and kept. Safe in any thread."""
        if self._operation:
            self._operation.interrupt()

    def set_config(self, key: str, value: str) -> None:
        """Write a setting to the stack's file."""
        self._settings.set_config(key, value, None)

    def set_secret(self, key: str, value: str) -> None:
        """Write a setting to the stack's file, encrypted."""
        self._settings.set_config(key, value, self._open())

    def remove_config(self, key: str) -> None:
        """Take a setting out of the stack's file, if it is there."""
        self._settings.remove_config(key)

    def configuration(self) -> Configuration:
        """Return the settings of the stack's file over the project's defaults, secrets in the clear."""
        return self._settings.config(self._open(), {})

    def _update(
        self, function: Function | None, parallel: int, *, refresh: bool, preview: bool = False
    ) -> UpdateResult:
        def act(operation: Operation) -> None:
            operation.check_configuration()
            if refresh:
                operation.refresh()
            operation.update()

        if function is None:
            return self._run(act, parallel, preview=preview)
        program = InlineProgram(function)
        result = self._run(act, parallel, start=program.start, preview=preview)
        return replace(result, error=program.error)

    def _run(
        self,
        act: Callable[[Operation], None],
        parallel: int,
        *,
        start: Start | None = None,
        preview: bool = False,
        reading: bool = False,
    ) -> UpdateResult:
        if not self.exists:
            self.init()
        crypter = self._open()
        configuration = self._settings.config(crypter, self._overrides)
        record = EventRecorder(self.listener, configuration.without_secrets)
        started = time.monotonic()
        with nullcontext() if preview else self._checkpoint.locked():
            base = self._checkpoint.load(self._secret(), crypter)
            settings = Settings(
                self.project,
                self.name,
                configuration,
                self._environment,
                start or partial(start_program, launch=self._launch),
                self._launch,
                partial(outputs_of, self._root, self.project.name, self._secret()),
                parallel,
                preview,
            )
            self._operation = Operation(settings, base, partial(self._checkpoint.save, crypter=crypter), record)
            code = _run_operation(self._operation, act, record)
        return record.result(stack_outputs(base.resources), code, time.monotonic() - started, reading=reading)

    def _load(self) -> Snapshot:
        self.require()
        return self._checkpoint.load(self._secret(), self._open())

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


def _run_operation(operation: Operation, act: Callable[[Operation], None], emit: Listener) -> int:
    with closing(operation):
        try:
            act(operation)
        except StoppedError:
            return EXIT_FAILED
        except EngineError as error:
            emit(Message(Severity.ERROR, str(error)))
            return EXIT_FAILED
        except KeyboardInterrupt:
            operation.abandon()
            raise
    return 0
