"""The resources of a stack while an operation changes them, saved after each step."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from . import urns
from .state import Resource


@dataclass(frozen=True)
class Pending:
    """An operation that had begun when the state was written; `kind` is creating, updating or deleting."""

    resource: Resource
    kind: str


@dataclass(frozen=True)
class Snapshot:
    """Resources in an order in which nothing comes before what it depends on."""

    resources: tuple[Resource, ...] = ()
    pending: tuple[Pending, ...] = ()


Save = Callable[[Snapshot], None]


class Journal:
    """Merges what an operation has done with what it has not touched yet.

    What is new comes first, in the order of completion, then the rest of the base in its own order: both keep a
    resource behind its dependencies. Threads that record at the same moment share one save.
    """

    def __init__(self, base: Snapshot, save: Save) -> None:
        self._save = save
        self._base = list(base.resources)
        self._news: list[Resource] = []
        self._pending: dict[Resource, Pending] = {}
        # only a refresh that is told so forgets an interrupted create: nothing else can know what became of it
        self._interrupted = [pending for pending in base.pending if pending.kind == "creating"]
        self._renamed: dict[str, str] = {}
        self._swapped: dict[Resource, Resource] = {}
        self._lock = threading.Lock()
        self._saving = threading.Lock()
        self._recorded = self._saved = 0

    def begin(self, resource: Resource, kind: str) -> None:
        """Record that an operation on the resource begins."""
        with self._lock:
            self._pending[resource] = Pending(resource, kind)
            self._recorded += 1
        self.save()

    def end(
        self,
        pending: Resource,
        *,
        done: Iterable[Resource] = (),
        new: Resource | None = None,
        swap: tuple[Resource, Resource] | None = None,
    ) -> None:
        """Record the end of an operation: resources that it took away, added, or changed in place."""
        with self._lock:
            self._pending.pop(pending, None)
            gone = {self._swapped.get(resource, resource) for resource in done}
            self._base = [resource for resource in self._base if resource not in gone]
            self._news = [resource for resource in self._news if resource not in gone]
            if swap:
                self._swapped[swap[0]] = swap[1]
                self._base = [swap[1] if resource is swap[0] else resource for resource in self._base]
                self._news = [swap[1] if resource is swap[0] else resource for resource in self._news]
            if new:
                self._news.append(new)
            self._recorded += 1

    def rename(self, old: str, new: str) -> None:
        """Have references to a resource follow it to the URN that it has now."""
        with self._lock:
            self._renamed[old] = new

    def untouched(self) -> list[Resource]:
        """Return the resources of the base that the operation has neither kept, replaced nor deleted."""
        with self._lock:
            return list(self._base)

    def resources(self) -> list[Resource]:
        """Return all resources as they are now, under the URNs that they had."""
        with self._lock:
            return [*self._news, *self._base]

    def snapshot(self) -> Snapshot:
        """Return the state as it is now."""
        with self._lock:
            resources = tuple(self._follow(resource) for resource in [*self._news, *self._base])
            return Snapshot(resources, (*self._pending.values(), *self._interrupted))

    def save(self) -> None:
        """Save the state, unless another thread has saved what this one recorded."""
        with self._lock:
            wanted = self._recorded
        with self._saving:
            if self._saved >= wanted:
                return
            recorded = self._recorded
            self._save(self.snapshot())
            self._saved = recorded

    def abandon(self) -> None:
        """Save no more: what is pending now stays on record."""
        with self._saving:
            self._save = lambda _snapshot: None

    def _follow(self, resource: Resource) -> Resource:
        if not self._renamed or not self._renamed.keys() & references(resource):
            return resource
        names = self._renamed
        provider, _, id_ = resource.provider.rpartition("::")
        return replace(
            resource,
            parent=names.get(resource.parent, resource.parent),
            dependencies=tuple(names.get(urn, urn) for urn in resource.dependencies),
            property_dependencies={
                key: [names.get(urn, urn) for urn in value] for key, value in resource.property_dependencies.items()
            },
            provider=f"{names.get(provider, provider)}::{id_}" if provider else "",
        )


def references(resource: Resource) -> set[str]:
    """Return the URNs that the resource needs: parent, provider and dependencies of every kind."""
    found = {resource.parent, *dependency_urns(resource)}
    return found - {""}


def dependency_urns(resource: Resource) -> set[str]:
    """Return the URNs that the resource depends on, its provider among them, its parent not."""
    found = {*resource.dependencies, urns.provider_urn(resource.provider)}
    for dependencies in resource.property_dependencies.values():
        found.update(dependencies)
    return found - {""}


def without_dangling(resources: Iterable[Resource]) -> list[Resource]:
    """Return the resources without references to what is gone; a child of one that is gone has no parent any more."""
    found = list(resources)
    present = {resource.urn for resource in found}
    return [_filtered(resource, present) for resource in found]


def _filtered(resource: Resource, present: set[str]) -> Resource:
    kept = {key: [urn for urn in value if urn in present] for key, value in resource.property_dependencies.items()}
    return replace(
        resource,
        parent=resource.parent if resource.parent in present else "",
        dependencies=tuple(urn for urn in resource.dependencies if urn in present),
        property_dependencies={key: value for key, value in kept.items() if value},
    )
