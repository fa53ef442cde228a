"""The order that dependencies require."""

from collections.abc import Collection, Sequence

from .resource_state import Resource
from .snapshot import dependency_urns, references


def dependents(root: Resource, ordered: Sequence[Resource], excluded: Collection[str]) -> list[Resource]:
    """Return what depends on `root`, directly or not, in their order; a child is not a dependent of its parent."""
    found: list[Resource] = []
    reached = {root.urn}
    for candidate in ordered[ordered.index(root) + 1 :]:
        if candidate.urn not in excluded and reached & dependency_urns(candidate):
            found.append(candidate)
            reached.add(candidate.urn)
    return found


def needed_by(resources: Collection[Resource], ordered: Sequence[Resource]) -> set[str]:
    """Return the URNs of these resources and of all that they need, directly or not."""
    needed = {resource.urn for resource in resources}
    for resource in reversed(ordered):
        if resource.urn in needed:
            needed |= references(resource)
    return needed


def deletion_waves(pending_delete: Sequence[Resource], ordered: Sequence[Resource]) -> list[list[Resource]]:
    """Return the resources to delete in waves: a wave may be deleted in parallel, after the waves before it."""
    needs = _needs(ordered)
    left = set(pending_delete)
    waves: list[list[Resource]] = []
    while left:
        wave = [resource for resource in pending_delete if resource in left and not needs[resource] & left]
        left.difference_update(wave)
        waves.insert(0, wave)
    return waves


def _needs(ordered: Sequence[Resource]) -> dict[Resource, set[Resource]]:
    """Return the dependencies of each resource; a dependent of a component depends on its children too."""
    needs: dict[Resource, set[Resource]] = {}
    before: dict[str, set[Resource]] = {}
    inside: dict[str, set[Resource]] = {}
    for resource in ordered:
        found = set(before.get(resource.parent, ()))
        for urn in dependency_urns(resource):
            found |= before.get(urn, set()) | inside.get(urn, set())
        needs[resource] = found
        before.setdefault(resource.urn, set()).add(resource)
        for component in _components_around(resource, before):
            inside.setdefault(component, set()).add(resource)
    return needs


def _components_around(resource: Resource, before: dict[str, set[Resource]]) -> list[str]:
    around: list[str] = []
    parent = resource.parent
    while parent in before:
        above = next(iter(before[parent]))
        if above.custom:
            break
        around.append(parent)
        parent = above.parent
    return around
