"""Results of lookups that are given as Outputs, as the items of a list and instead of an id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import OperationFailedError, Stack

from .test_scopings import llm

Given = Callable[[Any], Any]


@pytest.mark.parametrize(
    "given",
    [
        lambda arize: arize.get_space_output("Production"),
        lambda arize: pulumi.Output.secret(arize.get_space("Production")),
        lambda arize: arize.get_space_output("Production").apply(lambda found: arize.Scoping(space=found)),
    ],
    ids=["lookup", "secret", "scoping"],
)
def test_an_output_is_an_item_of_scopings(arize: Any, stack: Stack, emulator: Emulator, given: Given) -> None:
    """An Output of a space in a list stands for what the space stands for."""

    def program() -> None:
        llm(arize, "one", [given(arize)])

    stack.up(program)
    (made,) = emulator.integrations
    assert made["scopings"] == [
        {"organization_id": emulator.organization_id("Acme"), "space_id": emulator.space_id("Production")}
    ]
    assert stack.preview(program).changed == []


def test_an_output_stands_for_an_id(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """An Output of a space or of an integration is given where its id is asked for."""
    emulator.add("integrations", {"type": "LLM", "name": "Chat", "config": {"provider": "OPEN_AI", "api_key": "key"}})

    def program() -> None:
        arize.SpaceDefaultIntegration(
            "default",
            space_id=arize.get_space_output("Production"),
            integration_id=arize.get_integration_output("Chat"),
            model_name="gpt-4o",
        )

    stack.up(program)
    space = emulator.get(emulator.space_id("Production"), kind="spaces")
    assert space["default_llm_integration"] == {
        "integration_id": emulator.get("Chat")["id"],
        "model_name": "gpt-4o",
    }


def test_an_output_of_what_is_no_item_is_refused(arize: Any, stack: Stack) -> None:
    """An Output of an integration among the scopings is the same error as the integration itself."""

    def program() -> None:
        llm(arize, "one", [pulumi.Output.from_input({}).apply(lambda _: llm(arize, "two", []))])

    with pytest.raises(OperationFailedError, match="cannot be an item of `scopings`"):
        stack.up(program)
