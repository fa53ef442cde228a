"""Edits of a state: a resource is removed, renamed, unprotected or tainted. The texts are those of the real engine."""

from collections.abc import Collection
from dataclasses import replace

from . import urns
from .errors import StackError
from .resource_state import Resource
from .snapshot import Pending, Snapshot, references, rename_references


def without(snapshot: Snapshot, urn: str, *, force: bool) -> Snapshot:
    """Return the state without a resource; StackError where it is protected, or something depends on it."""
    removed = _find(snapshot, urn)
    if removed.protect and not force:
        raise StackError(
            f"{urn} can't be safely deleted because it is protected. Re-run this command with --force to force deletion"
        )
    others = [resource for resource in snapshot.resources if resource is not removed]
    if dependents := [resource for resource in others if urn in references(resource)]:
        listed = "".join(f' * "{resource.name}" ({resource.urn})\n' for resource in dependents)
        raise StackError(
            f"{urn} can't be safely deleted because the following resources depend on it:\n{listed}"
            "Delete those resources first."
        )
    return replace(snapshot, resources=tuple(others))


def renamed(snapshot: Snapshot, urn: str, name: str) -> Snapshot:
    """Return the state with another name of a resource, in all references too."""
    _find(snapshot, urn)
    new = f"{urn.removesuffix(urns.name_of(urn))}{name}"
    if new == urn:
        return snapshot
    if any(resource.urn == new for resource in snapshot.resources):
        raise StackError("The chosen new urn for the state corresponds to an already existing resource")

    def rename(resource: Resource) -> Resource:
        renamed_references = rename_references(resource, lambda reference: new if reference == urn else reference)
        if resource.urn == urn:
            return replace(renamed_references, urn=new)
        listed = renamed_references.property_dependencies
        return replace(renamed_references, property_dependencies={key: listed[key] for key in listed if listed[key]})

    pending = tuple(Pending(rename(item.resource), item.operation) for item in snapshot.pending)
    return Snapshot(tuple(map(rename, snapshot.resources)), pending)


def unprotected(snapshot: Snapshot, urn: str = "") -> Snapshot:
    """Return the state with a resource unprotected; without one, all of them."""
    if urn:
        _find(snapshot, urn)
    changed = (replace(item, protect=item.protect and urn not in ("", item.urn)) for item in snapshot.resources)
    return replace(snapshot, resources=tuple(changed))


def tainted(snapshot: Snapshot, *named: str) -> Snapshot:
    """Return the state with resources that the next update replaces."""
    return _with_taint(snapshot, named, taint=True)


def untainted(snapshot: Snapshot, *named: str) -> Snapshot:
    """Return the state with resources, or all of them, that no update replaces because they were tainted."""
    return _with_taint(snapshot, named or [resource.urn for resource in snapshot.resources], taint=False)


def _with_taint(snapshot: Snapshot, named: Collection[str], *, taint: bool) -> Snapshot:
    for urn in named:
        _find(snapshot, urn)
    changed = (
        replace(item, taint=taint) if item.urn in named and not item.delete else item for item in snapshot.resources
    )
    return replace(snapshot, resources=tuple(changed))


def _find(snapshot: Snapshot, urn: str) -> Resource:
    for resource in snapshot.resources:
        if resource.urn == urn:
            return resource
    raise StackError(f'No such resource "{urn}" exists in the current state')
