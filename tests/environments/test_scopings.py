"""Scopings and ids that are given as resources, or as the results of lookups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import OperationFailedError, Stack


def team(arize: Any) -> tuple[Any, Any]:
    """Declare an organization and a space in it."""
    organization = arize.Organization("team", name="Team")
    return organization, arize.Space("dev", name="Dev", organization_id=organization)


def llm(arize: Any, name: str, scopings: Any) -> Any:
    """Declare an integration with these scopings."""
    return arize.Integration(name, name=name.title(), config=arize.OpenAiConfig(api_key="key"), scopings=scopings)


def ids(emulator: Emulator) -> tuple[str, str]:
    """Return the ids of the organization and of the space."""
    return emulator.get("Team", kind="organizations")["id"], emulator.get("Dev", kind="spaces")["id"]


def test_resources_stand_for_their_scopings(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """A space stands for itself in its organization, an organization for all of it; a preview knows no ids yet."""

    def program() -> None:
        organization, space = team(arize)
        llm(arize, "one", [space])
        llm(arize, "all", [organization])
        llm(arize, "both", [arize.Scoping(space=space), arize.Scoping(organization=organization)])
        llm(arize, "ids", [arize.Scoping(organization_id=organization, space_id=space)])
        llm(arize, "later", pulumi.Output.all(space.id).apply(lambda _: [space]))
        llm(arize, "dict", [{"organization_id": organization, "space_id": space}])
        arize.AiIntegration("flat", name="Flat", provider="OPEN_AI", api_key="key", scopings=[space])

    assert len(stack.preview(program).created) == 9
    stack.up()
    organization, space = ids(emulator)
    whole, part = (
        {"organization_id": organization, "space_id": None},
        {"organization_id": organization, "space_id": space},
    )
    held = {item["name"]: item["scopings"] for item in emulator.integrations}
    assert held == {
        **{name: [part] for name in ("One", "Ids", "Later", "Dict", "Flat")},
        "All": [whole],
        "Both": [part, whole],
    }
    assert stack.preview().changed == []
    assert stack.refresh().changed == []


def test_results_of_lookups_stand_for_their_scopings(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """What a lookup has found is given like a resource, also where it is an Output."""

    def program() -> None:
        found = arize.get_space("Production")
        llm(arize, "one", [found])
        llm(arize, "two", [arize.Scoping(space=arize.get_space_output("Production"))])
        llm(arize, "three", [arize.get_organization("Acme")])
        llm(arize, "four", pulumi.Output.all(arize.get_space_output("Production")))

    stack.up(program)
    held = {item["name"]: item["scopings"] for item in emulator.integrations}
    organization, space = emulator.organization_id("Acme"), emulator.space_id("Production")
    part = [{"organization_id": organization, "space_id": space}]
    assert held == {
        "One": part,
        "Two": part,
        "Three": [{"organization_id": organization, "space_id": None}],
        "Four": part,
    }
    assert stack.preview().changed == []


def test_ids_move_to_resources_without_a_change(arize: Any, stack: Stack) -> None:
    """A program that gave ids gives the resources instead: nothing changes."""

    def program(*, by_id: bool) -> None:
        organization, space = team(arize)
        llm(arize, "one", [arize.Scoping(organization_id=organization.id, space_id=space.id) if by_id else space])

    stack.up(lambda: program(by_id=True))
    assert stack.up(lambda: program(by_id=False)).changed == []


@pytest.mark.parametrize("wrong", ["twice", "integration"])
def test_what_is_no_scoping_is_refused(arize: Any, stack: Stack, wrong: str) -> None:
    """A space with an id in addition, and a resource that nothing is scoped to, are errors of the program."""

    def program() -> None:
        _, space = team(arize)
        other = llm(arize, "other", [])
        llm(arize, "one", [arize.Scoping(space=space, space_id="id") if wrong == "twice" else other])

    text = {
        "twice": "Scoping: `space` sets `space_id` already",
        "integration": "Integration cannot be an item of `scopings`",
    }[wrong]
    with pytest.raises(OperationFailedError, match=text):
        stack.preview(program)


def test_a_catalogue_takes_a_space(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """The environment of a catalogue scopes its integrations to a resource."""

    def program() -> None:
        _, space = team(arize)
        models = {"openai": arize.IntegrationArgs(name="OpenAI", config=arize.OpenAiConfig(api_key="key"))}
        arize.IntegrationCatalog("models", models, {"test": arize.Environment(defaults={"scopings": [space]})})

    stack.preview(program)
    stack.up()
    organization, space = ids(emulator)
    (held,) = emulator.integrations
    assert held["scopings"] == [{"organization_id": organization, "space_id": space}]


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


def test_spaces_are_given_as_resources(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """A space in the list, or in an object with a role, is its id; a preview knows no ids yet."""

    def program() -> None:
        team = arize.Organization("team", name="Team", deletion_protection=False)
        dev = arize.Space("dev", name="Dev", organization_id=team, deletion_protection=False)
        found = arize.get_space("Production")
        here = arize.ServiceKeyOrganization(organization_id=team, spaces=[dev])
        there = {
            "organization_id": found.organization_id,
            "spaces": [arize.ServiceKeySpace(space=found, role=arize.PredefinedSpaceRole(name="ADMIN"))],
        }
        literal = {"organization_id": team, "spaces": [dev]}
        arize.ServiceKey("classes", name="classes", organizations=[here, there])
        arize.ServiceKey("dict", name="dict", organizations=[literal])
        arize.ServiceKey("later", name="later", organizations=pulumi.Output.from_input([literal]))

    assert len(stack.preview(program).created) == 5
    stack.up()
    assert stack.preview().changed == []
    team, dev = emulator.get("Team", kind="organizations")["id"], emulator.get("Dev", kind="spaces")["id"]
    held = {item["name"]: item["bot_user"]["organizations"] for item in emulator.api_keys}
    assert {name: items[0]["org_id"] for name, items in held.items()} == dict.fromkeys(held, team)
    assert {name: items[0]["spaces"][0]["space_id"] for name, items in held.items()} == dict.fromkeys(held, dev)
    (space,) = held["classes"][1]["spaces"]
    assert (space["space_id"], space["role"]["name"]) == (emulator.space_id("Production"), "ADMIN")
    stack.destroy()
    assert [item["status"] for item in emulator.api_keys] == ["REVOKED"] * 3
