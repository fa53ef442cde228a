"""The operations on a resource, as the front ends call them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from ..model.fields import fields
from ..model.resource_types import ResourceType
from ..safe_json import Values
from .diff import Change, patch_changes, provider_changes

State = dict[str, Any]


@dataclass(frozen=True)
class ReadResult:
    """The state that a read returns, and the inputs that would make it."""

    state: State
    inputs: State


class ResourceOperations(Protocol):
    """The operations on one resource. All of them raise ArizeError."""

    def create(self, inputs: Values) -> tuple[str, State]:
        """Create the resource; return its id and state."""
        ...

    def describe_adoption(self, inputs: Values) -> str:
        """Return a sentence that says what `create` will change of the resource that it adopts."""
        ...

    def import_(self, import_id: str) -> tuple[str, ReadResult] | None:
        """Return the id, the state and the inputs of what an id or a name names, None where it is gone."""
        ...

    def read(self, item_id: str, state: Values, named: Collection[str]) -> ReadResult | None:
        """Return the state and the inputs that the server has, None where the resource is gone."""
        ...

    def update(self, item_id: str, state: Values, inputs: Values) -> State:
        """Change the resource to the inputs; return its state."""
        ...

    def delete(self, item_id: str, state: Values) -> None:
        """Delete the resource."""
        ...

    def guard_replacement(self, item_id: str, state: Values) -> str:
        """Return what a preview says of a delete for a replacement, or an empty text; raise where it is refused."""
        ...


def diff(resource_type: ResourceType, state: Values, inputs: Values) -> list[Change]:
    """Return the changes of an update, without a request."""
    name = resource_type.discriminator
    if name and resource_type.model_for(inputs) is None:
        return [Change((name,), fields(resource_type.models[0])[name], state.get(name), inputs.get(name))]
    return [*patch_changes(resource_type, state, inputs), *provider_changes(resource_type, state, inputs)]
