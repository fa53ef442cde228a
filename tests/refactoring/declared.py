"""A program from data: resources of either front end, in components or not, with aliases and other options."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pulumi

Json = dict[str, Any]
DYNAMIC, NATIVE = "pulumi_arize", "pulumi_arize.native"
ROOT = "root"
"""The parent of what stands in no component, in an alias."""


@dataclass(frozen=True)
class Declared:
    """A resource of a program. An alias is a URN or the arguments of `pulumi.Alias`; `team` is a component."""

    name: str
    args: Json
    kind: str = "Integration"
    front_end: str = DYNAMIC
    team: str = ""
    aliases: Sequence[Any] = ()
    options: Json = field(default_factory=dict)


class Team(pulumi.ComponentResource):
    """A component around resources."""

    def __init__(self, name: str) -> None:
        super().__init__("tests:index:Team", name)


def to_json(resources: Sequence[Declared]) -> list[Json]:
    """Return a program as JSON."""
    return [asdict(resource) for resource in resources]


def declare(resources: Sequence[Mapping[str, Any]]) -> None:
    """Declare what `to_json` has returned."""
    teams: dict[str, Team] = {}
    for entry in resources:
        if entry["team"] and entry["team"] not in teams:
            teams[entry["team"]] = Team(entry["team"])
    for entry in resources:
        front_end: Any = importlib.import_module(entry["front_end"])
        aliases = [item if isinstance(item, str) else _alias(item) for item in entry["aliases"]]
        options = pulumi.ResourceOptions(parent=teams.get(entry["team"]), aliases=aliases, **entry["options"])
        getattr(front_end, entry["kind"])(entry["name"], **entry["args"], opts=options)


def _alias(given: Mapping[str, Any]) -> pulumi.Alias:
    parent = {"parent": pulumi.ROOT_STACK_RESOURCE} if given.get("parent") == ROOT else {}
    return pulumi.Alias(**{**given, **parent})
