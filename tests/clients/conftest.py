from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from arize_emulator import Emulator

from .clients import CLIENTS, Client

OLDEST_FOR_AX = (3, 11)
GROUPS = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in CLIENTS]
"""Each client is in one process for all of its tests."""


@pytest.fixture(scope="session", params=GROUPS)
def client(
    request: pytest.FixtureRequest, emulator_server: Emulator, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    """Return one of the clients, for the account that `emulator` empties before each test."""
    if request.param == "ax" and sys.version_info < OLDEST_FOR_AX:
        pytest.skip("arize-ax-cli needs Python 3.11")
    made = CLIENTS[request.param](emulator_server, tmp_path_factory.mktemp("home"))
    yield made
    made.close()
