"""What a program says of one environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .._generated.typed_dicts import ResourceArgsPart

__all__ = ["Environment", "Overlay"]


class Overlay(ResourceArgsPart, total=False):
    """What differs in an environment: it means what a PATCH means.

    A dict literal for `config` holds a part of it, an argument class the whole; every other value, and so each list, is
    replaced whole. None takes away.
    """

    protect: bool
    """Whether Pulumi refuses to delete the resource: the resource option."""


@dataclass(kw_only=True, frozen=True)
class Environment:
    """What differs in one environment."""

    names: str = "{name}"
    """The name of each integration, where environments share an account: `{name} ({environment})`."""
    each: Overlay = field(default_factory=Overlay, repr=False)
    """What differs in every integration."""
    integrations: Mapping[str, Overlay | None] = field(default_factory=dict, repr=False)
    """What differs in one, over `each`; None leaves it out of this environment."""
