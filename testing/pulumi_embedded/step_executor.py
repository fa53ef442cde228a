"""Executes steps: calls the providers and records their results."""

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from .backend import now
from .errors import EngineError, StepError
from .provider_interface import ProviderState
from .provider_registry import ProviderRegistry
from .resource_state import Resource
from .snapshot import Journal
from .steps import Listener, Message, Op, Severity, Step, StepDone
from .values import UNKNOWN_ON_WIRE, Properties, Secret, is_secret


class StoppedError(EngineError):
    """The operation has failed or was interrupted: no more steps are started."""


class StepExecutor:
    """Runs chains of steps, at most `parallel` at a time, until one fails."""

    def __init__(self, journal: Journal, registry: ProviderRegistry, emit: Listener, *, parallel: int) -> None:
        self._journal = journal
        self._registry = registry
        self._emit = emit
        self._slots = threading.Semaphore(parallel)
        self._parallel = parallel
        self._operations: dict[Op, Callable[[Step], Resource]] = {
            Op.SAME: self._same,
            Op.CREATE: self._create,
            Op.UPDATE: self._update,
            Op.REPLACE: lambda step: step.resource,
            Op.CREATE_REPLACEMENT: self._create,
            Op.DELETE: self._delete,
            Op.DELETE_REPLACED: self._delete,
            Op.REMOVE_PENDING_REPLACE: self._remove,
            Op.READ: self._read,
            Op.READ_REPLACEMENT: self._read,
            Op.DISCARD: self._delete,
            Op.DISCARD_REPLACED: self._delete,
            Op.IMPORT: self._import,
        }
        self.stopped = threading.Event()

    def check_running(self) -> None:
        """Raise StoppedError after a step has failed."""
        if self.stopped.is_set():
            raise StoppedError("the operation was stopped")

    def run_chain(self, steps: Sequence[Step]) -> Resource:
        """Execute steps one after the other; return the new state of their resource."""
        made = steps[-1].resource
        for step in steps:
            with self._slots:
                self.check_running()
                result = self._execute(step)
            if step.op is not Op.REPLACE:
                made = result
        return made

    def run_together(self, steps: Sequence[Step]) -> None:
        """Execute steps in parallel; `check_running` raises afterwards if one failed."""
        with ThreadPoolExecutor(self._parallel) as threads:
            runs = [threads.submit(self._run_alone, step) for step in steps]
        for run in runs:
            run.result()

    def _run_alone(self, step: Step) -> None:
        # the step that failed first has reported it
        with contextlib.suppress(StoppedError):
            self.run_chain([step])

    def _execute(self, step: Step) -> Resource:
        try:
            made = self._operations[step.op](step)
        except EngineError as error:
            self._journal.end(step.resource)
            self._emit(StepDone(step, failed=True))
            self._emit(Message(Severity.ERROR, str(error), step.urn))
            # the running steps are finished, and reported
            self.stopped.set()
            raise StoppedError(str(error)) from None
        reported = replace(step, new=made) if step.new else step
        self._emit(StepDone(reported))
        return made

    def _same(self, step: Step) -> Resource:
        new, old = step.resource, step.old
        assert old is not None  # noqa: S101 - a resource that is unchanged has an old state
        new = mark_secret_outputs(replace(new, id=old.id, outputs=old.outputs))
        if new.is_provider:
            self._registry.keep(replace(new, inputs=old.inputs))
        self._journal.keep(old, new)
        return new

    def _create(self, step: Step) -> Resource:
        new, old = step.resource, step.old
        self._journal.begin(new, "creating")
        found = self._registry.of(new).create(new)
        created = now()
        made = _with_provider_state(replace(new, created=created, modified=created), found)
        stays = old is not None and not step.delete_first and not old.pending_replacement
        left = replace(old, delete=True) if old is not None and stays else None
        self._journal.end(new, old, left=left, new=made)
        return _raise_if_init_failed(made)

    def _update(self, step: Step) -> Resource:
        new, old = step.resource, step.old
        assert old is not None  # noqa: S101 - a resource that is updated has an old state
        self._journal.begin(new, "updating")
        found = self._registry.of(new).update(old, new, step.ignored)
        # an object that failed to initialize does not have the new inputs yet
        inputs = old.inputs if found.init_errors else new.inputs
        made = _with_provider_state(replace(new, inputs=inputs, modified=now() if new.custom else old.modified), found)
        self._journal.end(new, old, new=made)
        return _raise_if_init_failed(made)

    def _delete(self, step: Step) -> Resource:
        old = step.resource
        self._journal.begin(old, "deleting")
        provider = self._registry.of(old)
        if not old.retain_on_delete and not old.external:
            provider.delete(old)
        # one that is deleted first stays in the state until its replacement exists
        self._journal.end(old, old, left=replace(old, pending_replacement=True) if step.delete_first else None)
        return old

    def _read(self, step: Step) -> Resource:
        new, old = step.resource, step.old
        self._journal.begin(new, "reading")
        found = ProviderState(new.id, {})
        if new.id != UNKNOWN_ON_WIRE:
            found = self._registry.of(new).read(replace(new, outputs=new.inputs))
        changed = old is not None and (old.inputs, old.outputs) != (new.inputs, found.outputs)
        made = _with_provider_state(
            replace(new, modified=now() if changed else new.modified), replace(found, id=found.id or new.id)
        )
        left = replace(old, delete=True) if old and step.op is Op.READ_REPLACEMENT else None
        self._journal.end(new, old, left=left, new=made)
        return _raise_if_init_failed(made)

    def _import(self, step: Step) -> Resource:
        """Read the object to import; the inputs of the program are compared with it afterwards."""
        new = step.resource
        self._journal.begin(new, "importing")
        found = self._registry.of(new).read(new)
        if found.inputs is None:
            raise StepError(f"provider does not support importing resources: '{new.urn}'")
        imported = now()
        read = replace(new, inputs=found.inputs, created=imported, modified=imported)
        made = _with_provider_state(read, replace(found, id=found.id or new.import_id))
        self._journal.end(new, new=made)
        return _raise_if_init_failed(made)

    def _remove(self, step: Step) -> Resource:
        self._journal.end(step.resource, step.old)
        return step.resource


def _with_provider_state(new: Resource, found: ProviderState) -> Resource:
    return mark_secret_outputs(replace(new, id=found.id, outputs=found.outputs, init_errors=found.init_errors))


def _raise_if_init_failed(made: Resource) -> Resource:
    """Return the resource; StepError if it exists but failed to initialize."""
    if made.init_errors:
        count = len(made.init_errors)
        listed = "".join(f"\n\t* {error}" for error in made.init_errors)
        raise StepError(f"{count} error{'s' if count > 1 else ''} occurred:{listed}\n")
    return made


def mark_secret_outputs(resource: Resource) -> Resource:
    """Return the resource; outputs are secret that an option names, or whose input is."""
    secret = set(resource.additional_secret_outputs) | {k for k, v in resource.inputs.items() if is_secret(v)}
    outputs: Properties = {
        key: Secret(value) if key in secret and not is_secret(value) else value
        for key, value in resource.outputs.items()
    }
    return replace(resource, outputs=outputs)
