"""Changes of a state by hand: a resource forgotten, renamed or unprotected. The texts are those of the real engine."""

from collections.abc import Callable
from dataclasses import replace

from . import urns
from .errors import StackError
from .resource_state import Resource
from .snapshot import Pending, Snapshot


def without(snapshot: Snapshot, urn: str, *, force: bool) -> Snapshot:
    """Return the state without a resource; StackError where it is protected, or something depends on it."""
    gone = _found(snapshot, urn)
    if gone.protect and not force:
        raise StackError(
            f"{urn} can't be safely deleted because it is protected. Re-run this command with --force to force deletion"
        )
    if needing := [resource for resource in snapshot.resources if resource is not gone and _needs(resource, urn)]:
        listed = "".join(f' * "{resource.name}" ({resource.urn})\n' for resource in needing)
        raise StackError(
            f"{urn} can't be safely deleted because the following resources depend on it:\n{listed}"
            "Delete those resources first."
        )
    return replace(snapshot, resources=tuple(resource for resource in snapshot.resources if resource is not gone))


def renamed(snapshot: Snapshot, urn: str, name: str) -> Snapshot:
    """Return the state with another name of a resource, and in all that refers to it."""
    _found(snapshot, urn)
    new = f"{urn.removesuffix(urns.name_of(urn))}{name}"
    if any(resource.urn == new for resource in snapshot.resources):
        raise StackError("The chosen new urn for the state corresponds to an already existing resource")

    def swap(reference: str) -> str:
        return new + reference.removeprefix(urn) if reference == urn or reference.startswith(f"{urn}::") else reference

    pending = tuple(Pending(_referring(item.resource, swap), item.kind) for item in snapshot.pending)
    return Snapshot(tuple(_referring(resource, swap) for resource in snapshot.resources), pending)


def unprotected(snapshot: Snapshot, urn: str = "") -> Snapshot:
    """Return the state with a resource unprotected; without one, all of them."""
    if urn:
        _found(snapshot, urn)
    changed = (replace(item, protect=item.protect and urn not in ("", item.urn)) for item in snapshot.resources)
    return replace(snapshot, resources=tuple(changed))


def _found(snapshot: Snapshot, urn: str) -> Resource:
    for resource in snapshot.resources:
        if resource.urn == urn:
            return resource
    raise StackError(f'No such resource "{urn}" exists in the current state')


def _needs(resource: Resource, urn: str) -> bool:
    needed = [resource.parent, urns.provider_urn(resource.provider), *resource.dependencies]
    return urn in needed or any(urn in listed for listed in resource.property_dependencies.values())


def _referring(resource: Resource, swap: Callable[[str], str]) -> Resource:
    return replace(
        resource,
        urn=swap(resource.urn),
        parent=swap(resource.parent),
        provider=swap(resource.provider),
        dependencies=tuple(map(swap, resource.dependencies)),
        property_dependencies={key: [*map(swap, listed)] for key, listed in resource.property_dependencies.items()},
    )
