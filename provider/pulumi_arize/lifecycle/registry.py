"""Which class has the operations on a resource type."""

from __future__ import annotations

from collections.abc import Mapping

from ..api.account import Account
from ..model.resource_types import SERVICE_KEY, SETTING_TYPES, ResourceType
from .engine_operation import EngineOperation
from .named_resource import NamedResourceLifecycle
from .resource_lifecycle import ResourceLifecycle
from .service_key import ServiceKeyLifecycle
from .space_default import SpaceDefaultLifecycle

LIFECYCLES: Mapping[ResourceType, type[ResourceLifecycle]] = {
    **dict.fromkeys(SETTING_TYPES, SpaceDefaultLifecycle),
    SERVICE_KEY: ServiceKeyLifecycle,
}
"""The classes of the resource types whose operations differ from those of a named resource."""


def lifecycle(
    resource_type: ResourceType, account: Account, operation: EngineOperation | None = None, resource: str = ""
) -> ResourceLifecycle:
    """Return the operations on a resource of this type in this account.

    `resource` is the name of the resource in `operation`; without an operation, no other resource is known.
    """
    class_ = LIFECYCLES.get(resource_type, NamedResourceLifecycle)
    return class_(resource_type, account, operation, resource)
