"""The emulator in a process of its own, with a latency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.soak.server import Server

from arize_emulator import FaultRule


@contextmanager
def account(latency: float) -> Iterator[Server]:
    """Return a server with an account of its own that takes `latency` seconds for each request."""
    with Server() as server:
        delay(server, latency)
        yield server


def delay(server: Server, latency: float) -> None:
    """Make a server take `latency` seconds for each request."""
    server.set_faults(*([FaultRule(delay_before=latency)] if latency else []))


def take_request_counts(server: Server) -> Counter[str]:
    """Return the number of requests by method since the last call."""
    counts = Counter(request["method"] for request in server.requests())
    server.clear_requests()
    return counts
