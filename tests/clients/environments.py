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
    """One client; a collection is `organizations` or `spaces`, whose items have the fields `name` and `description`.

    Keys have the fields `id`, `name` and `key`.
    """

    @abstractmethod
    def create(self, collection: str, name: str, description: str, organization_id: str = "") -> str:
        """Create an organization, or a space in one, and return its ID."""

    @abstractmethod
    def names(self, collection: str, organization_id: str = "") -> set[str]:
        """Return the names of the organizations, or of the spaces of one."""

    @abstractmethod
    def read(self, collection: str, item_id: str) -> Json:
        """Return an organization or a space."""

    @abstractmethod
    def change(self, collection: str, item_id: str, name: str, description: str) -> None:
        """Change an organization or a space."""

    @abstractmethod
    def delete(self, collection: str, item_id: str) -> None:
        """Delete an organization or a space."""

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
    def create(self, collection: str, name: str, description: str, organization_id: str = "") -> str:
        owner = _owner("organization_id", organization_id)
        return str(self._of(collection).create(name=name, description=description, **owner).id)

    @override
    def names(self, collection: str, organization_id: str = "") -> set[str]:
        listed = self._of(collection).list(**_owner("organization_id", organization_id))
        return {str(item.name) for item in getattr(listed, collection) or ()}

    @override
    def read(self, collection: str, item_id: str) -> Json:
        return dict(self._of(collection).get(**{_one(collection): item_id}).to_dict())

    @override
    def change(self, collection: str, item_id: str, name: str, description: str) -> None:
        self._of(collection).update(**{_one(collection): item_id}, name=name, description=description)

    @override
    def delete(self, collection: str, item_id: str) -> None:
        self._of(collection).delete(**{_one(collection): item_id})

    def _of(self, collection: str) -> Any:
        return getattr(self.arize, collection)

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
    def create(self, collection: str, name: str, description: str, organization_id: str = "") -> str:
        owner = ("--organization-id", organization_id) if organization_id else ()
        return str(self.json(collection, "create", "--name", name, "--description", description, *owner)["id"])

    @override
    def names(self, collection: str, organization_id: str = "") -> set[str]:
        owner = ("--organization-id", organization_id) if organization_id else ()
        return {item["name"] for item in self.json(collection, "list", *owner)[collection]}

    @override
    def read(self, collection: str, item_id: str) -> Json:
        return self.json(collection, "get", item_id)

    @override
    def change(self, collection: str, item_id: str, name: str, description: str) -> None:
        self.run(collection, "update", item_id, "--name", name, "--description", description)

    @override
    def delete(self, collection: str, item_id: str) -> None:
        self.run(collection, "delete", item_id, "--force")

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
    def create(self, collection: str, name: str, description: str, organization_id: str = "") -> str:
        owner = _owner("organizationId", organization_id)
        function = f"create{_one(collection).title()}"
        return str(self._call(function, name=name, description=description, **owner)["id"])

    @override
    def names(self, collection: str, organization_id: str = "") -> set[str]:
        listed = self._call(f"list{collection.title()}", **_owner("organizationId", organization_id))
        return {item["name"] for item in listed["data"]}

    @override
    def read(self, collection: str, item_id: str) -> Json:
        return dict(self._call(f"get{_one(collection).title()}", **{_one(collection): item_id}))

    @override
    def change(self, collection: str, item_id: str, name: str, description: str) -> None:
        changed = {_one(collection): item_id, "name": name, "description": description}
        self._call(f"update{_one(collection).title()}", **changed)

    @override
    def delete(self, collection: str, item_id: str) -> None:
        self._call(f"delete{_one(collection).title()}", **{_one(collection): item_id})

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
        return self.client.call(function, **parameters)


def _one(collection: str) -> str:
    """Return what the clients call an item of a collection."""
    return collection.removesuffix("s")


def _owner(name: str, organization_id: str) -> Json:
    """Return the argument that names the organization of a space."""
    return {name: organization_id} if organization_id else {}


ENVIRONMENTS: Mapping[type[Client], Callable[[Any], Environment]] = {
    Package: PackageEnvironment,
    Command: CommandEnvironment,
    Node: NodeEnvironment,
}
