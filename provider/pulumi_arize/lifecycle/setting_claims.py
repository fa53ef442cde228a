"""The settings that a resource may set itself, and that are resources of their own too: only one may declare each."""

from __future__ import annotations

from ..casing import camel
from ..errors import ArizeError
from ..model.resource_types import SETTING_TYPES, ResourceType
from ..safe_json import Values
from .engine_operation import EngineOperation, resource_label


def claim_settings(
    resource_type: ResourceType, item_id: str, inputs: Values, operation: EngineOperation, resource: str
) -> None:
    """Claim the settings of a resource that its inputs set. Raises ArizeError where another resource has one."""
    for setting_type in SETTING_TYPES:
        if setting_type.path == resource_type.path and not resource_type.setting:
            _claim(setting_type, item_id, inputs, operation, resource)


def is_declared_apart(
    resource_type: ResourceType, item_id: str, name: str, operation: EngineOperation, resource: str
) -> bool:
    """Tell whether a field is a setting that another resource of the program declares, as far as it is known."""
    return any(
        operation.claimant(scope, item_id) not in (None, _claimant(setting_type, resource))
        for setting_type in SETTING_TYPES
        if (setting_type.path, setting_type.setting) == (resource_type.path, name)
        for scope in setting_type.name_scopes
    )


def _claimant(setting_type: ResourceType, resource: str) -> str:
    """Return the name by which a resource claims a setting of itself."""
    return f"{resource}.{camel(setting_type.setting)}"


def _claim(setting_type: ResourceType, item_id: str, inputs: Values, operation: EngineOperation, resource: str) -> None:
    claimant = _claimant(setting_type, resource)
    if inputs.get(setting_type.setting) is None:
        operation.release_name(claimant)
        return
    (scope,) = setting_type.name_scopes
    other = operation.claim_name(scope, item_id, claimant)
    if other is not None:
        raise ArizeError(
            f"the {setting_type.title} {item_id} is declared twice: by {resource_label(claimant)} and by "
            f"{resource_label(other)}; remove one of them"
        )
    operation.record_owned(setting_type.claim_key(item_id), resource)
