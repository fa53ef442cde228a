from collections.abc import Iterator
from pathlib import Path

import pytest

from pulumi_arize.testing.engine.forkserver import ForkServer

from .lab import Lab

_PRELOADED = (
    "pulumi",
    "pulumi.runtime.proto.provider_pb2_grpc",
    "pulumi.dynamic",
    "pulumi.provider.experimental.server",
)


@pytest.fixture(scope="package")
def forks() -> Iterator[ForkServer]:
    """Start processes as forks of one that has loaded what providers need."""
    with ForkServer(_PRELOADED) as server:
        yield server


@pytest.fixture
def lab(tmp_path: Path) -> Lab:
    return Lab(tmp_path / "project")
