"""An environment in three views: what the program declares, what is deployed, what the server has. No key is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ...model.resource_types import ResourceType

Values = Mapping[str, Any]

VIEWS = ("declared", "deployed", "server")
"""The views of an environment, each compared with the one before it."""

UP_TO_DATE = "same"
"""The operation that changes nothing, in the engine's words."""


class Key(NamedTuple):
    """A resource in every environment: its type with those of its parents, and its name."""

    path: str
    name: str


@dataclass(frozen=True)
class ResourceSnapshot:
    """A resource in one view. `operation` is what an `up` would do, in the view of what is declared."""

    resource_type: ResourceType
    inputs: Values
    state: Values = field(default_factory=dict)
    operation: str = ""
    item_id: str = ""
    named: Sequence[str] = ()
    """The paths that the declaration has named."""
    marks: Values = field(default_factory=dict)
    """The declaration with `[secret]` where the program, or the provider, has marked a secret."""


@dataclass(frozen=True)
class Unreadable:
    """A view that could not be read."""

    reason: str


Resources = Mapping[Key, ResourceSnapshot]


@dataclass(frozen=True)
class StackEnvironment:
    """A stack in three views. What is deployed and not on the server is gone.

    `places` are the names of the account's organizations and spaces, by id.
    """

    name: str
    declared: Resources | Unreadable
    deployed: Resources | Unreadable
    server: Resources | Unreadable
    places: Mapping[str, str] = field(default_factory=dict)
