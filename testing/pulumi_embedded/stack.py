"""A stack of a project, for the command line and for tests."""

import os
import time
from collections.abc import Callable, Collection, Mapping
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
from .resource_state import encode_resource, plaintext
from .result import EXIT_FAILED, EventRecorder, UpdateResult
from .snapshot import Snapshot
from .stack_references import outputs_of, stack_name, stack_outputs
from .step_executor import StoppedError
from .steps import Event, Listener, Message, Severity
from .values import encode, redact, reveal

Function = Callable[[], object]
Urns = Collection[str]


def _silent(_event: Event) -> None:
    return


class EngineStack:
    """One stack, created by its first operation.

    Args:
        project: the folder of `Pulumi.yaml`, or a project that was loaded.
        name: the stack's name, also as `organization/<name>` or `organization/<project>/<name>`.
        backend: the folder (or `file://` URL) that holds states; `PULUMI_BACKEND_URL`, else the project's folder.
        passphrase: encrypts secrets; `PULUMI_CONFIG_PASSPHRASE` (or `_FILE`) by default.
        config: settings that override those of the stack's file, by full key (`project:key`).
        env: environment variables for the program and the provider; they override those of this process.
        listener: gets every event while an operation runs.
        settings_dir: the folder of the stack's file; the project's by default.
        launch: starts the processes of programs and providers.

    `program` of an operation is a function that declares resources; it runs in this process, instead of the project's.
    """

    def __init__(  # noqa: PLR0913 - the settings of a stack, by keyword
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
        self.project = project if isinstance(project, Project) else load_project(Path(project).resolve())
        self.name = stack_name(name, self.project.name)
        self._launch = launch
        self._environment = {**os.environ, **(env or {})}
        self._passphrase = passphrase
        self._overrides = dict(config or {})
        self.listener = listener
        url = str(backend) if backend is not None else self._environment.get("PULUMI_BACKEND_URL", self.project.backend)
        root = Path(url) if url and "://" not in url else backend_root(url, self.project.folder)
        self._root = root.absolute()
        self._checkpoint = Checkpoint(self._root, self.project.name, self.name)
        self._settings = StackSettings(replace(self.project, settings=settings_dir or self.project.settings), self.name)
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
        """Create the stack; StackError if it exists."""
        if self.exists:
            raise StackError(f"stack '{self.name}' already exists")
        self._checkpoint.save(Snapshot(), self._open())

    def preview(
        self, program: Function | None = None, *, refresh: bool = False, parallel: int = 16, replace: Urns = ()
    ) -> UpdateResult:
        """Predict what `up` does."""
        return self._update(program, parallel, replace, refresh=refresh, preview=True)

    def up(
        self, program: Function | None = None, *, refresh: bool = False, parallel: int = 16, replace: Urns = ()
    ) -> UpdateResult:
        """Create, update and delete resources as the program declares; replace those of the URNs `replace`."""
        return self._update(program, parallel, replace, refresh=refresh)

    def refresh(
        self, *, preview: bool = False, clear_pending_creates: bool = False, parallel: int = 16
    ) -> UpdateResult:
        """Update the state to what the providers read; pending creates stay in it unless they are cleared."""
        run = partial(Operation.refresh, clear_pending_creates=clear_pending_creates)
        return self._run(run, parallel, preview=preview, reading=True)

    def destroy(self, *, preview: bool = False, parallel: int = 16) -> UpdateResult:
        """Delete every resource."""
        return self._run(Operation.destroy, parallel, preview=preview)

    def outputs(self, *, show_secrets: bool = True) -> dict[str, Any]:
        """Return the stack's outputs, secrets in the clear or as `[secret]`."""
        outputs = stack_outputs(self._load().resources)
        return dict(reveal(outputs) if show_secrets else encode(outputs, redact))

    def export(self, *, show_secrets: bool = False) -> dict[str, Any]:
        """Return the state as a deployment; secrets are encrypted unless they are to be shown."""
        self.require()
        if not show_secrets:
            return {"version": 3, "deployment": self._checkpoint.read()}
        shown = [encode_resource(resource, plaintext) for resource in self._load().resources]
        return {"version": 3, "deployment": deployment(shown, [], self._open().state)}

    def import_(self, exported: Mapping[str, Any]) -> None:
        """Replace the state by an exported deployment; its secrets are encrypted again for this stack."""
        latest = exported.get("deployment")
        if exported.get("version") != 3:  # noqa: PLR2004 - the version of deployments
            raise StackError("the deployment to import is not of version 3")
        if not isinstance(latest, dict):
            raise StackError("could not deserialize deployment: `deployment` is not an object")
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
        """Edit the state."""
        self.require()
        with self._checkpoint.locked():
            self._checkpoint.save(change(self._load()), self._open())

    def cancel(self) -> None:
        """Remove the locks that killed operations have left; a running one is not stopped."""
        self.require()
        self._checkpoint.unlock()

    def interrupt(self) -> None:
        """Let a running operation start no more steps; running ones are finished and saved. Safe in any thread."""
        if self._operation:
            self._operation.interrupt()

    def set_config(self, key: str, value: str) -> None:
        """Write a setting to the stack's file."""
        self._settings.set_config(key, value, None)

    def set_secret(self, key: str, value: str) -> None:
        """Write a setting to the stack's file, encrypted."""
        self._settings.set_config(key, value, self._open())

    def remove_config(self, key: str) -> None:
        """Remove a setting from the stack's file, if it exists."""
        self._settings.remove_config(key)

    def full_key(self, key: str) -> str:
        """Return the key of a setting with its namespace, by default the project's; EngineError if it is none."""
        return self._settings.full_key(key)

    def configuration(self) -> Configuration:
        """Return the settings of the stack's file and the project's defaults, secrets in the clear."""
        return self._settings.config(self._open(), {})

    def _update(
        self, function: Function | None, parallel: int, replaced: Urns, *, refresh: bool, preview: bool = False
    ) -> UpdateResult:
        def run(operation: Operation) -> None:
            operation.check_configuration()
            if refresh:
                operation.refresh()
            operation.update(frozenset(replaced))

        if function is None:
            return self._run(run, parallel, preview=preview)
        program = InlineProgram(function)
        result = self._run(run, parallel, start=program.start, preview=preview)
        return replace(result, error=program.error)

    def _run(
        self,
        run: Callable[[Operation], None],
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
        recorder = EventRecorder(self.listener, configuration.without_secrets)
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
            self._operation = Operation(settings, base, partial(self._checkpoint.save, crypter=crypter), recorder)
            code = _run_operation(self._operation, run, recorder)
        return recorder.result(stack_outputs(base.resources), code, time.monotonic() - started, reading=reading)

    def _load(self) -> Snapshot:
        self.require()
        return self._checkpoint.load(self._secret(), self._open())

    def _secret(self) -> str:
        return passphrase_from(self._environment) if self._passphrase is None else self._passphrase

    def _open(self) -> Crypter:
        salt = self._settings.salt or (salt_of(self._checkpoint.read()) if self.exists else "")
        crypter = Crypter(self._secret(), salt) if salt else Crypter.new(self._secret())
        if not self._settings.salt:
            self._settings.set_salt(crypter.state)
        return crypter


def _run_operation(operation: Operation, run: Callable[[Operation], None], emit: Listener) -> int:
    with closing(operation):
        try:
            run(operation)
        except StoppedError:
            return EXIT_FAILED
        except EngineError as error:
            emit(Message(Severity.ERROR, str(error)))
            return EXIT_FAILED
        except KeyboardInterrupt:
            operation.abandon()
            raise
    return 0
