"""A forced replacement of a program in another language than Python: the engine creates it first, and then deletes."""

from __future__ import annotations

from tests.lifecycle.samples import llm

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION, SPACE_DEFAULT, ResourceType

from .front_ends import Native, settings
from .provider_process import Deployed, Json


def deploy(plugin: Native, resource_type: ResourceType, args: Json) -> tuple[str, Deployed]:
    """Create a resource as an engine does that has no old inputs of it."""
    inputs, failures = plugin.check(resource_type, {}, args)
    assert failures == []
    item_id, outputs = plugin.create(resource_type, inputs)
    return item_id, (inputs, outputs)


def replace(
    plugin: Native, server: Emulator, resource_type: ResourceType, old: tuple[str, Deployed], args: Json
) -> str:
    """Replace a resource in an operation of its own, as `pulumi up --replace` does."""
    plugin.plugin.configure(settings(server))
    item_id, _ = deploy(plugin, resource_type, args)
    plugin.delete(resource_type, *old)
    return item_id


def test_a_replaced_default_of_a_space(plugin: Native, emulator: Emulator) -> None:
    """The space keeps the default that the replacement has set; the next operation that deletes it clears it."""
    setting = {"integration_id": emulator.add("integrations", llm())["id"], "model_name": "m"}
    args = {"space_id": emulator.space_id("Lab"), **setting}
    old = deploy(plugin, SPACE_DEFAULT, args)
    replace(plugin, emulator, SPACE_DEFAULT, old, args)
    assert emulator.get("Lab", kind="spaces")["default_llm_integration"] == setting
    plugin.plugin.configure(settings(emulator))
    plugin.delete(SPACE_DEFAULT, *old)
    assert emulator.get("Lab", kind="spaces")["default_llm_integration"] is None


def test_a_replacement_that_adopts_what_it_replaces(plugin: Native, emulator: Emulator) -> None:
    """The integration stays; the next operation that deletes it does so."""
    old = deploy(plugin, INTEGRATION, llm())
    assert replace(plugin, emulator, INTEGRATION, old, {**llm(), "adopt": old[0]}) == old[0]
    assert [item["id"] for item in emulator.integrations] == [old[0]]
    plugin.plugin.configure(settings(emulator))
    plugin.delete(INTEGRATION, *old)
    assert emulator.integrations == []
