"""Two accounts of which one has begun as a copy of the other, such as a restored backup: their ids are the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pulumi
import pytest
from tests.e2e.project import provider_args

from arize_emulator import Emulator
from pulumi_arize import native
from pytest_pulumi_arize.stack import Stack

NAME = "It"


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[list[Emulator]]:
    """Return two servers with the same integration."""
    original, copy = tmp_path / "original.json", tmp_path / "copy.json"
    with Emulator(data=original) as server:
        server.add("integrations", {"name": NAME, "type": "LLM", "config": {"provider": "OPEN_AI", "api_key": "k"}})
    shutil.copy(original, copy)
    with ExitStack() as running:
        yield [running.enter_context(Emulator(data=data)) for data in (original, copy)]


def declare(servers: dict[str, Emulator]) -> None:
    """Adopt the integration of each server."""
    for name, server in servers.items():
        account = native.Provider(f"account-{name}", **provider_args(server))
        config = native.OpenAiConfig(api_key="key-of-theirs")
        native.Integration(name, name=NAME, config=config, adopt=NAME, opts=pulumi.ResourceOptions(provider=account))


def test_the_same_ids_on_two_servers(stack: Stack, copies: list[Emulator]) -> None:
    """Each is adopted, and deleted with its resource, whatever has its id on the other server."""
    original, copy = copies
    assert original.integrations[0]["id"] == copy.integrations[0]["id"]
    both = {"original": original, "copy": copy}

    assert {*both} <= {*stack.up(lambda: declare(both)).created}
    stack.up(lambda: declare({"original": original}))

    assert (len(original.integrations), copy.integrations) == (1, [])
