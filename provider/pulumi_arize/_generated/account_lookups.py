"""Lookups for programs: what exists already. Each runs in previews too.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from collections.abc import Sequence

import pulumi

from ..sdk.invoke import Lookups, Options, Text
from .results import AiIntegrationResult, IntegrationResult, OrganizationResult, SpaceResult


class AccountLookups(Lookups):
    """The lookups of both front ends."""

    def get_organization(
        self, name: str | None = None, *, id: str | None = None, opts: Options = None
    ) -> OrganizationResult:
        """Return an organization by its id or its exact name.

        Args:
            name (str, optional): Exact name.
            id (str, optional): ID.
            opts (pulumi.InvokeOptions, optional): Options of the call.

        Raises:
            LookupFailed: There is none, or there are several; the message has similar names.
        """
        return self.invoke_one("get_organization", OrganizationResult, {"name": name, "id": id}, opts)

    def get_organization_output(
        self, name: Text = None, *, id: Text = None, opts: Options = None
    ) -> pulumi.Output[OrganizationResult]:
        """Return `get_organization` for arguments that may be Outputs, once what they need exists.

        Args:
            name (str, optional): Exact name.
            id (str, optional): ID.
            opts (pulumi.InvokeOptions, optional): Options of the call.

        Raises:
            LookupFailed: There is none, or there are several; the message has similar names.
        """
        return self.invoke_one_output("get_organization", OrganizationResult, {"name": name, "id": id}, opts)

    def get_space(
        self,
        name: str | None = None,
        *,
        id: str | None = None,
        organization_id: str | None = None,
        opts: Options = None,
    ) -> SpaceResult:
        """Return a space by its id or its exact name, with `organization_id` only in that organization.

        Args:
            name (str, optional): Exact name.
            id (str, optional): ID.
            organization_id (str, optional): ID of its organization.
            opts (pulumi.InvokeOptions, optional): Options of the call.

        Raises:
            LookupFailed: There is none, or there are several; the message has similar names.
        """
        return self.invoke_one(
            "get_space", SpaceResult, {"name": name, "id": id, "organization_id": organization_id}, opts
        )

    def get_space_output(
        self, name: Text = None, *, id: Text = None, organization_id: Text = None, opts: Options = None
    ) -> pulumi.Output[SpaceResult]:
        """Return `get_space` for arguments that may be Outputs, once what they need exists.

        Args:
            name (str, optional): Exact name.
            id (str, optional): ID.
            organization_id (str, optional): ID of its organization.
            opts (pulumi.InvokeOptions, optional): Options of the call.

        Raises:
            LookupFailed: There is none, or there are several; the message has similar names.
        """
        return self.invoke_one_output(
            "get_space", SpaceResult, {"name": name, "id": id, "organization_id": organization_id}, opts
        )

    def get_integration(
        self, name: str | None = None, *, id: str | None = None, type: str | None = None, opts: Options = None
    ) -> IntegrationResult:
        """Return an integration by its id or its exact name; set `type` if two types share the name.

        Args:
            name (str, optional): Exact name.
            id (str, optional): ID.
            type (str, optional): What it connects to; needed if two types share the name.
            opts (pulumi.InvokeOptions, optional): Options of the call.

        Raises:
            LookupFailed: There is none, or there are several; the message has similar names.
        """
        return self.invoke_one("get_integration", IntegrationResult, {"name": name, "id": id, "type": type}, opts)

    def get_integration_output(
        self, name: Text = None, *, id: Text = None, type: Text = None, opts: Options = None
    ) -> pulumi.Output[IntegrationResult]:
        """Return `get_integration` for arguments that may be Outputs, once what they need exists.

        Args:
            name (str, optional): Exact name.
            id (str, optional): ID.
            type (str, optional): What it connects to; needed if two types share the name.
            opts (pulumi.InvokeOptions, optional): Options of the call.

        Raises:
            LookupFailed: There is none, or there are several; the message has similar names.
        """
        return self.invoke_one_output(
            "get_integration", IntegrationResult, {"name": name, "id": id, "type": type}, opts
        )

    def get_ai_integration(
        self, name: str | None = None, *, id: str | None = None, opts: Options = None
    ) -> AiIntegrationResult:
        """Return an AI integration by its id or its exact name; its header values are secret.

        Args:
            name (str, optional): Exact name.
            id (str, optional): ID.
            opts (pulumi.InvokeOptions, optional): Options of the call.

        Raises:
            LookupFailed: There is none, or there are several; the message has similar names.
        """
        return self.invoke_one("get_ai_integration", AiIntegrationResult, {"name": name, "id": id}, opts)

    def get_ai_integration_output(
        self, name: Text = None, *, id: Text = None, opts: Options = None
    ) -> pulumi.Output[AiIntegrationResult]:
        """Return `get_ai_integration` for arguments that may be Outputs, once what they need exists.

        Args:
            name (str, optional): Exact name.
            id (str, optional): ID.
            opts (pulumi.InvokeOptions, optional): Options of the call.

        Raises:
            LookupFailed: There is none, or there are several; the message has similar names.
        """
        return self.invoke_one_output("get_ai_integration", AiIntegrationResult, {"name": name, "id": id}, opts)

    def list_integrations(
        self, *, name: str | None = None, type: str | None = None, space_id: str | None = None, opts: Options = None
    ) -> Sequence[IntegrationResult]:
        """Return all integrations, or only those that match the filters.

        Args:
            name (str, optional): Part of the name, in any case.
            type (str, optional): Type of the integrations.
            space_id (str, optional): ID of a space that can use them.
            opts (pulumi.InvokeOptions, optional): Options of the call.
        """
        return self.invoke_many(
            "list_integrations", IntegrationResult, {"name": name, "type": type, "space_id": space_id}, opts
        )

    def list_integrations_output(
        self, *, name: Text = None, type: Text = None, space_id: Text = None, opts: Options = None
    ) -> pulumi.Output[Sequence[IntegrationResult]]:
        """Return `list_integrations` for arguments that may be Outputs, once what they need exists.

        Args:
            name (str, optional): Part of the name, in any case.
            type (str, optional): Type of the integrations.
            space_id (str, optional): ID of a space that can use them.
            opts (pulumi.InvokeOptions, optional): Options of the call.
        """
        return self.invoke_many_output(
            "list_integrations", IntegrationResult, {"name": name, "type": type, "space_id": space_id}, opts
        )
