"""States of an earlier version, stored as files with their accounts: the current version continues them unchanged.

Each file in `states` has the inputs and outputs of some integrations as an engine keeps them, written before a state
remembered responses: by a server that returns what it is sent, and by one that normalizes and masks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import json_format, struct_pb2

from arize_emulator import Combined, Emulator, FaultRule, Mask, Normalize
from pulumi_arize.hidden_properties import decode_input_paths, to_fields
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_embedded.processes import Launch
from pulumi_embedded.values import from_wire

from .front_ends import KINDS, FrontEnd, comparable, dynamic, native, settings
from .provider_process import Engine, Json
from .resource_lifecycle import Life

STATES = Path(__file__).parent / "states"
FRONTS: dict[str, Callable[..., FrontEnd]] = {"dynamic": dynamic, "native": native}
FAULTS = {"plain": (), "normalizing": (FaultRule(fault=Combined(faults=(Normalize(), Mask()))),)}


@contextmanager
def lives(server: str, front: str, folder: Path, engine: Engine, launch: Launch) -> Iterator[list[tuple[Life, Json]]]:
    """Return the resources of a file as they go on by a front end, each with what the program declares."""
    saved = json.loads((STATES / f"{server}-{front}.json").read_text())
    account = folder / "account.json"
    account.write_text(json.dumps(saved["account"]))
    with Emulator(data=account) as emulator:
        emulator.set_faults(*FAULTS[server])
        provider = FRONTS[front](engine.address, settings(emulator), launch)
        try:
            yield [(_life(provider, emulator, engine, state), state["args"]) for state in saved["states"].values()]
        finally:
            provider.plugin.close()


def _life(provider: FrontEnd, emulator: Emulator, engine: Engine, state: Json) -> Life:
    life = Life(provider, emulator, KINDS[state["kind"]], engine.output)
    life.id, life.inputs, life.outputs = state["id"], properties(state["inputs"]), properties(state["outputs"])
    return life


def properties(saved: Json) -> Json:
    """Return properties as an engine has read them."""
    return from_wire(json_format.ParseDict(saved, struct_pb2.Struct()))


def did(life: Life) -> tuple[str, list[str]]:
    """Return what the last step did, and the methods of what it sent."""
    step: Any = life.steps[-1]
    return step.get("did", step["operation"]), [request["method"] for request in step["sent"]]


@pytest.mark.parametrize("front", FRONTS)
def test_a_state_goes_on_without_a_difference(tmp_path: Path, engine: Engine, launch: Launch, front: str) -> None:
    """Deployed again, refreshed and deployed again, nothing differs, and nothing but the refresh asks the server."""
    with lives("plain", front, tmp_path, engine, launch) as resources:
        for life, args in resources:
            before = comparable(life.resource_type, life.inputs)
            life.up(args)
            assert did(life) == ("nothing", [])
            life.refresh()
            assert did(life) == ("refresh", ["GET"])
            assert comparable(life.resource_type, life.inputs) == before
            life.up(args)
            assert did(life) == ("nothing", [])


@pytest.mark.parametrize("first", ["up", "refresh"])
@pytest.mark.parametrize("front", FRONTS)
def test_a_state_of_a_normalizing_server_comes_to_rest(
    tmp_path: Path, engine: Engine, launch: Launch, front: str, first: str
) -> None:
    """What was sent again at every deployment is sent once more at most, and never again; nothing is replaced."""
    with lives("normalizing", front, tmp_path, engine, launch) as resources:
        for life, args in resources:
            if first == "refresh":
                life.refresh()
            life.up(args)
            assert did(life) in (("update", ["PATCH"]), ("nothing", []))
            for verb in ("up", "refresh", "up"):
                life.up(args) if verb == "up" else life.refresh()
                assert did(life) in (("nothing", []), ("refresh", ["GET"]))


@pytest.mark.parametrize("front", FRONTS)
def test_a_state_that_took_over_what_it_did_not_know(
    tmp_path: Path, engine: Engine, launch: Launch, front: str
) -> None:
    """A refresh of the earlier version put the server's new enum value into the state: nothing is replaced for it."""
    with lives("plain", front, tmp_path, engine, launch) as resources:
        life, args = next((life, args) for life, args in resources if "config" in args and args["type"] == "LLM")
        config = life.outputs["config"]
        life.outputs = {**life.outputs, "config": {**config, "provider": "P_17"}}
        life.inputs = {**life.inputs, "config": {}}
        life.up(args)
        assert did(life)[0] in ("nothing", "update")
        life.up(args)
        assert did(life) == ("nothing", [])


RETAINED = ["config.api_key"]


def test_the_older_names_of_hidden_properties() -> None:
    """The retained secrets and the paths of the inputs are read by their older names too."""
    state = {"name": "It", "__kept": RETAINED, "__declared": "name config.provider"}
    assert to_fields(INTEGRATION, state) == {"name": "It", "__retained_secrets": RETAINED}
    assert decode_input_paths(state) == ["name", "config.provider"]
