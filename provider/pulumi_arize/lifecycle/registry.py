"""Which class has the operations on a resource type."""

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
    """Return the operations on a resource of this type in this account.

    `resource` is the name of the resource in `operation`; without an operation, no other resource is known.
    """
    if resource_type is SPACE_DEFAULT:
        return SpaceDefaultLifecycle(resource_type, account, operation, resource)
    return IntegrationLifecycle(resource_type, account, operation, resource)
