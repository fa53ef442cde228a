"""Fixtures for pytest: emulated Arize accounts, empty at the start of each test.

Use them with `pytest_plugins = ["pulumi_arize.testing.fixtures"]` in a `conftest.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .emulator import Emulator, Vocabulary


@pytest.fixture(scope="session")
def emulator_server() -> Iterator[Emulator]:
    """One server for all tests, in today's vocabulary."""
    with Emulator() as running:
        yield running


@pytest.fixture(scope="session")
def legacy_emulator_server() -> Iterator[Emulator]:
    """One server for all tests, in the vocabulary before July 2026."""
    with Emulator(vocabulary=Vocabulary.LEGACY) as running:
        yield running


@pytest.fixture
def emulator(emulator_server: Emulator) -> Emulator:
    """Return an emulated account with nothing but its organizations and spaces."""
    emulator_server.reset()
    return emulator_server


@pytest.fixture
def legacy_emulator(legacy_emulator_server: Emulator) -> Emulator:
    """Return an emulated account that knows the spellings before July 2026 only."""
    legacy_emulator_server.reset()
    return legacy_emulator_server
