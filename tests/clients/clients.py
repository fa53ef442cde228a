"""Three clients that others wrote, with the operations that all of them have.

The `arize` package, the `ax` command, and `@arizeai/ax-client`. A collection has the name that the package gives it:
`integrations`, which has LLM integrations and agents, `ai_integrations`, `organizations` or `spaces`.
"""

from __future__ import annotations

import json
import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from arize import ArizeClient
from arize._generated.api_client.models.space_role_assignment_request import SpaceRoleAssignmentRequest
from arize.api_keys.types import ApiKeyStatus, ApiKeyType, OrgBinding, SpaceBinding
from tests.machine import node_packages, python_packages
from typing_extensions import override

from arize_emulator import Emulator
from pulumi_arize.casing import camel

from .session import Session

Json = dict[str, Any]

HERE = Path(__file__).parent
GRACE = 3600
"""The seconds for which a refreshed key stays valid."""


class Client(ABC):
    """One client of one emulated account. API keys have the fields `id`, `name` and `key`."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        self.emulator = emulator
        self.home = home

    def close(self) -> None:  # noqa: B027 - one has no process
        """End the process that it has started, if any."""

    @abstractmethod
    def create(self, collection: str, name: str, description: str, organization_id: str = "") -> str:
        """Create an organization, or a space in one, and return its ID."""

    @abstractmethod
    def names(self, collection: str, organization_id: str = "") -> set[str]:
        """Return the names in a collection, or of the spaces of an organization."""

    @abstractmethod
    def read(self, collection: str, item_id: str) -> Json:
        """Return an item by the API's names."""

    @abstractmethod
    def change(self, collection: str, item_id: str, **fields: str) -> None:
        """Change fields of an organization, a space or an AI integration."""

    @abstractmethod
    def change_models(self, item_id: str, names: Sequence[str]) -> None:
        """Change the model names of an LLM integration."""

    @abstractmethod
    def change_agent(self, item_id: str, description: str) -> None:
        """Change the description of an agent."""

    @abstractmethod
    def delete(self, collection: str, item_id: str) -> None:
        """Delete an item."""

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


class Package(Client):
    """The official `arize` package."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        super().__init__(emulator, home)
        self.arize = ArizeClient(
            api_key=emulator.api_key,
            api_host=emulator.host,
            api_port=emulator.port,
            api_scheme="http",
            arize_directory=str(home),
            enable_caching=False,
        )

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
    def change(self, collection: str, item_id: str, **fields: str) -> None:
        self._of(collection).update(**{_one(collection): item_id}, **fields)

    @override
    def change_models(self, item_id: str, names: Sequence[str]) -> None:
        self.arize.integrations.update_llm(integration=item_id, model_names=list(names))

    @override
    def change_agent(self, item_id: str, description: str) -> None:
        self.arize.integrations.update_agent(integration=item_id, description=description)

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


class Command(Client):
    """The `ax` command, which reads the account from a profile in the home folder."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        super().__init__(emulator, home)
        python = python_packages(HERE / "ax" / "requirements.txt") / "bin" / "python"
        self._session = Session([python, HERE / "ax" / "session.py"], home, {"HOME": str(home)})
        profile = home / "profile.toml"
        profile.write_text(
            '[profile]\nname = "default"\n'
            f'[auth]\nauth_method = "api-key"\napi_key = "{emulator.api_key}"\n'
            f'[routing]\napi_host = "{emulator.host}:{emulator.port}"\napi_scheme = "http"\n'
        )
        self._run("profiles", "create", "default", "--from-file", str(profile))

    @override
    def close(self) -> None:
        self._session.close()

    @override
    def create(self, collection: str, name: str, description: str, organization_id: str = "") -> str:
        owner = _options(_owner("organization_id", organization_id))
        return str(self._json(collection, "create", "--name", name, "--description", description, *owner)["id"])

    @override
    def names(self, collection: str, organization_id: str = "") -> set[str]:
        owner = _options(_owner("organization_id", organization_id))
        return {item["name"] for item in self._json(_dashed(collection), "list", "--limit", "100", *owner)[collection]}

    @override
    def read(self, collection: str, item_id: str) -> Json:
        found = self._json(_dashed(collection), "get", item_id)
        config = found.get("config") or {}
        return {**found, "config": config.get("actual_instance", config)}

    @override
    def change(self, collection: str, item_id: str, **fields: str) -> None:
        self._run(_dashed(collection), "update", item_id, *_options(fields))

    @override
    def change_models(self, item_id: str, names: Sequence[str]) -> None:
        self._run("integrations", "update", "llm", item_id, *(f"--model-name={name}" for name in names))

    @override
    def change_agent(self, item_id: str, description: str) -> None:
        self._run("integrations", "update", "agent", item_id, "--description", description)

    @override
    def delete(self, collection: str, item_id: str) -> None:
        self._run(_dashed(collection), "delete", item_id, "--force")

    @override
    def create_service_key(self, name: str, organization_id: str, space_id: str) -> Json:
        assignments = [{"org_id": organization_id, "spaces": [{"space": space_id, "role": "READ_ONLY"}]}]
        return self._json("api-keys", "create-service-key", "--name", name, "--assignments", json.dumps(assignments))

    @override
    def create_user_key(self, name: str) -> Json:
        return self._json("api-keys", "create", "--name", name)

    @override
    def keys(self, key_type: str, status: str) -> set[str]:
        listed = self._json("api-keys", "list", "--key-type", key_type, "--status", status)
        return {item["actual_instance"]["id"] for item in listed["api_keys"]}

    @override
    def refresh_key(self, item_id: str) -> Json:
        return self._json("api-keys", "refresh", item_id, "--grace-period-seconds", str(GRACE))

    @override
    def revoke_key(self, item_id: str) -> None:
        self._run("api-keys", "revoke", item_id, "--force")

    def _json(self, *words: str) -> Json:
        """Return the JSON that a command prints."""
        response: Json = json.loads(self._run(*words, "--output", "json"))
        return response

    def _run(self, *words: str) -> str:
        """Return what a command prints."""
        result = self._session.ask(words)
        assert result["code"] == 0, (words, result)
        return str(result["output"])


