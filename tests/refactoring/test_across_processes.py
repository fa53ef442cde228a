"""Each front end has a process of its own, and none takes or deletes what another has."""

from __future__ import annotations

from typing import Any

import pytest

import pulumi_arize as dynamic
from arize_emulator import Emulator
from pulumi_arize import native
from pytest_pulumi_arize.operation_result import OperationFailedError
from pytest_pulumi_arize.stack import Stack


def declare(front_end: Any, name: str, provider: str = "OPEN_AI", adopt: str | None = None) -> None:
    """Declare the integration."""
    config = {"provider": provider, "api_key": "k-1234567"}
    front_end.Integration(name, name="It", config=config, adopt=adopt)


@pytest.mark.parametrize("by", ["id", "name"])
@pytest.mark.parametrize("first", [dynamic, native], ids=["dynamic", "native"])
def test_one_that_the_other_front_end_has(stack: Stack, emulator: Emulator, first: Any, by: str) -> None:
    """To adopt it is an error, whichever resource is asked first; the one that has it keeps it when the other goes."""
    other = native if first is dynamic else dynamic
    stack.up(lambda: declare(first, "first"))
    held = emulator.integrations

    def both() -> None:
        declare(first, "first")
        declare(other, "second", adopt=held[0][by])

    with pytest.raises(OperationFailedError, match="is declared twice"):
        stack.up(both)
    outcome = stack.up(lambda: declare(first, "first"))
    assert [request.method for request in outcome.requests if request.method != "GET"] == []
    assert emulator.integrations == held


@pytest.mark.parametrize("first", [dynamic, native], ids=["dynamic", "native"])
def test_a_replacement_by_the_other_front_end(stack: Stack, emulator: Emulator, first: Any) -> None:
    """One that moves to the other front end and has to be replaced at once is deleted there, and created here."""
    other = native if first is dynamic else dynamic
    stack.up(lambda: declare(first, "it"))
    outcome = stack.up(lambda: declare(other, "it", provider="GEMINI"))
    assert outcome.replaced == ["it"]
    assert [request.method for request in outcome.requests if request.method != "GET"] == ["DELETE", "POST"]
    assert [item["name"] for item in emulator.integrations] == ["It"]
