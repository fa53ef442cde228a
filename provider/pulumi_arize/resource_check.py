"""The check of a resource's inputs as both front ends do it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .hidden_properties import program_properties, to_fields
from .lifecycle.check import check, names_taken
from .lifecycle.engine_operation import EngineOperation
from .lifecycle.key_fingerprint import comparison_inputs
from .lifecycle.retained_secrets import ADOPT, RETAINED
from .lifecycle.update_announcement import sent_secret_paths
from .model.resource_types import ResourceType
from .safe_json import Values
from .sdk.resource_options import REPLACE_ON_CHANGES


@dataclass(frozen=True)
class CheckedResource:
    """The checked inputs with their hidden properties, and the failures: a path for the engine and a reason each.

    `adopts` tells whether the deployment adopts: only the first one does, and only where the name or id is known.
    `sent_paths` are those that an update sends, and whether each is secret; without failures alone.
    """

    inputs: dict[str, Any]
    failures: list[tuple[str, str]]
    adopts: bool
    sent_paths: Mapping[str, bool]


def check_resource(
    resource_type: ResourceType, old: Values, new: Values, operation: EngineOperation, resource: str
) -> CheckedResource:
    """Check the inputs of a resource in an operation; `old` and `new` are its properties as the engine has them."""
    old_inputs = to_fields(resource_type, old)
    raw_inputs = {name: value for name, value in to_fields(resource_type, new).items() if name != RETAINED}
    inputs, failures = check(resource_type, raw_inputs, old_inputs)
    failures += names_taken(resource_type, inputs, operation, resource)
    if not old_inputs:
        operation.replace(resource)
    forced = str(new.get(REPLACE_ON_CHANGES) or "")
    updates = bool(old_inputs) and not failures
    return CheckedResource(
        {**inputs, **comparison_inputs(resource_type, inputs, os.environ), **program_properties(new)},
        [(failure.engine_path(resource_type.names), failure.reason) for failure in failures],
        adopts=isinstance(inputs.get(ADOPT), str) and not old_inputs and not failures,
        sent_paths=sent_secret_paths(resource_type, old_inputs, inputs, forced) if updates else {},
    )
