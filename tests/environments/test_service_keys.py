"""Service keys of spaces that are given as resources, or as the results of lookups."""

from __future__ import annotations

from typing import Any

import pulumi

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import Stack


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
