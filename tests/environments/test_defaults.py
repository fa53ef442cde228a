"""The defaults of a space, declared on it or apart from it."""

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
from pytest_pulumi_arize.stack import OperationFailedError, Stack

from .test_scopings import llm

AGENT: dict[str, Any] = {"endpoint": "https://agent.example.com", "input_schema": {"type": "object"}}


class Environment:
    """A program that declares a space and its defaults, on it, apart, or both."""

    def __init__(self, arize: Any, space_id: str = "") -> None:
        self.arize = arize
        self.space_id = space_id

    def declare(self, *, on_space: bool = False, apart: bool = False) -> None:
        """Declare an agent and an LLM as the defaults."""
        arize = self.arize
        llm = arize.Integration("llm", name="LLM", config=arize.OpenAiConfig(api_key="key"))
        agent = arize.Integration("agent", name="Agent", config=arize.AgentConfig(**AGENT))
        on_it: Any = {
            "default_llm_integration": arize.DefaultLlmIntegration(integration_id=llm, model_name="gpt-4o"),
            "default_agent_runtime": {"integration_id": agent},
        }
        team = arize.Organization("team", name="Team", deletion_protection=False)
        space = arize.Space(
            "space", name="Dev", organization_id=team.id, deletion_protection=False, **(on_it if on_space else {})
        )
        if apart:
            arize.SpaceDefaultIntegration(
                "default-llm", space_id=self.space_id or space, integration_id=llm, model_name="gpt-4o"
            )
            arize.SpaceDefaultAgentRuntime("default-agent", space_id=self.space_id or space.id, integration_id=agent)


def defaults(emulator: Emulator) -> tuple[Any, Any]:
    """Return the names of the integrations that are the defaults of the space, None where there is none."""
    space = emulator.get("Dev", kind="spaces")
    names = {item["id"]: item["name"] for item in emulator.integrations}
    settings = (space["default_llm_integration"], space["default_agent_runtime"])
    return tuple(names[setting["integration_id"]] if setting else None for setting in settings)  # type: ignore[return-value]


@pytest.mark.parametrize("place", ["on_space", "apart"])
def test_defaults_are_declared_in_either_place(arize: Any, stack: Stack, emulator: Emulator, place: str) -> None:
    """Both defaults are set, settle, come back after drift, and are cleared."""
    environment = Environment(arize)
    stack.preview(lambda: environment.declare(**{place: True}))
    stack.up()
    assert defaults(emulator) == ("LLM", "Agent")
    assert stack.up().changed == []
    assert stack.refresh().changed == []
    emulator.edit("Dev", {"default_agent_runtime": None}, kind="spaces")
    stack.refresh()
    stack.up()
    assert defaults(emulator) == ("LLM", "Agent")
    stack.up(environment.declare)
    assert defaults(emulator) == (None, None)


def test_defaults_move_from_one_place_to_the_other(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """A default that moves between the space and a resource of its own is set before and after."""
    environment = Environment(arize)
    stack.up(lambda: environment.declare(apart=True))
    stack.up(lambda: environment.declare(on_space=True))
    assert defaults(emulator) == ("LLM", "Agent")
    assert stack.preview().changed == []
    stack.up(lambda: environment.declare(apart=True))
    assert defaults(emulator) == ("LLM", "Agent")
    assert stack.preview().changed == []


def test_a_default_that_moves_by_the_id_of_its_space_is_not_cleared(
    arize: Any, stack: Stack, emulator: Emulator
) -> None:
    """Also where the resource of its own does not wait for the space."""
    environment = Environment(arize)
    stack.up(lambda: environment.declare(on_space=True))
    environment.space_id = emulator.get("Dev", kind="spaces")["id"]
    stack.up(lambda: environment.declare(apart=True))
    assert defaults(emulator) == ("LLM", "Agent")
    assert stack.preview().changed == []


def test_a_default_in_both_places_is_a_warning_at_first(arize: Any, stack: Stack) -> None:
    """The first preview, which knows no ids, names both places; so does the error of the deployment."""
    environment = Environment(arize)
    text = stack.preview(lambda: environment.declare(on_space=True, apart=True)).text
    assert "`defaultLlmIntegration` of 'space' is declared twice: there and by 'default-llm'" in text
    assert "`defaultAgentRuntime` of 'space' is declared twice: there and by 'default-agent'" in text
    with pytest.raises(OperationFailedError, match=r"'space\.default\w+' sets it too") as failed:
        stack.up()
    assert "default-llm" in str(failed.value)


@pytest.mark.parametrize("by_id", [True, False], ids=["by id", "by resource"])
def test_a_default_in_both_places_is_an_error_once_ids_are_known(
    arize: Any, stack: Stack, emulator: Emulator, *, by_id: bool
) -> None:
    """The preview of a space that exists refuses the second declaration, and nothing is sent."""
    environment = Environment(arize)
    stack.up(environment.declare)
    environment.space_id = emulator.get("Dev", kind="spaces")["id"] if by_id else ""
    with pytest.raises(OperationFailedError, match=r"is declared twice: (by|'space\.default\w+' sets it too)"):
        stack.preview(lambda: environment.declare(on_space=True, apart=True))
    assert defaults(emulator) == (None, None)


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
