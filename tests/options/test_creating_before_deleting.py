"""A replacement that leaves the old resource there: names are unique, so that it needs another one."""

from __future__ import annotations

from typing import Any

import pulumi
import pytest

from arize_emulator import Emulator
from pytest_pulumi_arize.operation_result import OperationFailedError
from pytest_pulumi_arize.stack import Stack

ADVICE = (
    "the resource that is being replaced has this name: set `deleteBeforeReplace` to true and leave out "
    "`retainOnDelete`, or change the name too"
)


@pytest.mark.parametrize("options", [{"delete_before_replace": False}, {"retain_on_delete": True}], ids=str)
def test_the_replacement_needs_another_name(
    stack: Stack, emulator: Emulator, arize: Any, options: dict[str, Any]
) -> None:
    """With the same name the error says so and advises no adoption, and nothing is lost; with another one it works."""

    def declare(provider: str, name: str) -> None:
        config = {"provider": provider, "api_key": "k-1234567"}
        arize.Integration("it", name=name, config=config, opts=pulumi.ResourceOptions(**options))

    stack.up(lambda: declare("OPEN_AI", "It"))
    held = emulator.integrations
    with pytest.raises(OperationFailedError, match=ADVICE) as failure:
        stack.up(lambda: declare("GEMINI", "It"))
    assert "adopt" not in str(failure.value)
    assert emulator.integrations == held
    outcome = stack.up(lambda: declare("GEMINI", "Other"))
    assert outcome.replaced == ["it"]
    is_retained = "retain_on_delete" in options
    methods = [request.method for request in outcome.requests if request.method != "GET"]
    assert methods == (["POST"] if is_retained else ["POST", "DELETE"])
    assert [item["name"] for item in emulator.integrations] == (["It", "Other"] if is_retained else ["Other"])
