"""Defaults of spaces that move from one resource of a program to the next, as where a loop numbers them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pulumi
import pytest
from tests.lifecycle.deployed_resource import account

from arize_emulator import Emulator
from pulumi_arize.check_and_diff import diff_resource
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import SPACE_DEFAULT
from pytest_pulumi_arize.stack import Stack

from .test_scopings import llm

NAMES = ("Production", "Staging", "Lab")


def with_default(emulator: Emulator) -> list[bool]:
    """Tell which of the spaces have a default."""
    spaces = [emulator.get(emulator.space_id(name), kind="spaces") for name in NAMES]
    return [space["default_llm_integration"] is not None for space in spaces]


def test_a_list_without_its_first_space(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """Each numbered resource takes the space of the next one, before that gives it up: each space keeps its default."""

    def program(names: Sequence[str]) -> None:
        last = model = llm(arize, "chat", [])
        for number, name in enumerate(names):
            last = arize.SpaceDefaultIntegration(
                f"default-{number}",
                space_id=emulator.space_id(name),
                integration_id=model,
                model_name="gpt-4o",
                opts=pulumi.ResourceOptions(depends_on=[last]),
            )

    stack.up(lambda: program(NAMES))
    stack.up(lambda: program(NAMES[1:]))
    assert with_default(emulator) == [False, True, True]
    assert stack.preview().changed == []


@pytest.mark.parametrize("deletes_late", [True, False])
def test_two_defaults_change_their_spaces(emulator: Emulator, *, deletes_late: bool) -> None:
    """Whichever resource is replaced first, and whenever the engine deletes what it was, both spaces have a default."""
    behind, operation = account(emulator), EngineOperation()
    of = [lifecycle(SPACE_DEFAULT, behind, operation, name) for name in ("one", "two")]
    emulator.add("integrations", {"type": "LLM", "name": "Chat", "config": {"provider": "OPEN_AI", "api_key": "key"}})
    given = [
        {"space_id": emulator.space_id(name), "integration_id": emulator.get("Chat")["id"], "model_name": "gpt-4o"}
        for name in NAMES[:2]
    ]
    inputs = [check(SPACE_DEFAULT, one)[0] for one in given]
    deployed = [lifecycle(SPACE_DEFAULT, behind).create(one) for one in inputs]
    swapped = list(zip(("one", "two"), of, deployed, reversed(inputs), strict=True))

    late = []
    for name, operations, (item_id, state), new in swapped:
        found = diff_resource(SPACE_DEFAULT, item_id, state, new, operation, name)
        assert found.replaced == [("space_id",)]
        operation.record_replaced(name)
        if deletes_late:
            late.append((operations, item_id, state))
        else:
            operations.delete(item_id, state)
        operations.create(new)
    for operations, item_id, state in late:
        operations.delete(item_id, state)
    assert with_default(emulator) == [True, True, False]
