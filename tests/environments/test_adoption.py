"""An environment that exists already is adopted whole, and moves between the front ends."""

from __future__ import annotations

from typing import Any

import pulumi
import pytest

import pulumi_arize as dynamic
from arize_emulator import Emulator
from pulumi_arize import native
from pytest_pulumi_arize.stack import OperationFailedError, Stack


def acme(arize: Any) -> None:
    """Declare an organization and a space that every account of these tests has."""
    organization = arize.Organization("acme", name="Acme")
    arize.Space("production", name="Production", organization_id=organization)


def test_an_organization_is_adopted_with_a_space_in_it(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """The space waits for the id of its organization; nothing is created, and nothing is sent where nothing differs."""
    ids = [emulator.organization_id("Acme"), emulator.space_id("Production")]

    def program() -> None:
        organization = arize.Organization("acme", name="Acme", adopt="Acme")
        arize.Space("production", name="Production", organization_id=organization, adopt="Production")

    preview = stack.preview(program)
    assert "'acme': adopts the existing organization 'Acme' and creates none; it changes nothing" in preview.text
    assert "'production': adopts the existing space 'Production' and creates none" in preview.text
    result = stack.up()
    assert [request.method for request in result.requests if request.method != "GET"] == []
    assert ids == [emulator.organization_id("Acme"), emulator.space_id("Production")]
    assert stack.up(lambda: acme(arize)).changed == ["acme", "production"]
    assert stack.up().changed == []
    with pytest.raises(OperationFailedError, match=r"Production.*is on: turn it off"):
        stack.destroy()


def test_it_moves_between_the_front_ends(stack: Stack, emulator: Emulator) -> None:
    """Another import replaces nothing, and sends nothing."""
    stack.up(lambda: _made(dynamic))
    held = [emulator.get("Team", kind="organizations"), emulator.get("Dev", kind="spaces")]
    for front_end in (native, dynamic, native):
        result = stack.up(lambda moved=front_end: _made(moved))
        assert (result.created, result.replaced, result.deleted) == ([], [], [])
        assert {request.method for request in result.requests} <= {"GET"}
    assert held == [emulator.get("Team", kind="organizations"), emulator.get("Dev", kind="spaces")]


def _made(arize: Any) -> None:
    team = arize.Organization("team", name="Team", description="Ours")
    arize.Space("dev", name="Dev", organization_id=team.id, is_private=True, gradient_start_color="#000000")


def test_a_name_is_declared_once_in_an_organization(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """A second space of a name is refused at preview, and so is a second organization; one elsewhere is not."""
    first, second = emulator.organization_id("Acme"), emulator.organization_id("Research")

    def program(*, elsewhere: bool) -> None:
        arize.Space("one", name="New", organization_id=first)
        arize.Space("two", name="New", organization_id=second if elsewhere else first)

    with pytest.raises(OperationFailedError, match=r"'New' is also the name of '(one|two)': names must be unique"):
        stack.preview(lambda: program(elsewhere=False))
    assert stack.up(lambda: program(elsewhere=True)).created == ["one", "two"]


def test_a_forced_replacement_is_refused_at_preview(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """A change that an option makes a replacement is refused while the protection is on; off, it is a warning."""

    def program(name: str, *, protected: bool) -> None:
        options = pulumi.ResourceOptions(replace_on_changes=["name"])
        arize.Organization("team", name=name, deletion_protection=protected, opts=options)

    stack.up(lambda: program("One", protected=True))
    with pytest.raises(OperationFailedError, match=r"cannot replace organization 'One': .*is on: turn it off"):
        stack.preview(lambda: program("Two", protected=True))
    stack.up(lambda: program("One", protected=False))
    preview = stack.preview(lambda: program("Two", protected=False))
    assert "the replacement deletes it first, unless it is retained; all data in it" in preview.text
    assert stack.up().replaced == ["team"]
    assert "Two" in [item["name"] for item in emulator.organizations]


def test_an_organization_that_is_not_known_yet_may_be_the_same(arize: Any, stack: Stack, emulator: Emulator) -> None:
    """A preview refuses no replacement that may turn out to be none."""
    held = emulator.organization_id("Acme")

    def program(*, waits: bool) -> None:
        other = arize.Organization("other", name="Other") if waits else None
        organization_id = other.id.apply(lambda _: held) if other else held
        arize.Space("space", name="New", organization_id=organization_id)

    stack.up(lambda: program(waits=False))
    stack.preview(lambda: program(waits=True))
    assert stack.up().created == ["other"]
