"""Which verbs a kind of resource has."""

from __future__ import annotations

from ..api.account import Account
from ..model.resource_types import SPACE_DEFAULT, ResourceType
from .engine_operation import EngineOperation
from .integration import IntegrationLifecycle
from .resource_operations import ResourceOperations
from .space_default import SpaceDefaultLifecycle


def lifecycle(
    resource_type: ResourceType, account: Account, operation: EngineOperation | None = None, resource: str = ""
) -> ResourceOperations:
    """Return the verbs on a resource of this kind in this account.

    `resource` is what `operation` calls it; without an operation, it knows of no other.
    """
    if resource_type is SPACE_DEFAULT:
        return SpaceDefaultLifecycle(account, operation, resource)
    return IntegrationLifecycle(resource_type, account, operation, resource)
