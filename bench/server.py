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
        if latency:
            server.set_faults(FaultRule(delay_before=latency))
        yield server


def asked(server: Server) -> Counter[str]:
    """Return how many requests of each method it has received, and forget them."""
    counts = Counter(request["method"] for request in server.requests())
    server.clear_requests()
    return counts
