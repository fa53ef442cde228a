"""The resource classes; each has the docstring of its base class.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from ...dynamic.resource import DynamicResource
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


class Integration(IntegrationBase, DynamicResource):
    pass


class AiIntegration(AiIntegrationBase, DynamicResource):
    pass


class Organization(OrganizationBase, DynamicResource):
    pass


class Space(SpaceBase, DynamicResource):
    pass


class ServiceKey(ServiceKeyBase, DynamicResource):
    pass


class SpaceDefaultIntegration(SpaceDefaultIntegrationBase, DynamicResource):
    pass


class SpaceDefaultAgentRuntime(SpaceDefaultAgentRuntimeBase, DynamicResource):
    pass
