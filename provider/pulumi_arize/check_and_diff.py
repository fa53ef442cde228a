"""The check and the diff of a resource as both front ends do them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from .casing import camel
from .hidden_properties import program_properties, to_fields
from .lifecycle.check import check, claim_unique_name
from .lifecycle.deletion_protection import has_protection
from .lifecycle.diff import Change, diff, missing_key_warning
from .lifecycle.engine_operation import EngineOperation
from .lifecycle.expiry import expiry_warning
from .lifecycle.key_fingerprint import comparison_inputs
from .lifecycle.replace_on_changes import forced_replacements, is_certain_to_replace
from .lifecycle.request_bodies import require_secrets
from .lifecycle.retained_secrets import ADOPT, RETAINED, retained_after_import, retained_in
from .lifecycle.setting_claims import claim_settings
from .lifecycle.update_announcement import Announcement, announce_update
from .model.resource_types import ResourceType
from .safe_json import Values
from .sdk.resource_options import REPLACE_ON_CHANGES


@dataclass(frozen=True)
class CheckedResource:
    """The checked inputs with their hidden properties, and the failures: a path for the engine and a reason each.

    `adopts` tells whether the deployment adopts: only the first one does, and only where the name or id is known.
    `announcement` says what an update sends; without failures alone.
    """

    inputs: dict[str, Any]
    failures: list[tuple[str, str]]
    adopts: bool
    announcement: Announcement


def check_resource(
    resource_type: ResourceType, old: Values, new: Values, operation: EngineOperation, resource: str
) -> CheckedResource:
    """Check the inputs of a resource in an operation; `old` and `new` are its properties as the engine has them."""
    old_inputs = to_fields(resource_type, old)
    raw_inputs = {name: value for name, value in to_fields(resource_type, new).items() if name != RETAINED}
    inputs, failures = check(resource_type, raw_inputs, old_inputs)
    failures += claim_unique_name(resource_type, inputs, operation, resource)
    if not old_inputs:
        operation.record_replaced(resource)
    forced = str(new.get(REPLACE_ON_CHANGES) or "")
    updates = bool(old_inputs) and not failures
    return CheckedResource(
        {**inputs, **comparison_inputs(resource_type, inputs, os.environ), **program_properties(new)},
        [(failure.engine_path(resource_type.names), failure.reason) for failure in failures],
        adopts=isinstance(inputs.get(ADOPT), str) and not old_inputs and not failures,
        announcement=announce_update(resource_type, old_inputs, inputs, forced) if updates else Announcement({}),
    )


@dataclass(frozen=True)
class ResourceDiff:
    """The changes of an update, and the paths of those that replace the resource.

    `must_guard` tells whether `guard_replacement` must be asked; `warning` is empty where there is none.
    """

    old_state: Values
    inputs: Values
    changes: list[Change]
    replaced: list[tuple[str, ...]]
    must_guard: bool
    warning: str


def diff_resource(
    resource_type: ResourceType,
    item_id: str,
    old: Values,
    new: Values,
    operation: EngineOperation,
    *resources: str,
) -> ResourceDiff:
    """Compare a resource in an operation; `old` and `new` are its properties as the engine has them.

    `resources` are the names of the resource, the present one first. Raises ArizeError where another resource of the
    program has it, or one of its settings, and where an update would lose a secret that the server retains.
    """
    old_state, inputs = to_fields(resource_type, old), to_fields(resource_type, new)
    changes = diff(resource_type, old_state, inputs)
    replaced = forced_replacements(changes, str(new.get(REPLACE_ON_CHANGES) or ""), old_state, inputs)
    if not (resource_type.setting and replaced):  # another resource may have set already what this one gives up
        operation.record_owned(resource_type.claim_key(item_id), *resources)
    claim_settings(resource_type, item_id, inputs, operation, resources[0])
    operation.record_stack_user(old_state)
    for change in changes if not replaced else ():
        require_secrets(change, old_state, inputs)
    return ResourceDiff(
        old_state,
        inputs,
        changes,
        replaced,
        must_guard=is_certain_to_replace(replaced, inputs) and has_protection(resource_type),
        warning=_lost_secrets(resource_type, old_state, inputs)
        if replaced
        else expiry_warning(resource_type, old_state, inputs) or missing_key_warning(resource_type, changes, inputs),
    )


def _lost_secrets(resource_type: ResourceType, old_state: Values, inputs: Values) -> str:
    """Return the warning of secrets that a replacement does not have, because only the server knows them."""
    model = resource_type.model_for(inputs)
    known = {*retained_after_import(model, inputs, old_state)} & {*retained_in(inputs)}
    names = ", ".join(f"`{camel(path)}`" for path in sorted(known))
    return f"the replacement will not have {names}, which only the server knows: set it in the program" if names else ""
