"""The resources of a stack while an operation changes them, saved after each step."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Final

from . import urns
from .resource_state import Resource

_SAVED: Final = [field.name for field in fields(Resource) if field.name not in {"rest", "created", "modified"}]


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
        self._left: dict[Resource, Resource] = {}
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
        old: Resource | None = None,
        *,
        left: Resource | None = None,
        new: Resource | None = None,
    ) -> None:
        """Record the end of an operation: `left` takes the place of `old`, which is gone without it, `new` is added."""
        self._record(pending, old, left, new)
        self.save()

    def keep(self, old: Resource, new: Resource) -> None:
        """Record that a resource stays; that is saved where the state says anything else of it now."""
        self._record(new, old, None, new)
        if any(getattr(new, name) != getattr(old, name) for name in _SAVED):
            self.save()

    def _record(self, pending: Resource, old: Resource | None, left: Resource | None, new: Resource | None) -> None:
        with self._lock:
            self._pending.pop(pending, None)
            if old:
                current = self._left.get(old, old)
                self._base = _exchanged(self._base, current, left)
                self._news = _exchanged(self._news, current, left)
            if old and left:
                self._left[old] = left
            if old and new and old.urn != new.urn:
                # references to it follow it
                self._renamed[old.urn] = new.urn
            if new:
                self._news.append(new)
            self._recorded += 1

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


def _exchanged(resources: list[Resource], old: Resource, left: Resource | None) -> list[Resource]:
    found = (left if resource is old else resource for resource in resources)
    return [resource for resource in found if resource]


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
