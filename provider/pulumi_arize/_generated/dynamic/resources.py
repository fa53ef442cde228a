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


class Integration(IntegrationBase, DynamicResource, module="arize", name="Integration"):
    pass


class AiIntegration(AiIntegrationBase, DynamicResource, module="arize", name="AiIntegration"):
    pass


class Organization(OrganizationBase, DynamicResource, module="arize", name="Organization"):
    pass


class Space(SpaceBase, DynamicResource, module="arize", name="Space"):
    pass


class ServiceKey(ServiceKeyBase, DynamicResource, module="arize", name="ServiceKey"):
    pass


class SpaceDefaultIntegration(
    SpaceDefaultIntegrationBase, DynamicResource, module="arize", name="SpaceDefaultIntegration"
):
    pass


class SpaceDefaultAgentRuntime(
    SpaceDefaultAgentRuntimeBase, DynamicResource, module="arize", name="SpaceDefaultAgentRuntime"
):
    pass
