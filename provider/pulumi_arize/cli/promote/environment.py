"""An environment in three views: as the program declares it, as it is deployed, and as the server has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from ...model.resource_types import ResourceType
from ...safe_json import Values

VIEWS = ("declared", "deployed", "server")
"""The views of an environment; each is compared with the previous one."""

UP_TO_DATE = "same"
"""The operation of the engine that changes nothing."""


class Key(NamedTuple):
    """Identifies a resource in every environment: by its type, with those of its parents, and its name."""

    path: str
    name: str


@dataclass(frozen=True)
class ResourceSnapshot:
    """A resource in one view; `operation` is what an `up` would do, in the declared view."""

    resource_type: ResourceType
    inputs: Values
    state: Values = field(default_factory=dict)
    operation: str = ""
    item_id: str = ""
    marks: Values = field(default_factory=dict)
    """The inputs with `[secret]` where the program, or the provider, marks a secret."""
    provider: str = ""
    """The URN of its explicit provider, in the deployed view; empty for the stack's own."""


@dataclass(frozen=True)
class Unreadable:
    """A view that could not be read."""

    reason: str


Resources = Mapping[Key, ResourceSnapshot]
View: TypeAlias = "Resources | Unreadable"


@dataclass(frozen=True)
class StackEnvironment:
    """A stack in three views; `names` are those of organizations, spaces and deployed resources, by ID."""

    name: str
    declared: View
    deployed: View
    server: View
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def views(self) -> dict[str, View]:
        """The views by name."""
        return {name: getattr(self, name) for name in VIEWS}

    @property
    def readable(self) -> dict[str, Resources]:
        """The views that could be read, by name."""
        return {name: view for name, view in self.views.items() if not isinstance(view, Unreadable)}

    @property
    def unreadable(self) -> dict[str, str]:
        """Why views could not be read, by name."""
        return {name: view.reason for name, view in self.views.items() if isinstance(view, Unreadable)}

    @property
    def is_known(self) -> bool:
        """Whether the declared or the deployed view could be read."""
        return not {"declared", "deployed"} <= self.unreadable.keys()

    def snapshot(self, view: str, key: Key) -> ResourceSnapshot | None:
        """Return a resource in a view; None if it is not in it, or the view could not be read."""
        return self.readable.get(view, {}).get(key)
