"""Deletes the resources that the program no longer registers: dependents first, otherwise in parallel."""

from collections.abc import Sequence

from .dependency_graph import deletion_waves, needed_by
from .provider_registry import ProviderRegistry
from .resource_state import Resource
from .snapshot import Journal
from .step_executor import StepExecutor, StoppedError
from .steps import Listener, Message, Op, Severity, Step, StepDone


def delete_untouched(journal: Journal, registry: ProviderRegistry, executor: StepExecutor, emit: Listener) -> None:
    """Delete every resource that the operation has not touched; StoppedError where some are protected.

    Each protected resource is reported, and stays with its dependencies; the others are deleted.
    """
    pending_delete, ordered = journal.untouched(), journal.resources()
    for resource in pending_delete:
        # start every provider before anything is deleted
        registry.of(resource)
    staying: set[str] = set()
    for wave in deletion_waves(pending_delete, ordered):
        steps = [_deletion(resource) for resource in wave if resource.delete or resource.urn not in staying]
        protected = [step for step in steps if step.op is Op.DELETE and step.resource.protect]
        _refuse(protected, emit)
        executor.run_together([step for step in steps if step not in protected])
        executor.check_running()
        staying |= needed_by([step.resource for step in protected], ordered)
    if staying:
        raise StoppedError("some resources are protected")


def _refuse(deletions: Sequence[Step], emit: Listener) -> None:
    for step in deletions:
        emit(StepDone(step, failed=True))
        text = (
            f'resource "{step.urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, '
            "either remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`, "
            "or use the command:\n"
            f"`pulumi state unprotect '{step.urn}'`"
        )
        emit(Message(Severity.ERROR, text, step.urn))


def _deletion(resource: Resource) -> Step:
    if resource.delete:
        return Step(Op.DISCARD_REPLACED if resource.external else Op.DELETE_REPLACED, resource, None)
    if resource.external:
        return Step(Op.DISCARD, resource, None)
    return Step(Op.REMOVE_PENDING_REPLACE if resource.pending_replacement else Op.DELETE, resource, None)
