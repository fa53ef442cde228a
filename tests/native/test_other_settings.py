"""A plugin that an engine is attached to: it is configured for each operation anew."""

from __future__ import annotations

from tests.lifecycle.samples import llm

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION

from .conftest import Start
from .front_ends import Native, settings


def test_another_account(start: Start, emulator: Emulator, legacy_emulator: Emulator) -> None:
    """Requests go to the account of the last configuration, and to no other."""
    front = Native(start())
    for server in (emulator, legacy_emulator, emulator):
        front.plugin.configure(settings(server))
        inputs, _ = front.check(INTEGRATION, {}, {**llm(), "name": f"of {server.port} {len(server.integrations)}"})
        item_id, _ = front.create(INTEGRATION, inputs)
        assert item_id in {item["id"] for item in server.integrations}
