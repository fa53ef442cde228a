from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.raw_server import Server, serving


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server with the responses that it is given."""
    with serving(lambda _: b"") as running:
        yield running
