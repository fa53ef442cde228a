"""Environments made by hand: three views of what a test declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_arize.cli.promote.environment import Key, Resources, ResourceSnapshot, StackEnvironment
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.key_fingerprint import fingerprinted
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType

Json = dict[str, Any]
KEY = b"of a test"


def held(declared: Json, operation: str = "same") -> ResourceSnapshot:
    """Return a resource as every view has it that is in sync."""
    kind = kind_of(declared)
    inputs, _ = check(kind, declared)
    safe = fingerprinted(kind.model_for(inputs), inputs, KEY)
    return ResourceSnapshot(kind, safe, safe, operation, "id")


def kind_of(inputs: Json) -> ResourceType:
    """Return the kind that a declaration is of."""
    return AI_INTEGRATION if "provider" in inputs else INTEGRATION


def view(declarations: Mapping[str, Json], operation: str = "same") -> Resources:
    """Return a view of declarations by name."""
    return {Key(f"arize:{kind_of(item).name}", name): held(item, operation) for name, item in declarations.items()}


def settled(name: str, declarations: Mapping[str, Json], **views: Any) -> StackEnvironment:
    """Return an environment in sync, but for the views that are given."""
    same = view(declarations)
    return StackEnvironment(name, **{"declared": same, "deployed": same, "server": same, **views})
