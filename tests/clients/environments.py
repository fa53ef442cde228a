"""What the three clients do with organizations, spaces and API keys: the operations that all of them have."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from arize._generated.api_client.models.space_role_assignment_request import SpaceRoleAssignmentRequest
from arize.api_keys.types import ApiKeyStatus, ApiKeyType, OrgBinding, SpaceBinding
from typing_extensions import override

from .clients import Client, Command, Node, Package

Json = dict[str, Any]

GRACE = 3600
"""The seconds for which a refreshed key stays valid."""


class Environment(ABC):
    """One client; organizations and spaces have the fields `name` and `description`, keys `id`, `name` and `key`."""

    @abstractmethod
    def create_organization(self, name: str, description: str) -> str:
        """Create an organization, and return its ID."""

    @abstractmethod
    def organizations(self) -> set[str]:
        """Return the names of the organizations."""

    @abstractmethod
    def organization(self, item_id: str) -> Json:
        """Return an organization."""

    @abstractmethod
    def change_organization(self, item_id: str, name: str, description: str) -> None:
        """Change an organization."""

    @abstractmethod
    def delete_organization(self, item_id: str) -> None:
        """Delete an organization."""

    @abstractmethod
    def create_space(self, name: str, organization_id: str, description: str) -> str:
        """Create a space, and return its ID."""

    @abstractmethod
    def spaces(self, organization_id: str) -> set[str]:
        """Return the names of the spaces of an organization."""

    @abstractmethod
    def space(self, item_id: str) -> Json:
        """Return a space."""

    @abstractmethod
    def change_space(self, item_id: str, name: str, description: str) -> None:
        """Change a space."""

    @abstractmethod
    def delete_space(self, item_id: str) -> None:
        """Delete a space."""

    @abstractmethod
    def create_service_key(self, name: str, organization_id: str, space_id: str) -> Json:
        """Create a service key that may read a space, and return it."""

    @abstractmethod
    def create_user_key(self, name: str) -> Json:
        """Create a key of the user, and return it."""

    @abstractmethod
    def keys(self, key_type: str, status: str) -> set[str]:
        """Return the IDs of the keys of a type that have a status."""

    @abstractmethod
    def refresh_key(self, item_id: str) -> Json:
        """Refresh a key, which stays valid for `GRACE`, and return the new one."""

    @abstractmethod
    def revoke_key(self, item_id: str) -> None:
        """Revoke a key."""


class PackageEnvironment(Environment):
    """The official `arize` package."""

    def __init__(self, client: Package) -> None:
        self.arize = client.arize

    @override
    def create_organization(self, name: str, description: str) -> str:
        return str(self.arize.organizations.create(name=name, description=description).id)

    @override
    def organizations(self) -> set[str]:
        return {str(item.name) for item in self.arize.organizations.list().organizations or ()}

    @override
    def organization(self, item_id: str) -> Json:
        return self.arize.organizations.get(organization=item_id).to_dict()

    @override
    def change_organization(self, item_id: str, name: str, description: str) -> None:
        self.arize.organizations.update(organization=item_id, name=name, description=description)

    @override
    def delete_organization(self, item_id: str) -> None:
        self.arize.organizations.delete(organization=item_id)

    @override
    def create_space(self, name: str, organization_id: str, description: str) -> str:
        made = self.arize.spaces.create(name=name, organization_id=organization_id, description=description)
        return str(made.id)

    @override
    def spaces(self, organization_id: str) -> set[str]:
        return {str(item.name) for item in self.arize.spaces.list(organization_id=organization_id).spaces or ()}

    @override
    def space(self, item_id: str) -> Json:
        return self.arize.spaces.get(space=item_id).to_dict()

    @override
    def change_space(self, item_id: str, name: str, description: str) -> None:
        self.arize.spaces.update(space=item_id, name=name, description=description)

    @override
    def delete_space(self, item_id: str) -> None:
        self.arize.spaces.delete(space=item_id)

    @override
    def create_service_key(self, name: str, organization_id: str, space_id: str) -> Json:
        role = SpaceRoleAssignmentRequest.from_dict({"type": "PREDEFINED", "name": "READ_ONLY"})
        bindings = [OrgBinding(organization_id, [SpaceBinding(space_id, role)])]
        return self.arize.api_keys.create_service_key(name=name, orgs=bindings).to_dict()

    @override
    def create_user_key(self, name: str) -> Json:
        return self.arize.api_keys.create(name=name).to_dict()

    @override
    def keys(self, key_type: str, status: str) -> set[str]:
        listed = self.arize.api_keys.list(key_type=ApiKeyType(key_type), status=ApiKeyStatus(status))
        return {str(item.actual_instance.id) for item in listed.api_keys or () if item.actual_instance}

    @override
    def refresh_key(self, item_id: str) -> Json:
        return self.arize.api_keys.refresh(api_key_id=item_id, grace_period_seconds=GRACE).to_dict()

    @override
    def revoke_key(self, item_id: str) -> None:
        self.arize.api_keys.revoke(api_key_id=item_id)


class CommandEnvironment(Environment):
    """The `ax` command."""

    def __init__(self, client: Command) -> None:
        self.run, self.json = client.run, client.json

    @override
    def create_organization(self, name: str, description: str) -> str:
        made = self.json("organizations", "create", "--name", name, "--description", description)
        return str(made["id"])

    @override
    def organizations(self) -> set[str]:
        return {item["name"] for item in self.json("organizations", "list")["organizations"]}

    @override
    def organization(self, item_id: str) -> Json:
        return self.json("organizations", "get", item_id)

    @override
    def change_organization(self, item_id: str, name: str, description: str) -> None:
        self.run("organizations", "update", item_id, "--name", name, "--description", description)

    @override
    def delete_organization(self, item_id: str) -> None:
        self.run("organizations", "delete", item_id, "--force")

    @override
    def create_space(self, name: str, organization_id: str, description: str) -> str:
        options = ("--organization-id", organization_id, "--description", description)
        return str(self.json("spaces", "create", "--name", name, *options)["id"])

    @override
    def spaces(self, organization_id: str) -> set[str]:
        return {item["name"] for item in self.json("spaces", "list", "--organization-id", organization_id)["spaces"]}

    @override
    def space(self, item_id: str) -> Json:
        return self.json("spaces", "get", item_id)

    @override
    def change_space(self, item_id: str, name: str, description: str) -> None:
        self.run("spaces", "update", item_id, "--name", name, "--description", description)

    @override
    def delete_space(self, item_id: str) -> None:
        self.run("spaces", "delete", item_id, "--force")

    @override
    def create_service_key(self, name: str, organization_id: str, space_id: str) -> Json:
        assignments = [{"org_id": organization_id, "spaces": [{"space": space_id, "role": "READ_ONLY"}]}]
        return self.json("api-keys", "create-service-key", "--name", name, "--assignments", json.dumps(assignments))

    @override
    def create_user_key(self, name: str) -> Json:
        return self.json("api-keys", "create", "--name", name)

    @override
    def keys(self, key_type: str, status: str) -> set[str]:
        listed = self.json("api-keys", "list", "--key-type", key_type, "--status", status)
        return {item["actual_instance"]["id"] for item in listed["api_keys"]}

    @override
    def refresh_key(self, item_id: str) -> Json:
        return self.json("api-keys", "refresh", item_id, "--grace-period-seconds", str(GRACE))

    @override
    def revoke_key(self, item_id: str) -> None:
        self.run("api-keys", "revoke", item_id, "--force")


class NodeEnvironment(Environment):
    """The TypeScript client."""

    def __init__(self, client: Node) -> None:
        self.client = client

    @override
    def create_organization(self, name: str, description: str) -> str:
        return str(self._call("createOrganization", name=name, description=description)["id"])

    @override
    def organizations(self) -> set[str]:
        return {item["name"] for item in self._call("listOrganizations")["data"]}

    @override
    def organization(self, item_id: str) -> Json:
        return dict(self._call("getOrganization", organization=item_id))

    @override
    def change_organization(self, item_id: str, name: str, description: str) -> None:
        self._call("updateOrganization", organization=item_id, name=name, description=description)

    @override
    def delete_organization(self, item_id: str) -> None:
        self._call("deleteOrganization", organization=item_id)

    @override
    def create_space(self, name: str, organization_id: str, description: str) -> str:
        made = self._call("createSpace", name=name, organizationId=organization_id, description=description)
        return str(made["id"])

    @override
    def spaces(self, organization_id: str) -> set[str]:
        return {item["name"] for item in self._call("listSpaces", organizationId=organization_id)["data"]}

    @override
    def space(self, item_id: str) -> Json:
        return dict(self._call("getSpace", space=item_id))

    @override
    def change_space(self, item_id: str, name: str, description: str) -> None:
        self._call("updateSpace", space=item_id, name=name, description=description)

    @override
    def delete_space(self, item_id: str) -> None:
        self._call("deleteSpace", space=item_id)

    @override
    def create_service_key(self, name: str, organization_id: str, space_id: str) -> Json:
        organizations = [{"orgId": organization_id, "spaces": [{"spaceId": space_id, "role": {"name": "READ_ONLY"}}]}]
        return dict(self._call("createApiKey", keyType="SERVICE", name=name, organizations=organizations))

    @override
    def create_user_key(self, name: str) -> Json:
        return dict(self._call("createApiKey", keyType="USER", name=name))

    @override
    def keys(self, key_type: str, status: str) -> set[str]:
        return {item["id"] for item in self._call("listApiKeys", keyType=key_type, status=status)["data"]}

    @override
    def refresh_key(self, item_id: str) -> Json:
        return dict(self._call("refreshApiKey", apiKeyId=item_id, gracePeriodSeconds=GRACE))

    @override
    def revoke_key(self, item_id: str) -> None:
        self._call("revokeApiKey", apiKeyId=item_id)

    def _call(self, function: str, **parameters: Any) -> Any:
        return self.client.run(function, json.dumps(parameters), script="call.mjs")


ENVIRONMENTS: Mapping[type[Client], Callable[[Any], Environment]] = {
    Package: PackageEnvironment,
    Command: CommandEnvironment,
    Node: NodeEnvironment,
}
