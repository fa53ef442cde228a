"""The example `environment`, whose key is rotated under a client that goes on."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from tests.drivers.shell import inherited_variables
from tests.e2e.engines import ENGINES, Engine
from tests.lifecycle.service_keys import active

from arize_emulator import Emulator
from pulumi_embedded.processes import Launch

from .examples import FOLDER

KEY_HEADER = "x-arize-api-key"


@dataclass
class Agent:
    """The agent of the example: it calls the API with the key in its header, and reads the key again after a 401."""

    emulator: Emulator
    name: str
    used: list[str] = field(default_factory=list)
    """The keys of the calls that succeeded."""
    rejected: list[str] = field(default_factory=list)
    """The keys that were rejected although the agent still had them."""

    @property
    def key(self) -> str:
        """The key that the agent has now."""
        return str(self.emulator.get(self.name)["config"]["headers"][KEY_HEADER])

    def call(self) -> None:
        """Call once, and once more with a key that is another one by now."""
        key = self.key
        if not self._call(key) and not self._call(self.key):
            self.rejected.append(key)

    def _call(self, key: str) -> bool:
        """Read the organizations; tell whether the key is valid."""
        headers = {"authorization": f"Bearer {key}"}
        response = httpx.get(f"{self.emulator.url}/v2/organizations", headers=headers, timeout=30)
        if response.status_code != HTTPStatus.OK:
            return False
        self.used.append(key)
        return True

    @contextmanager
    def calling(self) -> Iterator[None]:
        """Call all the while."""
        stopped = threading.Event()

        def run() -> None:
            while not stopped.is_set():
                self.call()

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            thread.join()


@pytest.fixture
def stack(engine: str, emulator: Emulator, tmp_path: Path, launch: Launch) -> Callable[[str], Engine]:
    """Return a maker of the stacks of the example on an engine."""
    folder = tmp_path / "environment"
    shutil.copytree(FOLDER / "environment", folder, ignore=shutil.ignore_patterns("__pycache__", "Pulumi.*.yaml"))
    project = folder / "Pulumi.yaml"
    project.write_text(project.read_text().replace("../../.venv", sys.prefix))
    path = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**inherited_variables(), "PATH": path, **emulator.env}

    def new(name: str) -> Engine:
        made = ENGINES[engine](folder, environment, name)
        made.launch = launch
        return made

    return new


def up(engine: Engine) -> None:
    outcome = engine.operate("up")
    assert outcome.code == 0, outcome


def make(engine: Engine, name: str) -> None:
    """Configure a stack and deploy it."""
    engine.set_config("openaiKey", f"sk-{name}", secret=True)
    engine.set_config("agentToken", f"token-{name}", secret=True)
    up(engine)


def test_a_rotation_leaves_no_moment_without_a_valid_key(stack: Callable[[str], Engine], emulator: Emulator) -> None:
    """The agent, which gets the key in a header, calls all the while, and is never without a valid key."""
    engine = stack("prod")
    make(engine, "prod")
    old = engine.outputs()["key"]
    agent = Agent(emulator, "Assistant prod")
    agent.call()
    engine.set_config("rotation", "2")
    with agent.calling():
        up(engine)
    agent.call()
    new = engine.outputs()["key"]
    assert agent.rejected == []
    assert {old, new} == set(agent.used)
    assert agent.used == sorted(agent.used, key=[old, new].index)
    assert [(item["name"], item["key"]) for item in active(emulator)] == [("Assistants prod", new)]
