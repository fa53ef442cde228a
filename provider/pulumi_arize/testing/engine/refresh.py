"""Reads what every resource really is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from .backend import now
from .errors import EngineError
from .executor import marked
from .planner import compare
from .provider_process import Provider
from .snapshot import Snapshot, without_dangling
from .state import Resource
from .steps import Listener, Message, Op, Severity, Step, StepDone

ProviderOf = Callable[[str], Provider]


def refreshed(base: Snapshot, provider_of: ProviderOf, tell: Listener, *, parallel: int) -> tuple[Snapshot, bool]:
    """Return the snapshot as providers see it now, and whether every resource could be read.

    A resource that is gone is left out; one that could not be read stays as it was.
    """

    def read(old: Resource) -> Step | None:
        try:
            step = _read(old, provider_of)
        except EngineError as error:
            tell(Message(Severity.ERROR, str(error), old.urn))
            tell(StepDone(Step(Op.SAME, old, old), failed=True, refreshing=True))
            return None
        tell(StepDone(step, refreshing=True))
        return step

    with ThreadPoolExecutor(parallel) as threads:
        steps = list(threads.map(read, base.resources))
    found = [step.new if step else old for step, old in zip(steps, base.resources, strict=True)]
    gone = [step.old for step in steps if step and step.old and not step.new]
    left = tuple(without_dangling([resource for resource in found if resource], gone))
    interrupted = tuple(pending for pending in base.pending if pending.kind == "creating")
    return Snapshot(left, interrupted), all(steps)


def _read(old: Resource, provider_of: ProviderOf) -> Step:
    if not old.is_managed or old.pending_replacement:
        return Step(Op.SAME, old, old)
    provider = provider_of(old.provider)
    answer = provider.read(old)
    if not answer.id:
        return Step(Op.DELETE, old, None)
    inputs = old.inputs if answer.inputs is None else answer.inputs
    differs = inputs != old.inputs or answer.outputs != old.outputs
    found = replace(
        old, id=answer.id, inputs=inputs, outputs=answer.outputs, modified=now() if differs else old.modified
    )
    # the comparison that the next update would make, told the other way round
    difference = compare(provider, found, old.inputs, old.ignore_changes, ())
    return Step(Op.UPDATE if difference.changed else Op.SAME, old, marked(found))
