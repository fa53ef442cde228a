"""Runs the quickstart program against the emulator, step by step, and compares the server with the program.

The last step is another program, which makes a whole environment.

Run by `make demo`. It uses the `pulumi` command if there is one, and the embedded engine otherwise.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
EXAMPLES = ROOT / "examples"
WORKSPACES = ROOT / ".demo"
"""Copies of the programs at the same depth of the tree: their settings have a relative path to the environment."""

OPENAI, BEDROCK, GATEWAY, AZURE = "Quickstart OpenAI", "Quickstart Bedrock", "Quickstart gateway", "Quickstart Azure"


@dataclass
class Checks:
    """Counts the comparisons."""

    passed: int = 0
    failed: int = 0

    def equal(self, what: str, actual: object, expected: object) -> None:
        """Compare, and print the result."""
        if actual == expected:
            self.passed += 1
            print(f"  ok      {what}")
            return
        self.failed += 1
        print(f"  FAILED  {what}\n            expected {expected}\n            actual   {actual}")


@dataclass(frozen=True)
class Server:
    """The emulator, by its control API."""

    url: str
    environment: dict[str, str]

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Return the response of the control API."""
        response = httpx.request(method, f"{self.url}/_control/{path}", json=body, timeout=10)
        response.raise_for_status()
        return response.json() if response.content else None

    def integrations(self) -> dict[str, dict[str, Any]]:
        """Return the integrations on the server, by name."""
        return {item["name"]: item for item in self.call("GET", "integrations")}

    def requests(self) -> list[str]:
        """Return the requests to the API since the last call."""
        received = self.call("GET", "requests")
        self.call("DELETE", "requests")
        return [f"{item['method']} {item['path']}" for item in received]


@dataclass(frozen=True)
class Engine:
    """The command that runs a program: `pulumi`, or the embedded engine, which takes the same arguments."""

    command: str
    environment: dict[str, str]
    program: str = "quickstart"

    @property
    def workspace(self) -> Path:
        """The copy of the program."""
        return WORKSPACES / self.program

    def create(self, **keys: str) -> None:
        """Copy the program, and create its stack with these secret settings."""
        shutil.rmtree(self.workspace, ignore_errors=True)
        self.workspace.mkdir(parents=True)
        for path in (EXAMPLES / self.program).iterdir():
            if path.name == "Pulumi.yaml" or (path.is_file() and not path.name.startswith("Pulumi.")):
                shutil.copy(path, self.workspace)
        self.run("stack", "init")
        for key, value in keys.items():
            self.run("config", "set", "--secret", key, value)

    def run(self, *words: str) -> None:
        """Run a command on the demo's stack, and show its output. Raises CalledProcessError."""
        arguments = [self.command, *words, "--cwd", str(self.workspace), "--stack", "demo"]
        print(f"\n$ {Path(self.command).name} {' '.join(words)}", flush=True)
        subprocess.run(arguments, env=self.environment, check=True)  # noqa: S603 - the command is ours

    def up(self) -> None:
        """Deploy."""
        self.run("up", "--yes", "--skip-preview")


@dataclass
class Expected:
    """The integrations of the program, as the server must have them."""

    scoping: dict[str, str]
    openai_key: str = "sk-demo-1"
    account_wide: bool = False
    gateway: str = "CUSTOM"
    names: list[str] = field(default_factory=lambda: [OPENAI, BEDROCK, GATEWAY, AZURE])

    def integrations(self) -> dict[str, dict[str, Any]]:
        """Return the values of each integration, by the names of the emulator's store."""
        here = [self.scoping]
        role = {"kind": "AWS", "role_arn": "arn:aws:iam::123456789012:role/arize", "external_id": "arize"}
        return {
            OPENAI: _integration("OPEN_AI", scopings=[] if self.account_wide else here, api_key=self.openai_key),
            BEDROCK: _integration("AWS_BEDROCK", scopings=here, provider_metadata=role, enable_default_models=True),
            GATEWAY: _integration(
                self.gateway,
                scopings=here,
                api_key="gw-demo",
                base_url="https://llm.example.com/v1",
                model_names=["small", "large"],
            ),
            AZURE: _integration(
                "AZURE_OPEN_AI",
                scopings=here,
                api_key="az-demo",
                base_url="https://example.openai.azure.com",
                model_names=["gpt-4o"],
            ),
        }


