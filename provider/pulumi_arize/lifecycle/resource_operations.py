"""The verbs that every resource has, as the front ends call them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ..model.fields import fields
from ..model.resource_types import ResourceType
from .diff import Change, patch_changes, provider_changes

Values = Mapping[str, Any]
State = dict[str, Any]


@dataclass(frozen=True)
class ReadResult:
    """What a read found: the state, and the declaration that would say it."""

    state: State
    inputs: State


class ResourceOperations(Protocol):
    """What can be done with one resource. Every verb raises ArizeError."""

    def create(self, inputs: Values) -> tuple[str, State]:
        """Create what is declared; return its id and state."""
        ...

    def import_(self, wanted: str) -> tuple[str, ReadResult] | None:
        """Return the id and what the server has of what `wanted` names, by id or by name; None where it is gone."""
        ...

    def read(self, item_id: str, state: Values, named: Collection[str]) -> ReadResult | None:
        """Return what the server has, None where it is gone."""
        ...

    def update(self, item_id: str, state: Values, inputs: Values) -> State:
        """Make it what is declared; return its state."""
        ...

    def delete(self, item_id: str, state: Values) -> None:
        """Delete it."""
        ...


def diff(resource_type: ResourceType, state: Values, inputs: Values) -> list[Change]:
    """Return what an update would change; nothing is asked of the server."""
    if resource_type.model_for(inputs) is None and resource_type.discriminator:
        discriminator = fields(resource_type.models[0])[resource_type.discriminator]
        return [
            Change(
                (resource_type.discriminator,),
                discriminator,
                state.get(resource_type.discriminator),
                inputs.get(resource_type.discriminator),
            )
        ]
    return [*patch_changes(resource_type, state, inputs), *provider_changes(resource_type, state, inputs)]
