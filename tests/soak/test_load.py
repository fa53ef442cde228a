"""Many integrations in one stack, with a server that fails in every way. LOAD is how many."""

from __future__ import annotations

import gc
import os
import sys
import tracemalloc
from pathlib import Path

import pytest
from tests import oracle
from tests.share import SOAK, share

from arize_emulator import Emulator, FaultRule, Status
from pulumi_arize.api.account import Account
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.settings import load

from .load import Done, Load

LOAD = int(os.environ.get("LOAD", share(1000, 25)))
WARM, MEASURED = 50, 200
LEAK = 1000
"""Bytes for each request that count as a leak: less than a request or a response takes."""


@pytest.mark.soak
def test_faults_of_each_kind(engine: str, tmp_path: Path, emulator: Emulator) -> None:
    """Up, refresh and destroy end with the exact set; each resource is created once and shows when it is done."""
    stack = Load(tmp_path / "load", engine, emulator, LOAD)
    up = good(stack.run("up"))
    held = {item["name"]: item for item in emulator.integrations}
    assert len(held) == len(emulator.integrations) == LOAD
    for kind, args in stack.declared.values():
        there, inputs = oracle.compared(kind, args, held[args["name"]])
        assert there == inputs
    assert up.at_first_step < sum(up.requests.values()) / 2, "nothing was shown before the end"
    if SOAK:
        assert good(stack.run("refresh")).outcome.changes == {}
        assert good(stack.run("up")).requests["POST"] == 0
    good(stack.run("destroy"))
    assert emulator.integrations == []


def good(done: Done) -> Done:
    """Print what an operation came to, and fail unless it went well."""
    sys.stderr.write(f"{LOAD} integrations, {done}\n")
    assert done.outcome.code == 0, done.outcome
    assert done.outcome.tracebacks == []
    return done


def test_a_request_leaks_nothing(emulator: Emulator) -> None:
    """The memory of a client does not grow with its requests, whether they go well, are refused or tried again."""
    given = {"retryDelay": 0.001, "maxRetryDelay": 0.001}
    account = Account(load(given.get, emulator.env))
    made = emulator.add("integrations", {"type": "LLM", "name": "A", "config": {"provider": "OPEN_AI", "api_key": "k"}})

    def ask(times: int) -> None:
        for number in range(times):
            if number % 2:
                account.collections[INTEGRATION].get(made["id"])
            else:
                account.readers[INTEGRATION].read(made["id"])
            emulator.clear_requests()

    with emulator.faults(FaultRule(every=7, fault=Status(status=503))):
        ask(WARM)
        tracemalloc.start()
        try:
            ask(WARM)
            gc.collect()
            before, _ = tracemalloc.get_traced_memory()
            ask(MEASURED)
            gc.collect()
            after, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert (after - before) / MEASURED < LEAK