def _integration(provider: str, **values: Any) -> dict[str, Any]:
    bare: dict[str, Any] = {"api_key": None, "base_url": None, "model_names": [], "provider_metadata": None}
    return {**bare, "provider": provider, "enable_default_models": False, "function_calling_enabled": True, **values}


def compare(checks: Checks, server: Server, expected: Expected) -> None:
    """Compare the integrations on the server with those of the program."""
    actual = server.integrations()
    checks.equal("the server has these integrations and no other", sorted(actual), sorted(expected.names))
    for name, values in expected.integrations().items():
        integration = actual.get(name, {})
        found = {key: integration.get(key) or ([] if key == "model_names" else integration.get(key)) for key in values}
        checks.equal(f"{name} is as in the program", found, values)


def main() -> int:
    """Run the demo; return its exit status."""
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder, emulator() as server:
        engine = _engine(server, Path(folder))
        expected = Expected(_scoping(server))
        for title, step in STEPS:
            print(f"\n=== {title}", flush=True)
            step(engine, server, expected, checks)
    print(f"\ndemo: {checks.passed} checks passed, {checks.failed} failed")
    return 1 if checks.failed else 0


@contextmanager
def emulator() -> Iterator[Server]:
    """Start the emulator as a process; stop it at the end."""
    process = subprocess.Popen([str(BIN / "arize-emulator")], stdout=subprocess.PIPE, text=True)  # noqa: S603
    try:
        line = process.stdout.readline() if process.stdout else ""
        print(line.strip())
        yield Server(
            re.findall(r"http://[\d.:]+", line)[0],
            dict(pair.split("=", 1) for pair in re.findall(r"ARIZE_\w+=\S+", line)),
        )
    finally:
        process.terminate()
        process.wait(timeout=10)


def _engine(server: Server, backend: Path) -> Engine:
    """Choose the engine, print why, and create the stack."""
    real = shutil.which("pulumi")
    if real:
        print(f"engine: {real}, found on PATH")
    else:
        print("engine: pulumi-embedded, because there is no `pulumi` on PATH; a real deployment needs `pulumi`")
    engine = Engine(real or str(BIN / "pulumi-embedded"), engine_environment(server, backend))
    engine.create(openaiKey="sk-demo-1", gatewayKey="gw-demo", azureKey="az-demo")
    return engine


