"""The classes with which a program describes one environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .._generated.typed_dicts import ResourceArgsPart

__all__ = ["Environment", "Overlay"]


class Overlay(ResourceArgsPart, total=False):
    """The differences of an environment, as in a PATCH.

    A dict literal for `config` changes the fields that it has, an argument class replaces the whole; every other value,
    lists too, is replaced as a whole. None removes.
    """

    protect: bool
    """The resource option: whether Pulumi refuses to delete the resource."""


@dataclass(kw_only=True, frozen=True)
class Environment:
    """The differences of one environment."""

    name_template: str = "{name}"
    """The template of the integrations' names; `{name} ({environment})` where environments share an account."""
    defaults: Overlay = field(default_factory=Overlay, repr=False)
    """The differences of every integration."""
    integrations: Mapping[str, Overlay | None] = field(default_factory=dict, repr=False)
    """The differences of one integration, by key, on top of `defaults`; None leaves it out of this environment."""
