"""One lifecycle behind two front ends: the same requests, outputs, failures and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pulumi.runtime.proto import provider_pb2
from tests.api_contract import LEGACY
from tests.e2e.declarations import CASES, Case
from tests.lifecycle.samples import agent
from tests.share import sample

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION, SPACE_DEFAULT
from pulumi_embedded.values import SIGNATURE, to_wire

from .conftest import Started
from .front_ends import KINDS, Dynamic, FrontEnd, Native
from .provider_process import Engine, Json
from .resource_lifecycle import Life
from .scenarios import run_lifecycle

OLDER = [case for case in CASES if case.provider in LEGACY]
"""Those that an older server has in the legacy dialect."""


def steps(started: Started, server: Emulator, engine: Engine, kind: str, live: Callable[[Life], None]) -> list[Any]:
    """Return what a life comes to through each of the front ends, on the same account."""
    lives = []
    for front in (Dynamic, Native):
        server.reset()
        life = Life(started(front, server), server, KINDS[kind], engine.output)
        live(life)
        lives.append(life.steps)
    return lives


def compared(through: list[list[Json]]) -> list[str]:
    """Fail where a step differs; return what was done."""
    one, other = through
    for number, (first, second) in enumerate(zip(one, other, strict=True)):
        differing = {key: (first.get(key), second.get(key)) for key in first if first.get(key) != second.get(key)}
        assert first == second, f"step {number}: {differing}"
    return [str(step.get("did", step["operation"])) for step in one]


@pytest.mark.soak
@pytest.mark.parametrize("case", sample(CASES, 12), ids=lambda case: case.name)
def test_lifecycle(started: Started, emulator: Emulator, engine: Engine, case: Case) -> None:
    """Whatever happens to an integration, both front ends send the same requests and return the same."""
    done = compared(steps(started, emulator, engine, case.kind, lambda life: run_lifecycle(life, case)))
    assert {"create", "nothing", "update", "refresh", "destroy"} <= {*done}


@pytest.mark.soak
@pytest.mark.parametrize("case", sample(OLDER, 4), ids=lambda case: case.name)
def test_lifecycle_on_an_older_server(started: Started, legacy_emulator: Emulator, engine: Engine, case: Case) -> None:
    """So they do where the server speaks the other dialect."""
    done = compared(steps(started, legacy_emulator, engine, case.kind, lambda life: run_lifecycle(life, case)))
    assert {"create", "nothing", "update", "refresh", "destroy"} <= {*done}


def test_the_default_of_a_space(started: Started, emulator: Emulator, engine: Engine) -> None:
    """A space's default is set, changed, moved to another space, lost and cleared alike."""
    done = compared(steps(started, emulator, engine, SPACE_DEFAULT.name, _defaults))
    assert {"create", "nothing", "update", "replace", "refresh", "destroy"} <= {*done}


ASSETS: dict[str, Json] = {
    "asset": {SIGNATURE: "c44067f5952c0a294b673a41bacd8c17", "path": "schema.json"},
    "text": {SIGNATURE: "c44067f5952c0a294b673a41bacd8c17", "text": "{}"},
    "archive": {SIGNATURE: "0def7320c3a5731c473e5ecbe6d01bc7", "path": "schemas.zip"},
}
"""As the engine writes them."""


@pytest.mark.parametrize("asset", ASSETS)
@pytest.mark.parametrize("front", [Dynamic, Native])
def test_assets_are_no_json(started: Started, emulator: Emulator, front: type[FrontEnd], asset: str) -> None:
    """An asset or an archive has no place in a schema or in the body of a preset, at whatever depth."""
    running = started(front, emulator)
    schema = {"type": "object", "properties": {"a_b": {"default": ASSETS[asset]}}}
    preset = {"name": "one", "config": {"a_b": [1, ASSETS[asset]]}}
    given = running.given(INTEGRATION, agent(input_schema=schema, request_presets=[preset]))
    request = provider_pb2.CheckRequest(urn=running.urn(INTEGRATION), news=to_wire(given))

    failures = {failure.property: failure.reason for failure in running.plugin.call("Check", request).failures}

    assert {in_words(path): reason for path, reason in failures.items()} == {
        "config.input_schema.properties.a_b.default": "must be JSON",
        "config.request_presets[0].config.a_b[1]": "must be JSON",
    }


def in_words(path: str) -> str:
    """Return a path by the models' names."""
    return path.replace("inputSchema", "input_schema").replace("requestPresets", "request_presets")


def _defaults(life: Life) -> None:
    emulator = life.emulator
    key = {"provider": "OPEN_AI", "api_key": "key"}
    one, two = (emulator.add("integrations", {"type": "LLM", "name": name, "config": key})["id"] for name in "AB")
    first = {"space_id": emulator.space_id("Lab"), "integration_id": one, "model_name": "m"}
    life.up(first)
    life.up(first)
    life.up({**first, "model_name": "n"})
    life.up({**first, "integration_id": two})
    life.refresh()
    life.up({**first, "space_id": emulator.space_id("Staging")})
    emulator.delete(two)
    emulator.delete(one)
    life.refresh()
    life.up({**first, "integration_id": one})
    life.up({"space_id": "", "model_name": "m"})
    life.destroy()
