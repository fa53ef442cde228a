"""The main job from end to end: the quickstart program against the emulator, each step compared with what it declares.

Run by `make demo`. It takes the `pulumi` command where there is one, and the embedded engine otherwise.
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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PROGRAM = ROOT / "examples" / "quickstart"
WORKSPACE = ROOT / ".demo" / "quickstart"
"""A copy of the program, as deep in the tree as it is: its settings name the environment by a relative path."""

OPENAI, BEDROCK, GATEWAY, AZURE = "Quickstart OpenAI", "Quickstart Bedrock", "Quickstart gateway", "Quickstart Azure"


@dataclass
class Checks:
    """Counts what was compared."""

    passed: int = 0
    failed: int = 0

    def equal(self, what: str, found: object, expected: object) -> None:
        """Compare, and say what was compared."""
        if found == expected:
            self.passed += 1
            print(f"  ok      {what}")
            return
        self.failed += 1
        print(f"  FAILED  {what}\n            expected {expected}\n            found    {found}")


@dataclass(frozen=True)
class Server:
    """The emulator, through its control API."""

    url: str
    environment: dict[str, str]

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Return the answer of the control API."""
        response = httpx.request(method, f"{self.url}/_control/{path}", json=body, timeout=10)
        response.raise_for_status()
        return response.json() if response.content else None

    def held(self) -> dict[str, dict[str, Any]]:
        """Return the integrations that the server holds, by name."""
        return {item["name"]: item for item in self.call("GET", "integrations")}

    def requests(self) -> list[str]:
        """Return what was asked of the API since the last call."""
        received = self.call("GET", "requests")
        self.call("DELETE", "requests")
        return [f"{item['method']} {item['path']}" for item in received]


@dataclass(frozen=True)
class Engine:
    """The command that runs programs: `pulumi`, or the embedded engine with the same words."""

    command: str
    environment: dict[str, str]

    def run(self, *words: str) -> None:
        """Run a command on the demo's stack and show what it prints. Raises CalledProcessError."""
        arguments = [self.command, *words, "--cwd", str(WORKSPACE), "--stack", "demo"]
        print(f"\n$ {Path(self.command).name} {' '.join(words)}", flush=True)
        subprocess.run(arguments, env=self.environment, check=True)  # noqa: S603 - the command is ours

    def up(self) -> None:
        """Deploy."""
        self.run("up", "--yes", "--skip-preview")


@dataclass
class Declared:
    """What the program declares, as the server must hold it."""

    scoping: dict[str, str]
    openai_key: str = "sk-demo-1"
    account_wide: bool = False
    gateway: str = "CUSTOM"
    names: list[str] = field(default_factory=lambda: [OPENAI, BEDROCK, GATEWAY, AZURE])

    def integrations(self) -> dict[str, dict[str, Any]]:
        """Return what each integration must hold, in the terms of the emulator's store."""
        here = [self.scoping]
        role = {"kind": "AWS", "role_arn": "arn:aws:iam::123456789012:role/arize", "external_id": "arize"}
        return {
            OPENAI: _held("OPEN_AI", scopings=[] if self.account_wide else here, api_key=self.openai_key),
            BEDROCK: _held("AWS_BEDROCK", scopings=here, provider_metadata=role, enable_default_models=True),
            GATEWAY: _held(
                self.gateway,
                scopings=here,
                api_key="gw-demo",
                base_url="https://llm.example.com/v1",
                model_names=["small", "large"],
            ),
            AZURE: _held(
                "AZURE_OPEN_AI",
                scopings=here,
                api_key="az-demo",
                base_url="https://example.openai.azure.com",
                model_names=["gpt-4o"],
            ),
        }


def _held(provider: str, **values: Any) -> dict[str, Any]:
    bare: dict[str, Any] = {"api_key": None, "base_url": None, "model_names": [], "provider_metadata": None}
    return {**bare, "provider": provider, "enable_default_models": False, "function_calling_enabled": True, **values}


def _bare(key: str) -> object:
    return [] if key == "model_names" else None


def compare(checks: Checks, server: Server, inputs: Declared) -> None:
    """Compare what the server holds with what the program declares."""
    held, expected = server.held(), inputs.integrations()
    checks.equal("the server holds these integrations and no other", sorted(held), sorted(expected))
    for name, values in expected.items():
        found = {
            key: held.get(name, {}).get(key) or ([] if key == "model_names" else held.get(name, {}).get(key))
            for key in values
        }
        checks.equal(f"{name} is what the program declares", found, values)


def main() -> int:
    """Run the demo; return its exit status."""
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder, emulator() as server:
        engine = _engine(server, Path(folder))
        inputs = Declared(_scoping(server))
        for title, step in STEPS:
            print(f"\n=== {title}", flush=True)
            step(engine, server, inputs, checks)
    print(f"\ndemo: {checks.passed} checks passed, {checks.failed} failed")
    return 1 if checks.failed else 0


