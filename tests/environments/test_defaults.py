"""The defaults of a space, declared on it or apart from it."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import OperationFailedError, Stack

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
