"""The resource classes.

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
    """One of `/v2/integrations`.

    - An integration with an LLM provider.
    - An integration with your own agent.
    - An integration with your own remote evaluator.
    """


class AiIntegration(AiIntegrationBase, DynamicResource, module="arize", name="AiIntegration"):
    """One of `/v2/ai-integrations`.

    - An LLM integration in its older, flat form.
    """


class Organization(OrganizationBase, DynamicResource, module="arize", name="Organization"):
    """One of `/v2/organizations`.

    - A group of spaces.
    """


class Space(SpaceBase, DynamicResource, module="arize", name="Space"):
    """One of `/v2/spaces`.

    - A part of an organization, with data of its own.
    """


class ServiceKey(ServiceKeyBase, DynamicResource, module="arize", name="ServiceKey"):
    """One of `/v2/api-keys`.

    - An API key for a program; a change of it makes a new one.
    """


class SpaceDefaultIntegration(
    SpaceDefaultIntegrationBase, DynamicResource, module="arize", name="SpaceDefaultIntegration"
):
    """One of `/v2/spaces`.

    - A space's default LLM integration and model.
    """


class SpaceDefaultAgentRuntime(
    SpaceDefaultAgentRuntimeBase, DynamicResource, module="arize", name="SpaceDefaultAgentRuntime"
):
    """One of `/v2/spaces`.

    - The agent integration that a space runs by default.
    """
