"""`delete_before_replace=False`: names are unique, so that a replacement needs another one."""

from __future__ import annotations

from typing import Any

import pulumi
import pytest

from arize_emulator import Emulator
from pytest_pulumi_arize.operation_result import OperationFailedError
from pytest_pulumi_arize.stack import Stack


def test_the_replacement_needs_another_name(stack: Stack, emulator: Emulator, front_end: Any) -> None:
    """With the same name the error says so and advises no adoption, and nothing is lost; with another one it works."""

    def declare(provider: str, name: str) -> None:
        config = {"provider": provider, "api_key": "k-1234567"}
        front_end.Integration("it", name=name, config=config, opts=pulumi.ResourceOptions(delete_before_replace=False))

    stack.up(lambda: declare("OPEN_AI", "It"))
    held = emulator.integrations
    with pytest.raises(OperationFailedError, match="set `deleteBeforeReplace` to true") as failure:
        stack.up(lambda: declare("GEMINI", "It"))
    assert "adopt" not in str(failure.value)
    assert emulator.integrations == held
    outcome = stack.up(lambda: declare("GEMINI", "Other"))
    assert outcome.replaced == ["it"]
    assert [request.method for request in outcome.requests if request.method != "GET"] == ["POST", "DELETE"]
    assert [item["name"] for item in emulator.integrations] == ["Other"]
