"""The resource classes; each has the docstring of its base class.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from ...native.resource import NativeResource
from ..resources import (
    AiIntegrationBase,
    IntegrationBase,
    OrganizationBase,
    ServiceKeyBase,
    SpaceBase,
    SpaceDefaultAgentRuntimeBase,
    SpaceDefaultIntegrationBase,
)

__all__ = [
    "AiIntegration",
    "Integration",
    "Organization",
    "ServiceKey",
    "Space",
    "SpaceDefaultAgentRuntime",
    "SpaceDefaultIntegration",
]


class Integration(IntegrationBase, NativeResource):
    pass


class AiIntegration(AiIntegrationBase, NativeResource):
    pass


class Organization(OrganizationBase, NativeResource):
    pass


class Space(SpaceBase, NativeResource):
    pass


class ServiceKey(ServiceKeyBase, NativeResource):
    pass


class SpaceDefaultIntegration(SpaceDefaultIntegrationBase, NativeResource):
    pass


class SpaceDefaultAgentRuntime(SpaceDefaultAgentRuntimeBase, NativeResource):
    pass
