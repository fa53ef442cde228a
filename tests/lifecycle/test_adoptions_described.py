"""What the preview of an adoption says of values that it does not know yet."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.unknown import UNKNOWN

from .samples import llm

LATER = "; not known yet, so compared in the update: "


@pytest.mark.parametrize(
    ("given", "effect"),
    [
        ({"scopings": [{"organization_id": UNKNOWN}]}, f"it changes nothing{LATER}`scopings`"),
        ({"scopings": UNKNOWN, "name": "Renamed"}, f"it changes `name`{LATER}`scopings`"),
        ({"scopings": [{"organization_id": "other"}]}, "it changes `scopings`"),
    ],
)
def test_a_value_that_is_not_known_yet_is_no_change(
    emulator: Emulator, behind: Account, given: dict[str, Any], effect: str
) -> None:
    """An integration that is adopted together with its spaces is not said to change, for their ids are not known."""
    held = emulator.add("integrations", {"type": "LLM", **llm(), "name": "Chat"})["id"]
    inputs, failures = check(INTEGRATION, {**llm(api_key=None), "name": "Chat", "adopt": held, **given})
    assert failures == []
    described = lifecycle(INTEGRATION, behind).describe_adoption(inputs)
    assert described.endswith(f"creates none; {effect}")
