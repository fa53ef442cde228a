"""Environments that are built of inputs, without an engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_arize.cli.promote.environment import Key, Resources, ResourceSnapshot, StackEnvironment
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.key_fingerprint import with_secret_digests
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType

Json = dict[str, Any]


def snapshot(raw_inputs: Json, operation: str = "same") -> ResourceSnapshot:
    """Return a resource as every view has it that is in sync."""
    resource_type = type_of(raw_inputs)
    inputs, _ = check(resource_type, raw_inputs)
    safe = with_secret_digests(resource_type.variants(inputs), inputs, b"a key for tests")
    return ResourceSnapshot(resource_type, safe, safe, operation, "id")


def type_of(inputs: Json) -> ResourceType:
    """Return the resource type of inputs."""
    return AI_INTEGRATION if "provider" in inputs else INTEGRATION


def view(inputs: Mapping[str, Json], operation: str = "same") -> Resources:
    """Return a view of resources, given by their names and inputs."""
    return {Key(f"arize:{type_of(item).name}", name): snapshot(item, operation) for name, item in inputs.items()}


def in_sync(name: str, inputs: Mapping[str, Json], **views: Any) -> StackEnvironment:
    """Return an environment with the same resources in each view, except in `views`."""
    same = view(inputs)
    return StackEnvironment(name, **{"declared": same, "deployed": same, "server": same, **views})
