"""One preview, update, refresh or destroy of a stack."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from pulumi.runtime.proto import resource_pb2

from . import urns
from .errors import EngineError, RefusedError
from .executor import Executor, StoppedError, refusal_to_delete
from .goal import Goal
from .graph import deletion_waves, needed_by
from .monitor import FEATURES, Engine, Monitor, Server
from .planner import InvalidError, Planner
from .plugin import Plugin, StackReferences
from .processes import Launch
from .program_process import Run, Start
from .project import Configuration, Project
from .provider_process import DynamicProviders
from .refresh import refreshed
from .registry import Registry
from .snapshot import Journal, Save, Snapshot
from .state import Resource
from .steps import Listener, Message, Op, Outputs, Severity, Step, StepDone
from .values import Properties, Secret

_BUILT_IN = "pulumi"
_DYNAMIC = "pulumi-python"
_INTERRUPTED = "Attempting to deploy or update resources with {} pending operations from previous deployment."
_ADVICE = (
    "What became of them is not known. `refresh` reads it and clears the pending operations, "
    "creates only with --clear-pending-creates."
)
_SHOWN = 32  # the exit code of a program that has shown its error itself


@dataclass(frozen=True)
class Settings:
    """What an operation runs on: `parallel` is the number of steps at a time.

    `start` starts the program, `launch` a process of the provider; `outputs_of` gives the outputs of the stack named.
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
        """Return what a program may know."""
        return resource_pb2.DeploymentInfo(
            project=self.project.name,
            stack=self.stack,
            organization="organization",
            dryRun=self.preview,
            parallel=self.parallel,
            config=self.configuration.values,
            configSecretKeys=sorted(self.configuration.secrets),
            supportedFeatures=FEATURES.values(),
        )


