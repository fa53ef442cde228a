"""An import, by `import_` or `get`, of what the state has already: by its name, which engines take for another id."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.lifecycle.samples import llm

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION, ORGANIZATION, SPACE_DEFAULT, ResourceType

from .front_ends import Native, settings
from .provider_process import Deployed, Json


def deploy(plugin: Native, resource_type: ResourceType, args: Json) -> tuple[str, Deployed]:
    """Create a resource as an engine does that has no old inputs of it."""
    inputs, failures = plugin.check(resource_type, {}, args)
    assert failures == []
    item_id, outputs = plugin.create(resource_type, inputs)
    return item_id, (inputs, outputs)


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
    item_id, deployed = deploy(plugin, resource_type, args)
    created = held(emulator)

    plugin.plugin.configure(settings(emulator))
    imported, _, _ = plugin.plugin.read(plugin.urn(resource_type), name)
    plugin.delete(resource_type, item_id, deployed)

    assert (imported, held(emulator)) == (item_id, created)
    plugin.plugin.configure(settings(emulator))
    plugin.delete(resource_type, item_id, deployed)
    assert held(emulator) == before != created
