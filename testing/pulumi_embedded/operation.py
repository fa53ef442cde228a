"""One preview, update, refresh or destroy of a stack."""

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from pulumi.runtime.proto import resource_pb2

from . import urns
from .deletion import delete_untouched
from .errors import EngineError
from .processes import Launch
from .program_entry import SHOWN
from .program_process import Run, Start
from .project import Configuration, Project
from .provider_interface import ProviderInterface, StackReferences
from .provider_process import ProviderProcesses
from .provider_registry import ProviderRegistry
from .refresh import refreshed
from .registration_handler import SIGNAL_CHECK, RegistrationHandler
from .resource_monitor import FEATURES, EngineService, ResourceMonitor, Server
from .snapshot import Journal, Save, Snapshot
from .stack_references import stack_outputs
from .step_executor import StepExecutor, StoppedError
from .step_generator import StepGenerator
from .steps import Event, Listener, Message, Severity
from .values import Properties

_INTERRUPTED = "Attempting to deploy or update resources with {} pending operations from previous deployment."
_ADVICE = (
    "Their outcome is unknown. `refresh` reads the resources and clears the pending operations, "
    "creates only with --clear-pending-creates."
)


@dataclass(frozen=True)
class Settings:
    """The settings of an operation: `parallel` is the number of steps that may run at a time.

    `start` starts the program, `launch` a process of a provider; `outputs_of` returns the outputs of another stack.
    """

    project: Project
    stack: str
    configuration: Configuration
    environment: dict[str, str]
    start: Start
    launch: Launch
    outputs_of: Callable[[str], Properties]
    parallel: int = 16
    preview: bool = False

    def info(self) -> resource_pb2.DeploymentInfo:
        """Return what the program can ask for."""
        return resource_pb2.DeploymentInfo(
            project=self.project.name,
            stack=self.stack,
            organization="organization",
            dryRun=self.preview,
            parallel=self.parallel,
            config=self.configuration.values,
            configSecretKeys=sorted(self.configuration.secrets),
            supportedFeatures=[feature for feature in FEATURES.values() if feature is not None],
        )


