"""A preset whose description a program removes: the API updates a preset of the same name in place."""

from __future__ import annotations

from typing import Any

import pytest
from tests.official_models import official

from arize_emulator import Emulator

from .deployed_resource import Resource
from .samples import agent

DESCRIBED = {"name": "a", "description": "d", "config": {}}
OTHER = {"name": "b", "config": {"depth": 1}}
PRESETS: dict[str, tuple[list[Any], list[Any], list[Any]]] = {
    "removed": ([DESCRIBED, OTHER], [{"name": "a", "config": {}}, OTHER], [{**DESCRIBED, "description": None}, OTHER]),
    "emptied": ([DESCRIBED], [{**DESCRIBED, "description": ""}], [{**DESCRIBED, "description": ""}]),
    "renamed": ([DESCRIBED], [{"name": "b", "config": {}}], [{"name": "b", "config": {}}]),
    "stays": ([DESCRIBED], [{**DESCRIBED, "config": {"depth": 1}}], [{**DESCRIBED, "config": {"depth": 1}}]),
    "never set": ([OTHER], [{"name": "b", "config": {}}], [{"name": "b", "config": {}}]),
}


@pytest.mark.parametrize("case", PRESETS)
def test_a_removed_description_is_sent_as_null(integration: Resource, case: str) -> None:
    """Null clears the description, whether the API takes a field that is left out as unchanged or as not set."""
    old, new, sent = PRESETS[case]
    integration.up(agent(request_presets=old))
    (patch,) = integration.up(agent(request_presets=new))
    assert patch.body == {"type": "AGENT", "config": {"request_presets": sent}}
    assert official.UpdateIntegrationRequest.from_dict(patch.body).to_dict() == patch.body
    assert integration.up(agent(request_presets=new)) == []
    assert integration.refresh() == integration.inputs
    assert integration.up(agent(request_presets=new)) == []


def test_a_description_that_was_added_outside_is_removed(integration: Resource, emulator: Emulator) -> None:
    """The deployment after a refresh clears what somebody else has written."""
    given = agent(request_presets=[OTHER])
    integration.up(given)
    emulator.edit(integration.id, {"config": {"request_presets": [{**OTHER, "description": "theirs"}]}})
    integration.refresh()
    (patch,) = integration.up(given)
    assert patch.body["config"]["request_presets"] == [{**OTHER, "description": None}]
    assert integration.document["config"]["request_presets"][0]["description"] is None
    assert integration.up(given) == []
