"""The state of a stack while an operation changes it, saved before and after each step."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Final

from . import urns
from .resource_state import Resource

_SAVED: Final = [field.name for field in fields(Resource) if field.name not in {"rest", "created", "modified"}]


@dataclass(frozen=True)
class Pending:
    """A step that was running when the state was written; `operation` is `creating`, `updating` and the like."""

    resource: Resource
    operation: str


@dataclass(frozen=True)
class Snapshot:
    """Resources, each after its dependencies, and pending operations."""

    resources: tuple[Resource, ...] = ()
    pending: tuple[Pending, ...] = ()


Save = Callable[[Snapshot], None]


class Journal:
    """Merges the new states of an operation with the old states that it has not touched yet.

    The new ones come first, in the order of completion, then the rest of the base in its own order: each resource is
    after its dependencies. Threads that record at the same moment share one save.
    """

    def __init__(self, base: Snapshot, save: Save) -> None:
        self._save = save
        self._base = list(base.resources)
        self._new: list[Resource] = []
        self._pending: dict[Resource, Pending] = {}
        # nothing tells the outcome of an interrupted create: only `refresh --clear-pending-creates` drops it
        self._interrupted = [pending for pending in base.pending if pending.operation == "creating"]
        self._renamed: dict[str, str] = {}
        self._replaced_by: dict[Resource, Resource] = {}
        self._lock = threading.Lock()
        self._saving = threading.Lock()
        self._recorded = self._saved = 0

    def begin(self, resource: Resource, operation: str) -> None:
        """Record that a step of the resource begins."""
        with self._lock:
            self._pending[resource] = Pending(resource, operation)
            self._recorded += 1
        self.save()

    def end(
        self,
        pending: Resource,
        old: Resource | None = None,
        *,
        left: Resource | None = None,
        new: Resource | None = None,
    ) -> None:
        """Record the end of a step: it replaces `old` by `left`, or else removes it, and adds `new`."""
        self._record(pending, old, left, new)
        self.save()

    def keep(self, old: Resource, new: Resource) -> None:
        """Record that a resource is unchanged; save it if its state differs all the same."""
        self._record(new, old, None, new)
        if any(getattr(new, name) != getattr(old, name) for name in _SAVED):
            self.save()

    def _record(self, pending: Resource, old: Resource | None, left: Resource | None, new: Resource | None) -> None:
        with self._lock:
            self._pending.pop(pending, None)
            if old:
                current = self._replaced_by.get(old, old)
                self._base = _substitute(self._base, current, left)
                self._new = _substitute(self._new, current, left)
            if old and left:
                self._replaced_by[old] = left
            if old and new and old.urn != new.urn:
                # references to it follow it
                self._renamed[old.urn] = new.urn
            if new:
                self._new.append(new)
            self._recorded += 1

    def untouched(self) -> list[Resource]:
        """Return the resources of the base for which no step has ended."""
        with self._lock:
            return list(self._base)

    def resources(self) -> list[Resource]:
        """Return the current resources, with references to renamed ones by their old URNs."""
        with self._lock:
            return [*self._new, *self._base]

    def snapshot(self) -> Snapshot:
        """Return the current state."""
        with self._lock:
            resources = tuple(self._with_new_urns(resource) for resource in [*self._new, *self._base])
            return Snapshot(resources, (*self._pending.values(), *self._interrupted))

    def save(self) -> None:
        """Save the state, unless another thread has saved the record of this one."""
        with self._lock:
            own = self._recorded
        with self._saving:
            if self._saved >= own:
                return
            recorded = self._recorded
            self._save(self.snapshot())
            self._saved = recorded

    def abandon(self) -> None:
        """Save no more: the steps that are pending now stay so."""
        with self._saving:
            self._save = lambda _snapshot: None

    def _with_new_urns(self, resource: Resource) -> Resource:
        if not self._renamed.keys() & references(resource):
            return resource
        return rename_references(resource, lambda urn: self._renamed.get(urn, urn))


def _substitute(resources: list[Resource], old: Resource, left: Resource | None) -> list[Resource]:
    substituted = (left if resource is old else resource for resource in resources)
    return [resource for resource in substituted if resource]


def references(resource: Resource) -> set[str]:
    """Return the URNs of the parent, the provider and the dependencies."""
    return {resource.parent, *dependency_urns(resource)} - {""}


def dependency_urns(resource: Resource) -> set[str]:
    """Return the URNs of the provider and the dependencies."""
    found = {*resource.dependencies, urns.provider_urn(resource.provider)}
    return found.union(*resource.property_dependencies.values()) - {""}


def rename_references(resource: Resource, rename: Callable[[str], str]) -> Resource:
    """Return the resource with new URNs of its parent, its provider and its dependencies."""
    provider, _, id_ = resource.provider.rpartition("::")
    return replace(
        resource,
        parent=rename(resource.parent),
        dependencies=tuple(map(rename, resource.dependencies)),
        property_dependencies={key: [*map(rename, listed)] for key, listed in resource.property_dependencies.items()},
        provider=f"{rename(provider)}::{id_}" if provider else "",
    )


def without_dangling(resources: Iterable[Resource]) -> list[Resource]:
    """Return the resources without references to those that are not among them."""
    found = list(resources)
    present = {resource.urn for resource in found}
    return [_filtered(resource, present) for resource in found]


def _filtered(resource: Resource, present: set[str]) -> Resource:
    dependencies = {
        key: [urn for urn in listed if urn in present] for key, listed in resource.property_dependencies.items()
    }
    return replace(
        resource,
        parent=resource.parent if resource.parent in present else "",
        dependencies=tuple(urn for urn in resource.dependencies if urn in present),
        property_dependencies={key: listed for key, listed in dependencies.items() if listed},
    )