@contextmanager
def emulator() -> Iterator[Server]:
    """Start the emulator as a process of its own; end it afterwards."""
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
    """Choose the engine, say why, and make the stack."""
    real = shutil.which("pulumi")
    if real:
        print(f"engine: {real}, found on PATH")
    else:
        print("engine: pulumi-embedded, for there is no `pulumi` on PATH; a real deployment needs the real one")
    shutil.rmtree(WORKSPACE, ignore_errors=True)
    WORKSPACE.mkdir(parents=True)
    for path in PROGRAM.iterdir():
        if path.is_file() and not path.name.startswith("Pulumi."):
            shutil.copy(path, WORKSPACE)
    shutil.copy(PROGRAM / "Pulumi.yaml", WORKSPACE)
    environment = {
        **os.environ,
        **server.environment,
        "PULUMI_BACKEND_URL": backend.as_uri(),
        "PULUMI_CONFIG_PASSPHRASE": secrets.token_hex(),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }
    engine = Engine(real or str(BIN / "pulumi-embedded"), environment)
    engine.run("stack", "init")
    for key, value in (("openaiKey", "sk-demo-1"), ("gatewayKey", "gw-demo"), ("azureKey", "az-demo")):
        engine.run("config", "set", "--secret", key, value)
    return engine


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
Step = Callable[[Engine, Server, Declared, Checks], None]


def _preview(engine: Engine, server: Server, _declared: Declared, checks: Checks) -> None:
    """Preview, which sends nothing."""
    engine.run("preview")
    checks.equal("the server holds nothing", server.held(), {})
    checks.equal("no request but the look-up", server.requests(), [LOOKUP])


def _first_up(engine: Engine, server: Server, inputs: Declared, checks: Checks) -> None:
    """Create everything."""
    engine.up()
    posts = [request for request in server.requests() if request.startswith("POST")]
    checks.equal("one POST for each integration", len(posts), len(inputs.names))
    compare(checks, server, inputs)


def _unchanged_up(engine: Engine, server: Server, inputs: Declared, checks: Checks) -> None:
    """Deploy what is deployed."""
    engine.run("up", "--yes", "--skip-preview", "--expect-no-changes")
    checks.equal("no request but the look-up", server.requests(), [LOOKUP])
    compare(checks, server, inputs)


def _rotate(engine: Engine, server: Server, inputs: Declared, checks: Checks) -> None:
    """Change a key and scopings."""
    inputs.openai_key, inputs.account_wide = "sk-demo-2", True
    engine.run("config", "set", "--secret", "openaiKey", inputs.openai_key)
    engine.run("config", "set", "accountWide", "true")
    engine.up()
    writes = [request for request in server.requests() if not request.startswith("GET")]
    checks.equal("one PATCH and no other write", [request.split()[0] for request in writes], ["PATCH"])
    compare(checks, server, inputs)


def _drift(engine: Engine, server: Server, inputs: Declared, checks: Checks) -> None:
    """Edit and delete from outside, then repair."""
    server.call("PATCH", f"integrations/{OPENAI}", {"api_key": None, "function_calling_enabled": False})
    server.call("PATCH", f"integrations/{AZURE}", {"base_url": "https://elsewhere.example.com"})
    server.call("DELETE", f"integrations/{BEDROCK}")
    engine.run("refresh", "--yes", "--skip-preview")
    engine.up()
    compare(checks, server, inputs)


def _replace(engine: Engine, server: Server, inputs: Declared, checks: Checks) -> None:
    """Change what cannot be changed in place."""
    before = server.held()[GATEWAY]["id"]
    inputs.gateway = "LITELLM"
    engine.run("config", "set", "gateway", inputs.gateway)
    server.requests()
    engine.run("preview")
    engine.up()
    writes = [request.split()[0] for request in server.requests() if not request.startswith("GET")]
    checks.equal("a DELETE, then a POST", writes, ["DELETE", "POST"])
    checks.equal("it is another integration", before in {item["id"] for item in server.held().values()}, expected=False)
    compare(checks, server, inputs)


def _secrets(engine: Engine, _server: Server, inputs: Declared, checks: Checks) -> None:
    """Look for keys in the state."""
    exported = WORKSPACE / "state.json"
    engine.run("stack", "export", "--file", str(exported))
    text = exported.read_text()
    keys = [inputs.openai_key, "gw-demo", "az-demo"]
    checks.equal("no key stands in the exported state", [key for key in keys if key in text], [])
    checks.equal("the state is a deployment of version 3", json.loads(text)["version"], 3)


def _destroy(engine: Engine, server: Server, _declared: Declared, checks: Checks) -> None:
    """Delete everything."""
    engine.run("destroy", "--yes", "--skip-preview")
    checks.equal("the server holds nothing", server.held(), {})


STEPS: tuple[tuple[str, Step], ...] = (
    ("Preview: nothing is sent but the program's own look-up", _preview),
    ("Up: one POST for each integration", _first_up),
    ("Up again: nothing to do", _unchanged_up),
    ("A rotated key and changed scopings: one PATCH", _rotate),
    ("Edits from outside, refresh, up: repaired", _drift),
    ("Another provider: replaced, the old one deleted first", _replace),
    ("The state: no key in clear", _secrets),
    ("Destroy: nothing is left", _destroy),
)

if __name__ == "__main__":
    sys.exit(main())
