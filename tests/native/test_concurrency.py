"""Many calls at once, and an end in the midst of them: nothing is lost, and nothing is there twice."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from tests.lifecycle.samples import llm

from arize_emulator import DropConnection, Emulator, FaultRule, Status
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_embedded.processes import Launch

from .conftest import Configured
from .front_ends import Native, native, settings
from .provider_process import PLUGIN, Engine, Failed, Json, Plugin, creation, listening

AT_ONCE = 64
PATIENCE = 30.0


@pytest.fixture
def own(configured: Configured) -> Native:
    """Return a plugin for one test: a cancelled one stays cancelled."""
    return configured()


def inputs_of(front: Native, name: str) -> Json:
    """Return the inputs of an integration with this name."""
    return front.checked(INTEGRATION, {**llm(), "name": name})


def until(there: Callable[[], Any]) -> None:
    """Wait until something is so; fail where it never is."""
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.005)


def posts(emulator: Emulator) -> list[Any]:
    """Return the requests for a new integration that the server has received."""
    return [request for request in emulator.requests if request.method == "POST"]


def creations(front: Native, names: list[str]) -> list[Any]:
    """Ask for all of these at once."""
    urn = front.urn(INTEGRATION)
    asked = [creation(urn, inputs_of(front, name)) for name in names]
    return [front.plugin.stub.Create.future(request) for request in asked]


def outcome(call: Any) -> str:
    """Return the id that a call returned, or its error."""
    try:
        return str(call.result(timeout=PATIENCE).id)
    except grpc.RpcError as error:
        return f"error: {error.details()}"


def test_as_many_at_once_as_the_engine_asks_for(own: Native, emulator: Emulator) -> None:
    """With slow responses all the requests are under way together, over one pool of connections."""
    names = [f"n{number}" for number in range(AT_ONCE)]
    most = 0
    with emulator.faults(FaultRule(method="POST", delay_before=1.5)):
        calls = creations(own, names)

        def under_way() -> bool:
            nonlocal most
            most = max(most, sum(request.status is None for request in posts(emulator)))
            return most == AT_ONCE or all(call.done() for call in calls)

        until(under_way)
        ids = [outcome(call) for call in calls]
    assert most == AT_ONCE
    assert {item["id"] for item in emulator.integrations} == {*ids}
    assert len(posts(emulator)) == AT_ONCE


def test_reads_at_once_share_pages(own: Native, emulator: Emulator) -> None:
    """A refresh of many asks for pages of the list, not for each."""
    ids = [emulator.add("integrations", {**llm(), "name": f"n{number}"})["id"] for number in range(AT_ONCE)]
    emulator.clear_requests()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = [*threads.map(lambda item_id: own.read(INTEGRATION, item_id, ({}, {"name": "x"}))[0], ids)]
    assert found == ids
    assert len(emulator.requests) < AT_ONCE / 2


def test_cancel_ends_a_wait(own: Native, emulator: Emulator) -> None:
    """While the server asks to be left alone, `Cancel` ends the wait: one line, and nothing more is sent."""
    with emulator.faults(FaultRule(method="POST", fault=Status(status=429, retry_after=60))):
        (call,) = creations(own, ["waits"])
        until(lambda: posts(emulator))
        own.plugin.cancel()
        output = outcome(call)
    assert output.startswith("error: cannot create integration 'waits': ")
    assert "cancelled" in output
    assert "\n" not in output
    assert len(posts(emulator)) == 1
    assert emulator.integrations == []


def test_a_long_wait_is_reported(own: Native, engine: Engine, emulator: Emulator) -> None:
    """The engine shows that the provider waits, and for how long."""
    engine.output.clear()
    with emulator.faults(FaultRule(method="POST", fault=Status(status=429, retry_after=60))):
        (call,) = creations(own, ["waits"])
        until(lambda: engine.output)
        own.plugin.cancel()
        outcome(call)
    assert "429" in engine.output[0]
    assert "60 s" in engine.output[0]


def end_by_cancel(front: Native) -> None:
    """Do as the engine does where its user interrupts it."""
    front.plugin.cancel()


def end_by_signal(front: Native) -> None:
    """Do as the engine, or the machine, does at the end."""
    os.kill(front.plugin.child.pid, signal.SIGTERM)


ENDS = pytest.mark.parametrize("end", [end_by_cancel, end_by_signal])


@ENDS
def test_what_is_under_way_is_answered(own: Native, emulator: Emulator, end: Callable[[Native], None]) -> None:
    """A request that the server is at when the end comes is waited for: its resource has an id, and is not lost."""
    names = [f"n{number}" for number in range(8)]
    with emulator.faults(FaultRule(method="POST", delay_after=1)):
        calls = creations(own, names)
        until(lambda: len(posts(emulator)) == len(names))
        end(own)
        ids = [outcome(call) for call in calls]
    assert {item["id"] for item in emulator.integrations} == {*ids}


@ENDS
def test_a_lost_response_is_verified(own: Native, emulator: Emulator, end: Callable[[Native], None]) -> None:
    """What was made, and its response lost at the end, is found by its name, or is uncertain; never made twice."""
    names = [f"n{number}" for number in range(8)]
    with emulator.faults(FaultRule(method="POST", delay_after=0.5, fault=DropConnection(when="after"))):
        calls = creations(own, names)
        until(lambda: len(posts(emulator)) == len(names))
        end(own)
        responses = [outcome(call) for call in calls]
    there = {item["name"]: item["id"] for item in emulator.integrations}
    assert {*there} == {*names}
    for name, response in zip(names, responses, strict=True):
        assert response == there[name] or "it may exist now" in response, response


def test_a_repeat_after_the_end_doubles_nothing(own: Native, configured: Configured, emulator: Emulator) -> None:
    """The next deployment creates what was not created, and says of what was that its name is taken."""
    with emulator.faults(
        FaultRule(method="POST", nth=1, delay_after=30), FaultRule(method="POST", nth=2, delay_before=30)
    ):
        calls = creations(own, ["made", "not made"])
        until(lambda: len(posts(emulator)) == 2)
        os.kill(own.plugin.child.pid, signal.SIGKILL)
        assert all(outcome(call).startswith("error: ") for call in calls)
    again = configured()
    there = {item["name"] for item in emulator.integrations}
    for name in ("made", "not made"):
        if name in there:
            with pytest.raises(Failed, match=r"is taken by .*adopt"):
                again.create(INTEGRATION, inputs_of(again, name))
        else:
            again.create(INTEGRATION, inputs_of(again, name))
    assert sorted(item["name"] for item in emulator.integrations) == ["made", "not made"]


def test_a_process_ends_when_it_should(own: Native) -> None:
    """Without calls under way it ends at once, and quietly."""
    os.kill(own.plugin.child.pid, signal.SIGTERM)
    ended = threading.Thread(target=own.plugin.child.wait)
    ended.start()
    ended.join(PATIENCE)
    assert own.plugin.child.poll() == 0
    assert own.plugin.printed == []


def test_a_killed_engine_leaves_no_process(emulator: Emulator, launch: Launch) -> None:
    """A plugin without its engine retries nothing more, and ends: nobody would know of what it creates."""
    with listening() as engine:
        front = native(engine.address, settings(emulator), launch)
        emulator.set_faults(FaultRule(method="POST", fault=Status(status=429, retry_after=60)))
        (call,) = creations(front, ["waits"])
        until(lambda: posts(emulator))
    until(lambda: front.plugin.child.poll() is not None)
    assert "cancelled" in outcome(call)
    assert front.plugin.child.poll() == 0
    assert emulator.integrations == []
    front.plugin.close()


@pytest.mark.parametrize("address", ["", "127.0.0.1:1"])
def test_a_plugin_needs_no_engine(address: str, launch: Launch) -> None:
    """Without an engine that can be reached, as under a debugger, it stays until it is stopped."""
    plugin = Plugin(PLUGIN, address, launch=launch)
    time.sleep(1)
    assert (plugin.child.poll(), plugin.printed) == (None, [])
    plugin.close()