class Operation:
    """Runs once; `tell` hears every step and message. A preview changes nothing, its `save` is not called."""

    def __init__(self, settings: Settings, base: Snapshot, save: Save, tell: Listener) -> None:
        self._settings = settings
        self._tell = tell
        self._save: Save = save if not settings.preview else lambda _snapshot: None
        self._for_providers = Server(Engine(tell))
        self._dynamic = DynamicProviders(
            settings.project, settings.environment, self._for_providers.address, self._show, settings.launch
        )
        known = [resource for resource in base.resources if resource.is_provider]
        self._registry = Registry(self._load, known, preview=settings.preview)
        self._base = base
        self._journal, self._executor = self._beginning()
        self._planning = threading.Lock()
        self._idle = threading.Condition()
        self._running = 0
        self._interrupted = False
        self._finished = threading.Event()
        self._registered: dict[str, Resource] = {}
        self._stack_outputs: Properties | None = None

    def close(self) -> None:
        """End what the operation started."""
        self._registry.close()
        self._dynamic.close()
        self._for_providers.close()

    def interrupt(self) -> None:
        """Begin nothing more; what has begun is finished and saved."""
        self._interrupted = True
        self._stop()
        self._registry.cancel()

    def abandon(self) -> None:
        """Leave the state as it is, with what is pending."""
        self._journal.abandon()

    def _beginning(self) -> tuple[Journal, Executor]:
        journal = Journal(self._base, self._save)
        return journal, Executor(journal, self._registry, self._tell, parallel=self._settings.parallel)

    def _load(self, kind: str) -> Plugin:
        """Start the provider that resources of a provider type stand for."""
        package = urns.package_of(kind)
        if package == _BUILT_IN:
            return StackReferences(self._settings.outputs_of)
        if package != _DYNAMIC:
            raise RefusedError(f"a resource of the package `{package}`")
        return self._dynamic.start(preview=self._settings.preview)

    def refresh(self, *, clear_pending_creates: bool = False) -> None:
        """Read what every resource really is, and make that the state; raise StoppedError if some could not be read.

        Interrupted creates stay on record, as no read can find them, unless they are to be cleared.
        """
        self._base, complete = refreshed(
            self._base, self._registry, self._tell, parallel=self._settings.parallel, stopped=self._executor.stopped
        )
        if clear_pending_creates:
            self._base = replace(self._base, pending=())
        self._save(self._base)
        self._say_if_interrupted()
        self._journal, self._executor = self._beginning()
        if not complete:
            raise StoppedError("refresh failed")

    def destroy(self) -> None:
        """Delete every resource. One that is interrupted ends without an error, as on the real engine."""
        try:
            self._delete_untouched()
        except StoppedError:
            if not self._interrupted:
                raise

    def update(self) -> None:
        """Run the program, bring every resource to what it asks for, and delete what it no longer asks for."""
        self._warn_of_interrupted()
        planner = Planner(
            self._settings.stack,
            self._settings.project.name,
            self._journal,
            self._registry,
            self._tell,
            preview=self._settings.preview,
        )
        try:
            self._run_program(planner)
            self._delete_untouched()
        except EngineError:
            self._finish_outputs(failed=True)
            raise
        self._finish_outputs(failed=planner.refused)
        if planner.refused:
            raise StoppedError("the operation was refused")

    def _run_program(self, planner: Planner) -> None:
        info = self._settings.info()
        self._dynamic.prepare()
        server = Server(
            Engine(self._tell), Monitor(info, partial(self._register, planner), self._take_outputs, self._fail)
        )
        settings = self._settings
        program = settings.start(Run(settings.project, info, server.address, settings.environment, self._show))
        codes: list[int] = []

        def wait() -> None:
            codes.append(program.wait())
            self._finished.set()

        waiter = threading.Thread(target=wait, daemon=True)
        waiter.start()
        try:
            self._finished.wait()
            self._wait_for_registrations()
        finally:
            if self._executor.stopped.is_set() or not codes:
                program.stop()
            server.close()
        self._say_if_interrupted()
        self._executor.check_running()
        if codes and codes[0]:
            self._report_program(codes[0])

    def _say_if_interrupted(self) -> None:
        if self._interrupted:
            text = "preview canceled" if self._settings.preview else "update canceled"
            self._tell(Message(Severity.ERROR, text))
            raise StoppedError(text)

    def _report_program(self, code: int) -> None:
        if code != _SHOWN:
            text = f"an unhandled error occurred: Program exited with non-zero exit code: {code}"
            self._tell(Message(Severity.ERROR, text))
        raise StoppedError("the program failed")

    def _register(self, planner: Planner, goal: Goal) -> Resource:
        with self._idle:
            self._running += 1
        try:
            with self._planning:
                self._executor.check_running()
                steps = planner.plan(goal, partial(self._default_provider, planner))
            made = self._executor.run_chain(steps)
        except EngineError as error:
            if not isinstance(error, StoppedError | InvalidError):
                urn = urns.make(self._settings.stack, self._settings.project.name, goal.parent, goal.type, goal.name)
                self._tell(Message(Severity.ERROR, str(error), urn))
            self._stop()
            raise StoppedError(str(error)) from None
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()
        self._registered[made.urn] = made
        return made

    def _default_provider(self, planner: Planner, package: str) -> str:
        """Return the reference to a package's default provider, which is registered when it is first needed."""
        kind = f"{urns.PROVIDER_TYPES}{package}"
        urn = urns.make(self._settings.stack, self._settings.project.name, "", kind, "default")
        if urn not in self._registered:
            goal = Goal(kind, "default", parent="", custom=True, inputs=self._default_inputs(package))
            steps = planner.plan(goal, partial(self._default_provider, planner))
            self._registered[urn] = self._executor.run_chain(steps)
        return self._registered[urn].reference

    def _default_inputs(self, package: str) -> Properties:
        """Return the configuration under the package's name; a dynamic provider gets all that there is."""
        values, secrets = self._settings.configuration.values, self._settings.configuration.secrets
        marked = {key: Secret(value) if key in secrets else value for key, value in sorted(values.items())}
        if package == _DYNAMIC:
            return marked
        prefix = f"{package}:"
        return {key.removeprefix(prefix): value for key, value in marked.items() if key.startswith(prefix)}

    def _take_outputs(self, urn: str, outputs: Properties) -> None:
        resource = self._registered.get(urn)
        if resource is None:
            raise EngineError(f"outputs of a resource that was not registered: {urn}")
        if resource.type == urns.STACK_TYPE:
            self._stack_outputs = outputs
        elif resource.outputs != outputs:
            self._set_outputs(resource, outputs)

    def _set_outputs(self, resource: Resource, outputs: Properties) -> None:
        changed = replace(resource, outputs=outputs)
        self._registered[resource.urn] = changed
        self._journal.end(resource, swap=(resource, changed))
        self._journal.save()

    def _finish_outputs(self, *, failed: bool) -> None:
        """Make the stack's outputs those of the program; after a failure, old ones it did not get to say again stay."""
        stack = next((r for r in self._registered.values() if r.type == urns.STACK_TYPE), None)
        if stack is None:
            return
        old = next((r.outputs for r in self._base.resources if r.urn == stack.urn), {})
        outputs = stack.outputs if self._stack_outputs is None else self._stack_outputs
        if failed:
            outputs = {**old, **outputs}
        self._set_outputs(stack, outputs)
        self._tell(Outputs(old, outputs))

    def _delete_untouched(self) -> None:
        steps = [_deletion(resource) for resource in self._journal.untouched()]
        # each protected resource is named, and with what it needs it stays; the rest goes all the same
        protected = [step for step in steps if step.op is Op.DELETE and step.resource.protect]
        for step in protected:
            self._tell(StepDone(step, failed=not self._settings.preview))
            self._tell(Message(Severity.ERROR, refusal_to_delete(step.urn), step.urn))
        ordered = self._journal.resources()
        staying = needed_by([step.resource for step in protected], ordered)
        by_resource = {step.resource: step for step in steps if step.urn not in staying}
        for wave in deletion_waves(list(by_resource), ordered):
            self._executor.run_together([by_resource[resource] for resource in wave])
            self._executor.check_running()
        if protected:
            raise StoppedError("some resources are protected")

    def _warn_of_interrupted(self) -> None:
        if self._settings.preview:
            return
        if pending := self._base.pending:
            text = f"{_INTERRUPTED.format(len(pending))}\n"
            text += "\n".join(f"  * {item.resource.urn}, interrupted while {item.kind}" for item in pending)
            self._tell(Message(Severity.WARNING, f"{text}\n{_ADVICE}"))

    def _fail(self, text: str) -> None:
        self._tell(Message(Severity.ERROR, text))
        self._stop()

    def _stop(self) -> None:
        self._executor.stopped.set()
        self._finished.set()

    def _wait_for_registrations(self) -> None:
        with self._idle:
            self._idle.wait_for(lambda: self._running == 0)

    def _show(self, line: str) -> None:
        self._tell(Message(Severity.INFO, line))


def _deletion(resource: Resource) -> Step:
    if resource.delete:
        return Step(Op.DELETE_REPLACED, resource, None)
    if resource.external:
        return Step(Op.DISCARD, resource, None)
    return Step(Op.REMOVE_PENDING_REPLACE if resource.pending_replacement else Op.DELETE, resource, None)
