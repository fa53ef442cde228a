"""An emulated account, a plain HTTP client for it, and the official client."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from arize import ArizeClient

from arize_emulator import Emulator


@pytest.fixture(scope="session")
def connection(emulator_server: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=emulator_server.url, headers={"authorization": "Bearer test-key"}) as client:
        yield client


@pytest.fixture
def http(emulator: Emulator, connection: httpx.Client) -> httpx.Client:  # noqa: ARG001 - resets the account
    return connection


@pytest.fixture
def legacy_http(legacy_emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=legacy_emulator.url, headers={"authorization": "Bearer test-key"}) as client:
        yield client


@pytest.fixture
def client(emulator: Emulator) -> ArizeClient:
    return ArizeClient(
        api_key=emulator.api_key,
        api_host=emulator.host,
        api_scheme="http",
        api_port=emulator.port,
        request_verify=False,
    )
