"""What all tests share: emulated accounts, and how hypothesis runs.

By default, every run of a property-based test is the same one; `HYPOTHESIS_PROFILE=explore` tries others, and more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from tests.drivers.shell import PULUMI
from tests.machine import need_engine

if TYPE_CHECKING:
    from arize_emulator import Emulator
    from pulumi_embedded.processes import Launch
    from pytest_pulumi_arize.stack import StackSession

pytest_plugins = ["pytest_pulumi_arize", "pytester"]

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(params=("embedded", PULUMI))
def engine(request: pytest.FixtureRequest) -> str:
    """Return the name of an engine that is here."""
    name = str(request.param)
    need_engine(name)
    return name


@pytest.fixture(params=["pulumi_arize", "pulumi_arize.native"], ids=["dynamic", "native"])
def front_end(request: pytest.FixtureRequest) -> str:
    """Return a front end, as a program imports it."""
    return str(request.param)


@pytest.fixture
def arize(front_end: str) -> Any:
    """Return the namespace of a front end."""
    return import_module(front_end)


@pytest.fixture
def other_account() -> Iterator[Emulator]:
    """Return another account than that of the fixture `emulator`."""
    from arize_emulator import Emulator  # noqa: PLC0415 - most runs ask for none

    with Emulator() as running:
        yield running


@pytest.fixture(scope="session")
def virtualenv(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a virtual environment like this one, whose commands start in hundredths of a second."""
    from tests.drivers.virtualenv import forking_virtualenv  # noqa: PLC0415 - most runs ask for none

    with forking_virtualenv(tmp_path_factory.mktemp("virtualenv") / "venv") as folder:
        yield folder


@pytest.fixture
def commands_on_path(virtualenv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the commands of `virtualenv` first on PATH."""
    monkeypatch.setenv("PATH", f"{virtualenv / 'bin'}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(scope="session")
def launch(pulumi_session: StackSession) -> Launch:
    """Start the processes of engines as forks of one that has loaded the provider: in hundredths of a second."""
    return pulumi_session.launch


LONGEST = (
    "promote",
    "docs",
    "refactoring",
    "export",
    "soak",
    "e2e",
    "clients",
    "testing",
    "engine",
    "examples",
    "native",
    "options",
    "api",
    "lifecycle",
)
"""The folders whose tests take longest, the longest first: they start many processes, or wait for a server."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest tests: one that begins last would be waited for alone."""
    ranks = {folder: rank for rank, folder in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.parent.name, len(ranks)))
