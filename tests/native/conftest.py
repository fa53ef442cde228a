"""Processes of both front ends, one for each server, and what they say to their engine."""

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


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Return what providers say to their engine."""
    with listening() as listener:
        yield listener


@pytest.fixture(scope="session")
def started(engine: Engine, launch: Launch) -> Iterator[Callable[[type[FrontEnd], Emulator], FrontEnd]]:
    """Return a function that starts a front end for a server, once; each test is an operation of its own."""
    kept: dict[tuple[type[FrontEnd], int], FrontEnd] = {}

    def start(kind: type[FrontEnd], server: Emulator) -> FrontEnd:
        make = native if kind is Native else dynamic
        found = kept.get((kind, server.port)) or make(engine.address, settings(server), launch)
        kept[kind, server.port] = found
        if kind is Native:
            found.plugin.configure(settings(server))  # another operation begins
        return found

    yield start
    for front in kept.values():
        front.plugin.close()


@pytest.fixture
def plugin(started: Callable[..., Native], emulator: Emulator) -> Native:
    """Return the plugin, for the emulated account."""
    return started(Native, emulator)


@pytest.fixture
def start(engine: Engine, launch: Launch) -> Iterator[Start]:
    """Return a function that starts a plugin of its own."""
    with ExitStack() as ending:

        def begin(**environment: str) -> Plugin:
            begun = Plugin(PLUGIN, engine.address, environment, launch)
            ending.callback(begun.close)
            return begun

        yield begin
