"""The option `custom_timeouts`: the time that a program gives an operation is the deadline of its requests."""

from __future__ import annotations

from typing import Any

import pytest
from pulumi.runtime.proto import provider_pb2
from tests.lifecycle.samples import llm

from arize_emulator import Emulator, FaultRule, Status
from pulumi_arize.model.resource_types import INTEGRATION

from .conftest import Configured
from .front_ends import Native
from .provider_process import Failed, creation, to_provider


def operations(front: Native, item_id: str, seconds: float) -> dict[str, Any]:
    """Return the operations that take a time, each with it."""
    inputs = front.checked(INTEGRATION, llm())
    old, new = to_provider({**inputs, "id": item_id}), to_provider({**inputs, "name": "other"})
    create = creation(front.urn(INTEGRATION), inputs, preview=False)
    create.timeout = seconds
    about: dict[str, Any] = {"urn": front.urn(INTEGRATION), "id": item_id, "timeout": seconds}
    return {
        "Create": create,
        "Update": provider_pb2.UpdateRequest(**about, olds=old, news=new),
        "Delete": provider_pb2.DeleteRequest(**about, properties=old),
        "Read": provider_pb2.ReadRequest(**about, inputs=to_provider(inputs), properties=old),
    }


@pytest.mark.parametrize("verb", ["Create", "Update", "Delete", "Read"])
def test_it_bounds(configured: Configured, emulator: Emulator, verb: str) -> None:
    """Nothing waits beyond it, though the settings would allow it."""
    front = configured(requestDeadline="600", apiDialect="current")
    item_id = str(emulator.add("integrations", llm())["id"])
    with emulator.faults(FaultRule(fault=Status(retry_after=300))), pytest.raises(Failed, match="503"):
        front.plugin.call(verb, operations(front, item_id, 20)[verb])


def test_it_extends(configured: Configured, emulator: Emulator) -> None:
    """It waits for as long as the program allows, though the settings would not."""
    front = configured(requestDeadline="0.5", apiDialect="current")
    with emulator.faults(FaultRule(fault=Status(retry_after=1), times=1)):
        front.plugin.call("Create", operations(front, "an-id", 60)["Create"])
    assert [item["name"] for item in emulator.integrations] == ["model"]
