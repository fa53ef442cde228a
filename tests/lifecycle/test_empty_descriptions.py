"""An empty description of an organization or a space: the API has it as the default, and refuses it in a PATCH."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator
from pulumi_arize.api.account import Account

from .deployed_resource import Resource
from .strategies import Json


@pytest.mark.parametrize("kind", ["Organization", "Space"])
def test_no_request_has_an_empty_description(emulator: Emulator, behind: Account, kind: str) -> None:
    """A create leaves it out, an update sends null for it, and neither is a difference afterwards."""
    organization = {"organization_id": emulator.organization_id("Acme")} if kind == "Space" else {}
    bare: Json = {"name": "One", **organization}
    empty = {**bare, "description": ""}
    resource = Resource(emulator, behind, kind)
    assert [request.body for request in resource.up(empty)] == [bare]
    assert resource.refresh() == empty
    assert resource.up(empty) == []
    assert [request.body for request in resource.up({**bare, "description": "d"})] == [{"description": "d"}]
    assert [request.body for request in resource.up(empty)] == [{"description": None}]
    assert resource.document["description"] == ""
    assert resource.refresh() == empty
    assert resource.up(bare) == []