class Node(Client):
    """The TypeScript client."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        super().__init__(emulator, home)
        shutil.copy(HERE / "node" / "session.mjs", home)
        (home / "node_modules").symlink_to(node_packages(HERE / "node") / "node_modules")
        account = {"ARIZE_BASE_URL": emulator.url, "ARIZE_API_KEY": emulator.api_key}
        self._session = Session(["node", "session.mjs"], home, account)

    @override
    def close(self) -> None:
        self._session.close()

    @override
    def create(self, collection: str, name: str, description: str, organization_id: str = "") -> str:
        owner = _owner("organizationId", organization_id)
        return str(self._call(f"create{_title(collection)}", name=name, description=description, **owner)["id"])

    @override
    def names(self, collection: str, organization_id: str = "") -> set[str]:
        owner = _owner("organizationId", organization_id)
        return {item["name"] for item in self._call(f"list{_title(collection)}s", limit=100, **owner)["data"]}

    @override
    def read(self, collection: str, item_id: str) -> Json:
        return dict(_in_snake_case(self._call(f"get{_title(collection)}", **{_one(collection): item_id})))

    @override
    def change(self, collection: str, item_id: str, **fields: str) -> None:
        changed = {camel(name): value for name, value in fields.items()}
        self._call(f"update{_title(collection)}", **{_one(collection): item_id}, **changed)

    @override
    def change_models(self, item_id: str, names: Sequence[str]) -> None:
        config = {"provider": "CUSTOM", "modelNames": list(names)}
        self._call("updateIntegration", integration=item_id, type="LLM", config=config)

    @override
    def change_agent(self, item_id: str, description: str) -> None:
        self._call("updateIntegration", integration=item_id, type="AGENT", description=description)

    @override
    def delete(self, collection: str, item_id: str) -> None:
        self._call(f"delete{_title(collection)}", **{_one(collection): item_id})

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
        """Return what a function of the client returns."""
        return self._session.ask([function, parameters])


CLIENTS: Mapping[str, type[Client]] = {"arize": Package, "ax": Command, "ax-client": Node}


def _one(collection: str) -> str:
    """Return the argument that takes the ID of an item."""
    return collection.removeprefix("ai_").removesuffix("s")


def _title(collection: str) -> str:
    """Return what the functions of the TypeScript client call an item."""
    return "".join(part.title() for part in collection.removesuffix("s").split("_"))


def _dashed(name: str) -> str:
    """Return a name as it stands on a command line."""
    return name.replace("_", "-")


def _options(fields: Mapping[str, str]) -> list[str]:
    """Return fields as the options of a command."""
    return [f"--{_dashed(name)}={value}" for name, value in fields.items()]


def _owner(name: str, organization_id: str) -> Json:
    """Return the argument that names the organization of a space."""
    return {name: organization_id} if organization_id else {}


def _in_snake_case(value: Any) -> Any:
    """Return a document of the TypeScript client by the API's names."""
    if not isinstance(value, dict):
        return value
    return {re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", key): _in_snake_case(value[key]) for key in value}
