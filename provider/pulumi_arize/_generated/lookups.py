"""Lookups for programs: what exists already. Each runs in previews too.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from collections.abc import Sequence

import pulumi

from ..sdk.invoke import BaseLookups, Options, Text
from .results import AiIntegrationResult, IntegrationResult, OrganizationResult, SpaceResult


class Lookups(BaseLookups):
    """The lookups of a front end."""

    def get_organization(
        self, name: str | None = None, *, id: str | None = None, opts: Options = None
    ) -> OrganizationResult:
        """Return an organization by its id or its exact name.

        name: Exact name.
        id: ID.
        """
        return self._invoke_one("get_organization", OrganizationResult, {"name": name, "id": id}, opts)

    def get_organization_output(
        self, name: Text = None, *, id: Text = None, opts: Options = None
    ) -> pulumi.Output[OrganizationResult]:
        """Return `get_organization` for arguments that may be Outputs, once what they need exists."""
        return self._invoke_one_output("get_organization", OrganizationResult, {"name": name, "id": id}, opts)

    def get_space(
        self,
        name: str | None = None,
        *,
        id: str | None = None,
        organization_id: str | None = None,
        opts: Options = None,
    ) -> SpaceResult:
        """Return a space by its id or its exact name, with `organization_id` only in that organization.

        name: Exact name.
        id: ID.
        organization_id: ID of its organization.
        """
        return self._invoke_one(
            "get_space", SpaceResult, {"name": name, "id": id, "organization_id": organization_id}, opts
        )

    def get_space_output(
        self, name: Text = None, *, id: Text = None, organization_id: Text = None, opts: Options = None
    ) -> pulumi.Output[SpaceResult]:
        """Return `get_space` for arguments that may be Outputs, once what they need exists."""
        return self._invoke_one_output(
            "get_space", SpaceResult, {"name": name, "id": id, "organization_id": organization_id}, opts
        )

    def get_integration(
        self, name: str | None = None, *, id: str | None = None, type: str | None = None, opts: Options = None
    ) -> IntegrationResult:
        """Return an integration by its id or its exact name; set `type` if two types share the name.

        name: Exact name.
        id: ID.
        type: What it connects to; needed if two types share the name.
        """
        return self._invoke_one("get_integration", IntegrationResult, {"name": name, "id": id, "type": type}, opts)

    def get_integration_output(
        self, name: Text = None, *, id: Text = None, type: Text = None, opts: Options = None
    ) -> pulumi.Output[IntegrationResult]:
        """Return `get_integration` for arguments that may be Outputs, once what they need exists."""
        return self._invoke_one_output(
            "get_integration", IntegrationResult, {"name": name, "id": id, "type": type}, opts
        )

    def get_ai_integration(
        self, name: str | None = None, *, id: str | None = None, opts: Options = None
    ) -> AiIntegrationResult:
        """Return an AI integration by its id or its exact name; its header values are secret.

        name: Exact name.
        id: ID.
        """
        return self._invoke_one("get_ai_integration", AiIntegrationResult, {"name": name, "id": id}, opts)

    def get_ai_integration_output(
        self, name: Text = None, *, id: Text = None, opts: Options = None
    ) -> pulumi.Output[AiIntegrationResult]:
        """Return `get_ai_integration` for arguments that may be Outputs, once what they need exists."""
        return self._invoke_one_output("get_ai_integration", AiIntegrationResult, {"name": name, "id": id}, opts)

    def list_integrations(
        self, *, name: str | None = None, type: str | None = None, space_id: str | None = None, opts: Options = None
    ) -> Sequence[IntegrationResult]:
        """Return all integrations, or only those that match the filters.

        name: Part of the name, in any case.
        type: Type of the integrations.
        space_id: ID of a space that can use them.
        """
        return self._invoke_many(
            "list_integrations", IntegrationResult, {"name": name, "type": type, "space_id": space_id}, opts
        )

    def list_integrations_output(
        self, *, name: Text = None, type: Text = None, space_id: Text = None, opts: Options = None
    ) -> pulumi.Output[Sequence[IntegrationResult]]:
        """Return `list_integrations` for arguments that may be Outputs, once what they need exists."""
        return self._invoke_many_output(
            "list_integrations", IntegrationResult, {"name": name, "type": type, "space_id": space_id}, opts
        )
