"""Reads the actual state of every resource."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

from .backend import now
from .errors import EngineError
from .property_diff import PropertyChange
from .provider_registry import ProviderRegistry
from .resource_diff import compare, inverted
from .resource_state import Resource
from .snapshot import Snapshot, without_dangling
from .step_executor import mark_secret_outputs
from .steps import Listener, Message, Op, Severity, Step, StepDone


def refreshed(
    base: Snapshot, registry: ProviderRegistry, emit: Listener, *, parallel: int, stopped: Event
) -> tuple[Snapshot, bool]:
    """Return the snapshot that the providers read, and whether every resource could be read.

    A resource that no longer exists is left out; one that could not be read, or not before `stopped`, is unchanged.
    """

    def read(old: Resource) -> Step | None:
        if stopped.is_set():
            return None
        try:
            step = _read(old, registry, emit)
        except EngineError as error:
            emit(Message(Severity.ERROR, str(error), old.urn))
            emit(StepDone(Step(Op.SAME, old, old), failed=True, refreshing=True))
            return None
        emit(StepDone(step, refreshing=True))
        return step

    with ThreadPoolExecutor(parallel) as threads:
        steps = list(threads.map(read, base.resources))
    current = [step.new if step else old for step, old in zip(steps, base.resources, strict=True)]
    left = tuple(without_dangling([resource for resource in current if resource]))
    interrupted = tuple(pending for pending in base.pending if pending.operation == "creating")
    return Snapshot(left, interrupted), all(steps)


def _read(old: Resource, registry: ProviderRegistry, emit: Listener) -> Step:
    if not old.custom or old.is_provider or old.pending_replacement:
        return Step(Op.SAME, old, old)
    provider = registry.of(old)
    response = provider.read(old)
    if not response.id:
        return Step(Op.DELETE, old, None)
    if response.init_errors:
        listed = "".join(f"\n* {error}" for error in response.init_errors)
        emit(Message(Severity.WARNING, f"Refreshed resource is in an unhealthy state:{listed}", old.urn))
    inputs = old.inputs if response.inputs is None else response.inputs
    differs = inputs != old.inputs or response.outputs != old.outputs
    found = replace(
        old,
        id=response.id,
        inputs=inputs,
        outputs=response.outputs,
        modified=now() if differs else old.modified,
        init_errors=response.init_errors,
    )
    details: tuple[PropertyChange, ...] = ()
    if not old.external:
        # the diff of the next update, inverted
        difference = compare(provider, replace(found, init_errors=()), old.inputs, old.ignore_changes, ())
        differs, details = difference.changed, inverted(difference.details)
    return Step(Op.UPDATE if differs else Op.SAME, old, mark_secret_outputs(found), details=details)
