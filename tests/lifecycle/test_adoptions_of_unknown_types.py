"""The preview of an adoption whose type is not known yet."""

from __future__ import annotations

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.unknown import UNKNOWN

from .samples import llm


def test_the_preview_says_what_is_adopted(emulator: Emulator, behind: Account) -> None:
    """It says that nothing is created, sends nothing, and does not fail: the update finds the integration."""
    emulator.add("integrations", llm())
    emulator.clear_requests()
    inputs, failures = check(INTEGRATION, {**llm(), "type": UNKNOWN, "adopt": "Chat"})
    assert failures == []
    described = lifecycle(INTEGRATION, behind).describe_adoption(inputs)
    assert described == "integration: adopts the existing integration 'Chat' and creates none"
    assert emulator.requests == []
