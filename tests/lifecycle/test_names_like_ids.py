"""Names that decode as base64: they are no ids."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.find_existing import looks_like_id
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION

from .deployed_resource import Resource
from .samples import llm

NAMES = ["2024DataOpen", "01OpenaiOpen"]
"""Each decodes to bytes with a colon among them."""


@pytest.mark.parametrize("name", NAMES)
def test_import_by_a_name_that_decodes(emulator: Emulator, behind: Account, name: str) -> None:
    """An import takes it for the name that it is."""
    item_id = emulator.add("integrations", {**llm(), "name": name})["id"]
    found = lifecycle(INTEGRATION, behind).import_(name)
    assert found is not None
    assert found[0] == item_id


def test_ids_of_the_server(integration: Resource) -> None:
    """The ids of the server are still ids."""
    integration.up(llm())
    assert looks_like_id(integration.id)
