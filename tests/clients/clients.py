"""Three clients that nobody here wrote, with the same verbs.

The `arize` package, the `ax` command, and `@arizeai/ax-client`. Each takes integrations of three kinds:
`llm` and `agent` of `/v2/integrations`, `flat` of `/v2/ai-integrations`.
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

from arize_emulator import Emulator

Json = dict[str, Any]

KINDS = ("llm", "agent", "flat")
CHANGED = {"llm": ["changed"], "agent": "changed", "flat": "https://changed.example.com"}
"""What `change` makes of each kind's model names, description, and base URL."""

SECONDS = 60
SESSION = Path(__file__).parent / "ax" / "session.py"


class Client(ABC):
    """One client of one emulated account."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        self.emulator = emulator
        self.home = home

    def close(self) -> None:  # noqa: B027 - most have nothing to end
        """End what it has started."""

    @abstractmethod
    def names(self, kind: str) -> set[str]:
        """Return the names of what the list that holds this kind has."""

    @abstractmethod
    def read(self, kind: str, item_id: str) -> Any:
        """Return what `change` changes, as the client reads it."""

    @abstractmethod
    def change(self, kind: str, item_id: str) -> None:
        """Change one field of an integration."""

    @abstractmethod
    def delete(self, kind: str, item_id: str) -> None:
        """Delete an integration."""


class Package(Client):
    """The official `arize` package."""

    def __init__(self, emulator: Emulator, home: Path) -> None:
        super().__init__(emulator, home)
        self._client = ArizeClient(
            api_key=emulator.api_key,
            api_host=emulator.host,
            api_port=emulator.port,
            api_scheme="http",
            arize_directory=str(home),
            enable_caching=False,
        )

    def names(self, kind: str) -> set[str]:
        """Return the names of what the list that holds this kind has."""
        if kind == "flat":
            return {str(item.name) for item in self._client.ai_integrations.list().ai_integrations or ()}
        return {str(item.name) for item in self._client.integrations.list().integrations}

    def read(self, kind: str, item_id: str) -> Any:
        """Return what `change` changes, as the client reads it."""
        if kind == "flat":
            return self._client.ai_integrations.get(integration=item_id).base_url
        found: Any = self._client.integrations.get(integration=item_id)
        return found.description if kind == "agent" else found.config.actual_instance.model_names

    def change(self, kind: str, item_id: str) -> None:
        """Change one field of an integration."""
        if kind == "flat":
            self._client.ai_integrations.update(integration=item_id, base_url=str(CHANGED[kind]))
        elif kind == "agent":
            self._client.integrations.update_agent(integration=item_id, description=str(CHANGED[kind]))
        else:
            self._client.integrations.update_llm(integration=item_id, model_names=list(CHANGED[kind]))

    def delete(self, kind: str, item_id: str) -> None:
        """Delete an integration."""
        of = self._client.ai_integrations if kind == "flat" else self._client.integrations
        of.delete(integration=item_id)


class Command(Client):
    """The `ax` command, which finds the account in a profile in the home folder."""

    python = Path("python")
    """The interpreter of the environment that has it."""

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
        self._run("profiles", "create", "default", "--from-file", str(profile))

    def close(self) -> None:
        """End the process."""
        self._session.communicate(timeout=SECONDS)

    def names(self, kind: str) -> set[str]:
        """Return the names of what the list that holds this kind has."""
        listed = self._json(_resource(kind), "list", "--limit", "100")
        return {item["name"] for item in listed[_resource(kind).replace("-", "_")]}

    def read(self, kind: str, item_id: str) -> Any:
        """Return what `change` changes, as the client reads it."""
        found = self._json(_resource(kind), "get", item_id)
        if kind == "llm":
            return found["config"]["actual_instance"]["model_names"]
        return found["base_url" if kind == "flat" else "description"]

    def change(self, kind: str, item_id: str) -> None:
        """Change one field of an integration."""
        words = {
            "llm": ("llm", item_id, "--model-name", "changed"),
            "agent": ("agent", item_id, "--description", "changed"),
            "flat": (item_id, "--base-url", str(CHANGED["flat"])),
        }
        self._run(_resource(kind), "update", *words[kind])

    def delete(self, kind: str, item_id: str) -> None:
        """Delete an integration."""
        self._run(_resource(kind), "delete", item_id, "--force")

    def _json(self, *words: str) -> Json:
        response: Json = json.loads(self._run(*words, "--output", "json"))
        return response

    def _run(self, *words: str) -> str:
        assert self._session.stdin is not None
        assert self._session.stdout is not None
        self._session.stdin.write(f"{json.dumps(words)}\n")
        self._session.stdin.flush()
        done: Json = json.loads(self._session.stdout.readline() or '{"code": "it has ended"}')
        assert done["code"] == 0, (words, done)
        return str(done["output"])


class Node(Client):
    """The TypeScript client, through a small script."""

    folder = Path("node")

    def names(self, kind: str) -> set[str]:
        """Return the names of what the list that holds this kind has."""
        return {item["name"] for item in self._run("list", kind)["data"]}

    def read(self, kind: str, item_id: str) -> Any:
        """Return what `change` changes, as the client reads it."""
        found = self._run("read", kind, item_id)
        if kind == "llm":
            return found["config"]["modelNames"]
        return found["baseUrl" if kind == "flat" else "description"]

    def change(self, kind: str, item_id: str) -> None:
        """Change one field of an integration."""
        self._run("change", kind, item_id)

    def delete(self, kind: str, item_id: str) -> None:
        """Delete an integration."""
        self._run("delete", kind, item_id)

    def _run(self, *words: str) -> Any:
        account = {"ARIZE_BASE_URL": self.emulator.url, "ARIZE_API_KEY": self.emulator.api_key}
        return json.loads(run(["node", "client.mjs", *words], self.folder, account))


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
