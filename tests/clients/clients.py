"""Three clients that others wrote, with the same operations.

The `arize` package, the `ax` command, and `@arizeai/ax-client`. Each has integrations of three kinds: `llm` and `agent`
of `/v2/integrations`, `flat` of `/v2/ai-integrations`.
"""

from __future__ import annotations

import json
import os
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arize import ArizeClient
from typing_extensions import override

from arize_emulator import Emulator

Json = dict[str, Any]

KINDS = ("llm", "agent", "flat")
CHANGED = {"llm": ["changed"], "agent": "changed", "flat": "https://changed.example.com"}
"""The values that `change` sets: an LLM integration's model names, an agent's description, a flat one's base URL."""

SECONDS = 60
SESSION = Path(__file__).parent / "ax" / "session.py"


class Client(ABC):
    """One client of one emulated account."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        self.emulator = emulator
        self.home = home

    def close(self) -> None:  # noqa: B027 - only one has a process
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

    python = Path("python")
    """The interpreter of the environment that has the command."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        super().__init__(emulator, home)
        home.mkdir()
        self._session = subprocess.Popen(
            [self.python, SESSION],
            cwd=home,
            env={**_inherited(), "HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        profile = home / "profile.toml"
        profile.write_text(
            '[profile]\nname = "default"\n'
            f'[auth]\nauth_method = "api-key"\napi_key = "{emulator.api_key}"\n'
            f'[routing]\napi_host = "{emulator.host}:{emulator.port}"\napi_scheme = "http"\n'
        )
        self.run("profiles", "create", "default", "--from-file", str(profile))

    @override
    def close(self) -> None:
        self._session.communicate(timeout=SECONDS)

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
        assert self._session.stdin is not None
        assert self._session.stdout is not None
        self._session.stdin.write(f"{json.dumps(words)}\n")
        self._session.stdin.flush()
        result: Json = json.loads(self._session.stdout.readline() or '{"code": "it has ended"}')
        assert result["code"] == 0, (words, result)
        return str(result["output"])


class Node(Client):
    """The TypeScript client, through a small script."""

    folder = Path("node")

    @override
    def names(self, kind: str) -> set[str]:
        return {item["name"] for item in self.run("list", kind)["data"]}

    @override
    def read(self, kind: str, item_id: str) -> Any:
        found = self.run("read", kind, item_id)
        if kind == "llm":
            return found["config"]["modelNames"]
        return found["baseUrl" if kind == "flat" else "description"]

    @override
    def change(self, kind: str, item_id: str) -> None:
        self.run("change", kind, item_id)

    @override
    def delete(self, kind: str, item_id: str) -> None:
        self.run("delete", kind, item_id)

    def run(self, *words: str, script: str = "client.mjs") -> Any:
        """Return what an operation of a script returns."""
        account = {"ARIZE_BASE_URL": self.emulator.url, "ARIZE_API_KEY": self.emulator.api_key}
        return json.loads(run(["node", script, *words], self.folder, account))


CLIENTS: Mapping[str, type[Client]] = {"arize": Package, "ax": Command, "ax-client": Node}


def run(command: list[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Return what a command prints; fails with all of it where it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**_inherited(), **environment},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("ARIZE_")}


def _resource(kind: str) -> str:
    return "ai-integrations" if kind == "flat" else "integrations"
