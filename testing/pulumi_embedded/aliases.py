"""Finds the old state of a resource, by its URN or by one of its aliases."""

from collections.abc import Container, Sequence

from pulumi.runtime.proto import alias_pb2

from . import urns
from .goal import Goal
from .resource_state import Resource


class OldResources:
    """The resources before an operation; `renamed` maps the new URNs of renamed resources to the old ones."""

    def __init__(self, stack: str, project: str, resources: Sequence[Resource]) -> None:
        self._stack = stack
        self._project = project
        self._by_urn = {resource.urn: resource for resource in resources}
        self._claimed: dict[str, str] = {}
        self.renamed: dict[str, str] = {}

    def find(self, urn: str, goal: Goal) -> Resource | None:
        """Return the old state of a resource; its URN has precedence over its aliases."""
        return next((self._by_urn[name] for name in [urn, *self._aliases(goal)] if name in self._by_urn), None)

    def claim(self, urn: str, old: Resource | None, registered: Container[str]) -> str:
        """Record that `old` becomes `urn`; return why it cannot, empty if it can.

        `registered` has the URNs that the program has registered: two of its resources cannot have one old state.
        """
        conflict = ""
        if urn in self._claimed:
            conflict = (
                f"Duplicate resource URN '{urn}' conflicting with alias on resource with URN '{self._claimed[urn]}'"
            )
        if old is None or old.urn == urn:
            return conflict
        if old.urn in registered or old.urn in self._claimed:
            conflict = (
                f"Duplicate resource alias '{old.urn}' applied to resource with URN '{urn}' "
                f"conflicting with resource with URN '{self._claimed.get(old.urn, urn)}'"
            )
        self._claimed[old.urn] = urn
        self.renamed[urn] = old.urn
        return conflict

    def _aliases(self, goal: Goal) -> list[str]:
        """Return the aliases of a resource as URNs: its own, and those that follow from its parent's."""
        own = [self._alias(goal, alias) for alias in goal.aliases]
        if goal.parent not in self.renamed:
            return own
        names = [urns.make(self._stack, self._project, goal.parent, goal.type, goal.name), *own]
        return [*own, *(_inherited(name, goal.parent, self.renamed[goal.parent]) for name in names)]

    def _alias(self, goal: Goal, alias: alias_pb2.Alias) -> str:
        if alias.urn:
            return alias.urn
        spec = alias.spec
        parent = self.renamed.get(spec.parentUrn, spec.parentUrn) or goal.parent
        return urns.make(
            spec.stack or self._stack,
            spec.project or self._project,
            "" if spec.noParent else parent,
            spec.type or goal.type,
            spec.name or goal.name,
        )


def _inherited(urn: str, parent: str, parent_alias: str) -> str:
    """Return the URN of a child under its parent's alias; a name that begins with the parent's changes too."""
    name, parent_name = urns.name_of(urn), urns.name_of(parent)
    if name.startswith(parent_name):
        name = urns.name_of(parent_alias) + name[len(parent_name) :]
    stack, project, *_ = parent_alias.removeprefix("urn:pulumi:").split("::")
    return urns.make(stack, project, parent_alias, urns.type_of(urn), name)
