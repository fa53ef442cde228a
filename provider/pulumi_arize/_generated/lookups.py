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
        """Return an organization by its exact name or its id.

        name: Its exact name.
        id: Its id.
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
        """Return a space by its exact name, in one organization where `organization_id` is given, or by its id.

        name: Its exact name.
        id: Its id.
        organization_id: ID of the organization that it is in.
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
        """Return an integration by its id or its exact name; with `type` where two types share the name.

        name: Its exact name.
        id: Its id.
        type: What it connects to, where two types share the name.
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
        """Return an AI integration by its id or its exact name; the values of its headers are secret.

        name: Its exact name.
        id: Its id.
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
        """Return all integrations: those of a type, seen by a space, or with a part of their name, in any case.

        name: A part of the name.
        type: What they connect to.
        space_id: ID of a space that sees them.
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
