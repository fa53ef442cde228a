"""Three clients that others wrote, with the same operations.

The `arize` package, the `ax` command, and `@arizeai/ax-client`. Each has integrations of three kinds: `llm` and `agent`
of `/v2/integrations`, `flat` of `/v2/ai-integrations`.
"""

from __future__ import annotations

import json
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arize import ArizeClient
from tests.machine import node_packages, python_packages
from typing_extensions import override

from arize_emulator import Emulator

from .session import Session

Json = dict[str, Any]

KINDS = ("llm", "agent", "flat")
CHANGED = {"llm": ["changed"], "agent": "changed", "flat": "https://changed.example.com"}
"""The values that `change` sets: an LLM integration's model names, an agent's description, a flat one's base URL."""

HERE = Path(__file__).parent


class Client(ABC):
    """One client of one emulated account."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        self.emulator = emulator
        self.home = home

    def close(self) -> None:  # noqa: B027 - one has no process
        """End the process that it has started, if any."""

    @abstractmethod
    def names(self, kind: str) -> set[str]:
        """Return the names in the list that has this kind."""

    @abstractmethod
    def read(self, kind: str, item_id: str) -> Any:
        """Return the field that `change` sets."""

    @abstractmethod
    def change(self, kind: str, item_id: str) -> None:
        """Set one field of an integration to its value in `CHANGED`."""

    @abstractmethod
    def delete(self, kind: str, item_id: str) -> None:
        """Delete an integration."""


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
    def names(self, kind: str) -> set[str]:
        if kind == "flat":
            return {str(item.name) for item in self.arize.ai_integrations.list().ai_integrations or ()}
        return {str(item.name) for item in self.arize.integrations.list().integrations}

    @override
    def read(self, kind: str, item_id: str) -> Any:
        if kind == "flat":
            return self.arize.ai_integrations.get(integration=item_id).base_url
        found: Any = self.arize.integrations.get(integration=item_id)
        return found.description if kind == "agent" else found.config.actual_instance.model_names

    @override
    def change(self, kind: str, item_id: str) -> None:
        if kind == "flat":
            self.arize.ai_integrations.update(integration=item_id, base_url=str(CHANGED[kind]))
        elif kind == "agent":
            self.arize.integrations.update_agent(integration=item_id, description=str(CHANGED[kind]))
        else:
            self.arize.integrations.update_llm(integration=item_id, model_names=list(CHANGED[kind]))

    @override
    def delete(self, kind: str, item_id: str) -> None:
        of = self.arize.ai_integrations if kind == "flat" else self.arize.integrations
        of.delete(integration=item_id)


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
        self.run("profiles", "create", "default", "--from-file", str(profile))

    @override
    def close(self) -> None:
        self._session.close()

    @override
    def names(self, kind: str) -> set[str]:
        listed = self.json(_resource(kind), "list", "--limit", "100")
        return {item["name"] for item in listed[_resource(kind).replace("-", "_")]}

    @override
    def read(self, kind: str, item_id: str) -> Any:
        found = self.json(_resource(kind), "get", item_id)
        if kind == "llm":
            return found["config"]["actual_instance"]["model_names"]
        return found["base_url" if kind == "flat" else "description"]

    @override
    def change(self, kind: str, item_id: str) -> None:
        words = {
            "llm": ("llm", item_id, "--model-name", "changed"),
            "agent": ("agent", item_id, "--description", "changed"),
            "flat": (item_id, "--base-url", str(CHANGED["flat"])),
        }
        self.run(_resource(kind), "update", *words[kind])

    @override
    def delete(self, kind: str, item_id: str) -> None:
        self.run(_resource(kind), "delete", item_id, "--force")

    def json(self, *words: str) -> Json:
        """Return the JSON that a command prints."""
        response: Json = json.loads(self.run(*words, "--output", "json"))
        return response

    def run(self, *words: str) -> str:
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
    def names(self, kind: str) -> set[str]:
        return {item["name"] for item in self.call(f"list{_resource_class(kind)}s", limit=100)["data"]}

    @override
    def read(self, kind: str, item_id: str) -> Any:
        found = self._call(kind, "get", item_id)
        if kind == "llm":
            return found["config"]["modelNames"]
        return found["baseUrl" if kind == "flat" else "description"]

    @override
    def change(self, kind: str, item_id: str) -> None:
        changed: Json = {
            "llm": {"config": {"provider": "CUSTOM", "modelNames": CHANGED["llm"]}},
            "agent": {"description": CHANGED["agent"]},
            "flat": {"baseUrl": CHANGED["flat"]},
        }
        self._call(kind, "update", item_id, **changed[kind])

    @override
    def delete(self, kind: str, item_id: str) -> None:
        self._call(kind, "delete", item_id)

    def _call(self, kind: str, operation: str, item_id: str, **parameters: Any) -> Any:
        variant = {} if kind == "flat" else {"type": kind.upper()}
        return self.call(f"{operation}{_resource_class(kind)}", integration=item_id, **variant, **parameters)

    def call(self, function: str, **parameters: Any) -> Any:
        """Return what a function of the client returns."""
        return self._session.ask([function, parameters])


CLIENTS: Mapping[str, type[Client]] = {"arize": Package, "ax": Command, "ax-client": Node}


def _resource(kind: str) -> str:
    return "ai-integrations" if kind == "flat" else "integrations"


def _resource_class(kind: str) -> str:
    return "AiIntegration" if kind == "flat" else "Integration"
