"""A deletion of what the same operation has created, adopted or imported: it stays, until a later operation deletes it.

The engine deletes it as the old one: a forced replacement of a program in another language than Python creates first,
and an import, by `import_` or `get`, may name what the state has already, which engines take for another id.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.lifecycle.samples import llm

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION, ORGANIZATION, SPACE_DEFAULT, ResourceType

from .front_ends import Native, settings
from .provider_process import Deployed, Json


def replace(
    plugin: Native, server: Emulator, resource_type: ResourceType, old: tuple[str, Deployed], args: Json
) -> str:
    """Replace a resource in an operation of its own, as `pulumi up --replace` does."""
    plugin.plugin.configure(settings(server))
    item_id, _ = plugin.deployed(resource_type, args)
    plugin.delete(resource_type, *old)
    return item_id


def test_a_replaced_default_of_a_space(plugin: Native, emulator: Emulator) -> None:
    """The space keeps the default that the replacement has set; the next operation that deletes it clears it."""
    setting = {"integration_id": emulator.add("integrations", llm())["id"], "model_name": "m"}
    args = {"space_id": emulator.space_id("Lab"), **setting}
    old = plugin.deployed(SPACE_DEFAULT, args)
    replace(plugin, emulator, SPACE_DEFAULT, old, args)
    assert emulator.get("Lab", kind="spaces")["default_llm_integration"] == setting
    plugin.plugin.configure(settings(emulator))
    plugin.delete(SPACE_DEFAULT, *old)
    assert emulator.get("Lab", kind="spaces")["default_llm_integration"] is None


def test_a_replacement_that_adopts_what_it_replaces(plugin: Native, emulator: Emulator) -> None:
    """The integration stays; the next operation that deletes it does so."""
    old = plugin.deployed(INTEGRATION, llm())
    assert replace(plugin, emulator, INTEGRATION, old, {**llm(), "adopt": old[0]}) == old[0]
    assert [item["id"] for item in emulator.integrations] == [old[0]]
    plugin.plugin.configure(settings(emulator))
    plugin.delete(INTEGRATION, *old)
    assert emulator.integrations == []


def held(server: Emulator) -> list[object]:
    """Return what the tests create."""
    space = server.get("Lab", kind="spaces")
    names = [item["name"] for item in server.organizations if item["name"] == "Mine"]
    return [*names, *(item["name"] for item in server.integrations), space["default_llm_integration"]]


def default_of_lab(server: Emulator) -> Json:
    """Return the arguments of the default of a space."""
    item = server.add("integrations", {**llm(), "name": "default"})
    return {"space_id": server.space_id("Lab"), "integration_id": item["id"], "model_name": "m"}


CASES = [
    pytest.param(INTEGRATION, lambda _: llm(), "LLM/model", id="integration"),
    pytest.param(ORGANIZATION, lambda _: {"name": "Mine", "deletion_protection": False}, "Mine", id="organization"),
    pytest.param(SPACE_DEFAULT, default_of_lab, "Research/Lab", id="default of a space"),
]


@pytest.mark.parametrize(("resource_type", "make", "name"), CASES)
def test_what_is_imported_by_its_name(
    plugin: Native, emulator: Emulator, resource_type: ResourceType, make: Callable[[Emulator], Json], name: str
) -> None:
    """What the engine then deletes as the old one is the same: it stays, until a later operation deletes it."""
    args = make(emulator)
    before = held(emulator)
    item_id, deployed = plugin.deployed(resource_type, args)
    created = held(emulator)

    plugin.plugin.configure(settings(emulator))
    imported, _, _ = plugin.plugin.read(plugin.urn(resource_type), name)
    plugin.delete(resource_type, item_id, deployed)

    assert (imported, held(emulator)) == (item_id, created)
    plugin.plugin.configure(settings(emulator))
    plugin.delete(resource_type, item_id, deployed)
    assert held(emulator) == before != created