def engine_environment(server: Server, backend: Path) -> dict[str, str]:
    """Return the environment of an engine whose programs use the emulator, and whose states are in a folder."""
    return {
        **os.environ,
        **server.environment,
        "PULUMI_BACKEND_URL": backend.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": secrets.token_hex(),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }


def _scoping(server: Server) -> dict[str, str]:
    space = httpx.get(
        f"{server.url}/v2/spaces",
        params={"name": "Production"},
        headers={"authorization": f"Bearer {server.environment['ARIZE_API_KEY']}"},
        timeout=10,
    ).json()["spaces"][0]
    server.requests()
    return {"organization_id": space["organization_id"], "space_id": space["id"]}


LOOKUP = "GET /v2/spaces"
Step = Callable[[Engine, Server, Expected, Checks], None]


def _preview(engine: Engine, server: Server, _expected: Expected, checks: Checks) -> None:
    """Preview, which sends nothing."""
    engine.run("preview")
    checks.equal("the server has no integrations", server.integrations(), {})
    checks.equal("no request but the lookup", server.requests(), [LOOKUP])


def _first_up(engine: Engine, server: Server, expected: Expected, checks: Checks) -> None:
    """Create everything."""
    engine.up()
    posts = [request for request in server.requests() if request.startswith("POST")]
    checks.equal("one POST for each integration", len(posts), len(expected.names))
    compare(checks, server, expected)


def _unchanged_up(engine: Engine, server: Server, expected: Expected, checks: Checks) -> None:
    """Deploy again without a change."""
    engine.run("up", "--yes", "--skip-preview", "--expect-no-changes")
    checks.equal("no request but the lookup", server.requests(), [LOOKUP])
    compare(checks, server, expected)


def _rotate(engine: Engine, server: Server, expected: Expected, checks: Checks) -> None:
    """Change a key and scopings."""
    expected.openai_key, expected.account_wide = "sk-demo-2", True
    engine.run("config", "set", "--secret", "openaiKey", expected.openai_key)
    engine.run("config", "set", "accountWide", "true")
    engine.up()
    writes = [request for request in server.requests() if not request.startswith("GET")]
    checks.equal("one PATCH and no other write", [request.split()[0] for request in writes], ["PATCH"])
    compare(checks, server, expected)


def _drift(engine: Engine, server: Server, expected: Expected, checks: Checks) -> None:
    """Change and delete integrations outside of Pulumi, then repair them."""
    server.call("PATCH", f"integrations/{OPENAI}", {"api_key": None, "function_calling_enabled": False})
    server.call("PATCH", f"integrations/{AZURE}", {"base_url": "https://elsewhere.example.com"})
    server.call("DELETE", f"integrations/{BEDROCK}")
    engine.run("refresh", "--yes", "--skip-preview")
    engine.up()
    compare(checks, server, expected)


def _replace(engine: Engine, server: Server, expected: Expected, checks: Checks) -> None:
    """Change a property that cannot be changed in place."""
    before = server.integrations()[GATEWAY]["id"]
    expected.gateway = "LITELLM"
    engine.run("config", "set", "gateway", expected.gateway)
    server.requests()
    engine.run("preview")
    engine.up()
    writes = [request.split()[0] for request in server.requests() if not request.startswith("GET")]
    checks.equal("a DELETE, then a POST", writes, ["DELETE", "POST"])
    checks.equal(
        "the integration is a new one",
        before in {item["id"] for item in server.integrations().values()},
        expected=False,
    )
    compare(checks, server, expected)


def _secrets(engine: Engine, _server: Server, expected: Expected, checks: Checks) -> None:
    """Search the state for keys."""
    exported = engine.workspace / "state.json"
    engine.run("stack", "export", "--file", str(exported))
    text = exported.read_text()
    keys = [expected.openai_key, "gw-demo", "az-demo"]
    checks.equal("no key is in the exported state", [key for key in keys if key in text], [])
    checks.equal("the state is a deployment of version 3", json.loads(text)["version"], 3)


def _destroy(engine: Engine, server: Server, _expected: Expected, checks: Checks) -> None:
    """Delete everything."""
    engine.run("destroy", "--yes", "--skip-preview")
    checks.equal("the server has no integrations", server.integrations(), {})


def _environment(engine: Engine, server: Server, _expected: Expected, checks: Checks) -> None:
    """Make an organization with all that is in it, rotate its service key, and destroy it."""
    environment = replace(engine, program="environment")
    environment.create(openaiKey="sk-demo", agentToken="token-demo")
    environment.up()
    made = [item["name"] for kind in ("organizations", "api-keys") for item in server.call("GET", kind)]
    checks.equal("there are an organization and a service key", made.count("Assistants demo"), 2)
    checks.equal("three integrations are in its space", len(server.integrations()), 3)
    environment.run("config", "set", "rotation", "2")
    server.requests()
    environment.up()
    writes = [request for request in server.requests() if not request.startswith("GET")]
    checks.equal(
        "a new key, then the agent that has it, then the old one revoked",
        [request.split()[0] for request in writes],
        ["POST", "PATCH", "PUT"],
    )
    environment.run("config", "set", "protect", "false")
    environment.up()
    _destroy(environment, server, _expected, checks)
    checks.equal(
        "no service key is valid", [key["status"] for key in server.call("GET", "api-keys")], ["REVOKED", "REVOKED"]
    )


STEPS: tuple[tuple[str, Step], ...] = (
    ("Preview: nothing is sent but the program's own lookup", _preview),
    ("Up: one POST for each integration", _first_up),
    ("Up again: nothing to do", _unchanged_up),
    ("A rotated key and changed scopings: one PATCH", _rotate),
    ("Edits from outside, refresh, up: repaired", _drift),
    ("Another provider: replaced, the old one deleted first", _replace),
    ("The state: no unencrypted key", _secrets),
    ("Destroy: nothing is left", _destroy),
    ("A whole environment from nothing: made, its key rotated, destroyed", _environment),
)

if __name__ == "__main__":
    sys.exit(main())
