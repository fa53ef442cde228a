"""An import by a prefix and a name of which only the name is right: the error says that the prefix is wrong."""

from __future__ import annotations

import pytest
from tests.lifecycle.samples import ai, llm

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, SPACE, ResourceType

from .front_ends import Native
from .inspection import error_message

CASES = {
    "organization": (SPACE, "Acme/Lab", "the space 'Lab' has another organization than 'Acme'"),
    "type": (INTEGRATION, "AGENT/model", "the integration 'model' has another type than 'AGENT'"),
    "provider": (AI_INTEGRATION, "GEMINI/flat", "the AI integration 'flat' has another provider than 'GEMINI'"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_name_with_another_prefix(plugin: Native, emulator: Emulator, case: str) -> None:
    """A list of names, with this one in it, would not tell what is wrong."""
    resource_type, import_id, expected = CASES[case]
    emulator.add("integrations", llm())
    emulator.add("ai-integrations", ai())
    message = error_message(lambda: read(plugin, resource_type, import_id))
    assert message == f"cannot import {resource_type.title} {import_id!r}: {expected}"


def read(plugin: Native, resource_type: ResourceType, import_id: str) -> None:
    """Import what an id names."""
    plugin.plugin.read(plugin.urn(resource_type), import_id)
