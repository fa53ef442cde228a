"""Processes of both front ends, one for each server, and the messages to their engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_embedded.processes import Launch

from .front_ends import FrontEnd, Native, dynamic, native, settings
from .provider_process import PLUGIN, Engine, Plugin, listening

Start = Callable[..., Plugin]
Started = Callable[..., Any]
Configured = Callable[..., Native]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Return the engine of the providers."""
    with listening() as listener:
        yield listener


@pytest.fixture(scope="session")
def started(engine: Engine, launch: Launch) -> Iterator[Started]:
    """Return a function that starts a front end for a server, once; each test is an operation of its own."""
    running: dict[tuple[type[FrontEnd], int], FrontEnd] = {}

    def start(kind: type[FrontEnd], server: Emulator) -> FrontEnd:
        make = native if kind is Native else dynamic
        found = running.get((kind, server.port)) or make(engine.address, settings(server), launch)
        running[kind, server.port] = found
        if kind is Native:
            found.plugin.configure(settings(server))  # another operation begins
        return found

    yield start
    for front in running.values():
        front.plugin.close()


@pytest.fixture
def plugin(started: Callable[..., Native], emulator: Emulator) -> Native:
    """Return the plugin, for the emulated account."""
    return started(Native, emulator)


@pytest.fixture
def configured(start: Start, emulator: Emulator) -> Configured:
    """Return a function that starts a plugin for the emulated account, with more settings."""

    def configure(*, urn: str = "", **more: str) -> Native:
        front = Native(start())
        front.plugin.configure(settings(emulator, **more), urn)
        return front

    return configure


@pytest.fixture
def start(engine: Engine, launch: Launch) -> Iterator[Start]:
    """Return a function that starts a plugin of its own."""
    with ExitStack() as ending:

        def begin(**environment: str) -> Plugin:
            begun = Plugin(PLUGIN, engine.address, environment, launch)
            ending.callback(begun.close)
            return begun

        yield begin
