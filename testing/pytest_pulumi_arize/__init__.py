"""Fixtures for pytest: emulated Arize accounts, and stacks on the embedded engine whose provider reaches only those.

pytest loads this module where `pulumi-arize-testing` is installed. It imports what a fixture needs only when that is
requested: other test runs are as quick as without it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from arize_emulator import Emulator
    from pytest_pulumi_arize.stack import Stack, StackSession

PRELOADED = (
    "pulumi.dynamic",
    "pulumi.provider.experimental.server",
    "pulumi_arize.dynamic.provider",
    "pulumi_arize.native.server",
    "pulumi_arize.native.provider",
    "pulumi_arize.lifecycle.registry",
    "pulumi_arize._generated.inputs",
    "pytest_pulumi_arize.built_models",
    # gRPC and httpx import these late
    "grpc._channel",
    "grpc._server",
    "grpc._utilities",
    "grpc.experimental",
    "httpcore",
    "certifi",
    "idna",
    "encodings.idna",
)
"""The modules that processes of programs and providers import; none of them starts a thread."""

_REMOVED_VARIABLES = ("ARIZE_", "PULUMI_")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(scope="session")
def emulator_server() -> Iterator[Emulator]:
    """Serve all tests, in today's dialect."""
    from arize_emulator import Emulator

    with Emulator() as running:
        yield running


@pytest.fixture(scope="session")
def legacy_emulator_server() -> Iterator[Emulator]:
    """Serve all tests, in the dialect before July 2026."""
    from arize_emulator import Dialect, Emulator

    with Emulator(dialect=Dialect.LEGACY) as running:
        yield running


@pytest.fixture
def emulator(emulator_server: Emulator) -> Emulator:
    """Return an emulated Arize account with nothing but its organizations and spaces."""
    emulator_server.reset()
    return emulator_server


@pytest.fixture
def legacy_emulator(legacy_emulator_server: Emulator) -> Emulator:
    """Return an emulated Arize account that knows only the dialect before July 2026."""
    legacy_emulator_server.reset()
    return legacy_emulator_server


@pytest.fixture(scope="session")
def pulumi_session() -> Iterator[StackSession]:
    """Start what all stacks share: a process that has loaded the provider, of which each provider is a fork."""
    from pulumi_embedded.forkserver import ForkServer
    from pytest_pulumi_arize.stack import StackSession

    with ForkServer(PRELOADED) as processes:
        yield StackSession(processes.start)


@pytest.fixture
def new_stack(
    emulator: Emulator, pulumi_session: StackSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Stack]:
    """Make stacks: `new_stack("staging", project="infra", account=legacy_emulator)`.

    They see nothing of what the environment says of Arize, Pulumi and proxies, and neither does the test.
    """
    from pytest_pulumi_arize.stack import Stack

    _remove_variables(monkeypatch)

    def new(name: str = "test", *, project: str = "test", account: Emulator = emulator) -> Stack:
        return Stack(pulumi_session, account, tmp_path / "pulumi", name, project)

    return new


@pytest.fixture
def stack(new_stack: Callable[..., Stack]) -> Stack:
    """Return a stack named `test` for the account of the fixture `emulator`."""
    return new_stack()


def _remove_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in tuple(os.environ):
        if variable.startswith(_REMOVED_VARIABLES) or variable.lower() in _PROXIES:
            monkeypatch.delenv(variable)
    # with no proxy named, some systems look for one elsewhere
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")