class Operation:
    """Runs once; `emit` gets every event. A preview does not call `save`."""

    def __init__(self, settings: Settings, base: Snapshot, save: Save, emit: Listener) -> None:
        self._settings = settings
        self._emit = emit
        self._save: Save = save if not settings.preview else lambda _snapshot: None
        self._for_providers = Server(EngineService(emit))
        self._processes = ProviderProcesses(
            settings.project,
            settings.configuration,
            settings.environment,
            self._for_providers.address,
            emit=emit,
            launch=settings.launch,
        )
        providers = [resource for resource in base.resources if resource.is_provider]
        self._registry = ProviderRegistry(self._load, providers, preview=settings.preview)
        self._base = base
        self._journal, self._executor = self._new_journal()
        self._interrupted = False
        self._finished = threading.Event()

    def close(self) -> None:
        """End the processes and servers of the operation."""
        self._registry.close()
        self._for_providers.close()

    def interrupt(self) -> None:
        """Start no more steps; running ones are finished and saved."""
        self._interrupted = True
        self._stop()
        self._registry.cancel()

    def abandon(self) -> None:
        """Save the state no more; it has the pending operations."""
        self._journal.abandon()

    def check_configuration(self) -> None:
        """Raise EngineError where the configuration is not as `Pulumi.yaml` declares it."""
        if error := self._settings.configuration.error:
            raise EngineError(f"validating stack config: {error}")

    def refresh(self, *, clear_pending_creates: bool = False) -> None:
        """Read every resource into the state; StoppedError if some could not be read.

        Pending creates stay in the state, as no read can find them, unless they are to be cleared.
        """
        self._base, complete = refreshed(
            self._base, self._registry, self._emit, parallel=self._settings.parallel, stopped=self._executor.stopped
        )
        if clear_pending_creates:
            self._base = replace(self._base, pending=())
        self._save(self._base)
        self._check_interrupted()
        self._journal, self._executor = self._new_journal()
        if not complete:
            raise StoppedError("refresh failed")

    def destroy(self) -> None:
        """Delete every resource. An interrupt is not an error, as on the real engine."""
        try:
            delete_untouched(self._journal, self._registry, self._executor, self._emit)
        except StoppedError:
            if not self._interrupted:
                raise

    def update(self, replaced: frozenset[str] = frozenset()) -> None:
        """Run the program, bring every resource to its goal, and delete those that are no longer registered.

        Resources of the URNs `replaced` are replaced; StoppedError if the state lacks one of them.
        """
        self._warn_of_pending_operations()
        self._require(replaced)
        settings, journal, executor = self._settings, self._journal, self._executor
        generator = StepGenerator(
            settings.stack,
            settings.project.name,
            journal.untouched(),
            self._registry,
            self._emit,
            preview=settings.preview,
            replaced=replaced,
        )
        registrations = RegistrationHandler(
            generator, self._registry, executor, journal, settings.configuration, emit=self._emit, stop=self._stop
        )
        outputs = stack_outputs(self._base.resources)
        try:
            self._run_program(registrations)
            delete_untouched(journal, self._registry, executor, self._emit)
        except EngineError:
            registrations.finish_outputs(outputs, failed=True)
            raise
        registrations.finish_outputs(outputs, failed=generator.refused)
        if generator.refused:
            raise StoppedError("the operation was refused")

    def _run_program(self, registrations: RegistrationHandler) -> None:
        settings, info = self._settings, self._settings.info()
        monitor = ResourceMonitor(info, registrations, self._fail)
        server = Server(EngineService(self._emit_while_running), monitor)
        program = settings.start(Run(settings.project, info, server.address, settings.environment, self._show))
        codes: list[int] = []

        def wait() -> None:
            codes.append(program.wait())
            self._finished.set()

        threading.Thread(target=wait, daemon=True).start()
        try:
            while not self._finished.wait(SIGNAL_CHECK):
                pass
            registrations.wait()
        finally:
            if self._executor.stopped.is_set() or not codes:
                program.stop()
            server.close()
        self._check_interrupted()
        self._executor.check_running()
        self._report_program(codes[0])

    def _report_program(self, code: int) -> None:
        if not code:
            return
        if code != SHOWN:
            self._fail(f"an unhandled error occurred: Program exited with non-zero exit code: {code}")
        raise StoppedError("the program failed")

    def _new_journal(self) -> tuple[Journal, StepExecutor]:
        journal = Journal(self._base, self._save)
        return journal, StepExecutor(journal, self._registry, self._emit, parallel=self._settings.parallel)

    def _load(self, provider_type: str) -> ProviderInterface:
        """Start the provider of a provider type."""
        package = urns.package_of(provider_type)
        if package == urns.BUILT_IN:
            return StackReferences(self._settings.outputs_of)
        return self._processes.start(package, preview=self._settings.preview)

    def _check_interrupted(self) -> None:
        if self._interrupted:
            text = "preview canceled" if self._settings.preview else "update canceled"
            self._emit(Message(Severity.ERROR, text))
            raise StoppedError(text)

    def _warn_of_pending_operations(self) -> None:
        if self._settings.preview:
            return
        if pending := self._base.pending:
            text = f"{_INTERRUPTED.format(len(pending))}\n"
            text += "\n".join(f"  * {item.resource.urn}, interrupted while {item.operation}" for item in pending)
            self._emit(Message(Severity.WARNING, f"{text}\n{_ADVICE}"))

    def _require(self, named: Collection[str]) -> None:
        missing = sorted(set(named) - {resource.urn for resource in self._base.resources})
        for urn in missing:
            advice = "" if "$" in urn else " Did you forget to escape $ in your shell?"
            self._emit(Message(Severity.ERROR, f"Target '{urn}' could not be found in the stack.{advice}"))
        if missing:
            raise StoppedError("one or more targets could not be found in the stack")

    def _fail(self, text: str) -> None:
        self._emit(Message(Severity.ERROR, text))
        self._stop()

    def _stop(self) -> None:
        self._executor.stopped.set()
        self._finished.set()

    def _emit_while_running(self, event: Event) -> None:
        # a stopped operation makes the program log errors of its own
        if not self._executor.stopped.is_set():
            self._emit(event)

    def _show(self, line: str) -> None:
        self._emit(Message(Severity.INFO, line))
