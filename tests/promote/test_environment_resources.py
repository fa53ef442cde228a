"""Organizations, spaces and service keys among the resources that are compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.lifecycle.deployed_resource import account

from arize_emulator import Emulator
from pulumi_arize.cli.promote.build_report import diff_report
from pulumi_arize.cli.promote.comparison import compare
from pulumi_arize.cli.promote.environment import StackEnvironment
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import ORGANIZATION, SERVICE_KEY, SPACE, ResourceType

from .test_collect import SECRET, URN, read, settings_of
from .test_comparison import statuses

Json = dict[str, Any]


def deployed(emulator: Emulator, resource_type: ResourceType, name: str, values: Mapping[str, Any]) -> Json:
    """Create a resource, and return it as a state has it."""
    inputs, problems = check(resource_type, values)
    assert problems == []
    item_id, state = lifecycle(resource_type, account(emulator)).create(inputs)
    outputs = {
        key: {**SECRET, "plaintext": json.dumps(value)} if key in resource_type.secret_outputs else value
        for key, value in state.items()
    }
    return {
        "urn": f"{URN}arize:index:{resource_type.name}::{name}",
        "id": item_id,
        "inputs": inputs,
        "outputs": outputs,
    }


def environment_of(emulator: Emulator) -> list[Json]:
    """Create an organization, a space and a service key, and return them as a state has them."""
    owner = deployed(emulator, ORGANIZATION, "team", {"name": "Team"})
    room = deployed(emulator, SPACE, "room", {"name": "Room", "organization_id": owner["id"]})
    spaces = [{"space_id": room["id"]}]
    organizations = [{"organization_id": owner["id"], "spaces": spaces}]
    return [owner, room, deployed(emulator, SERVICE_KEY, "bot", {"name": "bot", "organizations": organizations})]


def read_stack(folder: Path, emulator: Emulator, resources: list[Json], **changes: Json) -> StackEnvironment:
    """Return the environment of a stack with these resources; the program declares the same with `changes`."""
    steps = []
    for resource in resources:
        name = resource["urn"].rpartition("::")[2]
        inputs = {**resource["inputs"], **changes.get(name, {})}
        operation = "update" if name in changes else "same"
        steps.append({"op": operation, "urn": resource["urn"], "newState": {"inputs": inputs}})
    return read(folder, steps, resources, config=settings_of(emulator))


def test_they_are_read_in_each_view(emulator: Emulator, tmp_path: Path) -> None:
    """What was deployed is up to date in all views, and no key of a service key is in any of them."""
    environment = read_stack(tmp_path, emulator, environment_of(emulator))
    assert environment.unreadable == {}
    assert {name: (item.operation, item.is_pending) for name, item in statuses(environment).items()} == {
        "bot": ("same", False),
        "room": ("same", False),
        "team": ("same", False),
    }
    (key,) = (item["key"] for item in emulator.api_keys)
    assert key not in repr(environment)


def test_pending_changes_and_drift(emulator: Emulator, tmp_path: Path) -> None:
    """A change of the program is pending, one on the server is drift, and a revoked key is gone."""
    resources = environment_of(emulator)
    emulator.edit("Room", {"is_private": True}, kind="spaces")
    emulator.edit("bot", {"status": "REVOKED"}, kind="api-keys")
    found = statuses(read_stack(tmp_path, emulator, resources, team={"description": "ours"}))
    assert {name: (sorted(item.pending), sorted(item.drift), item.is_gone) for name, item in found.items()} == {
        "team": ([("description",)], [], False),
        "room": ([], [("is_private",)], False),
        "bot": ([], [], True),
    }


def test_names_stand_for_ids(emulator: Emulator, tmp_path: Path) -> None:
    """A report has the names of organizations and spaces, also inside the roles of a key."""
    resources = environment_of(emulator)
    ids = [item["id"] for item in resources]
    more = [*resources[2]["inputs"]["organizations"][0]["spaces"], {"space_id": emulator.space_id("Lab")}]
    organizations = [{"organization_id": ids[0], "spaces": more}]
    environment = read_stack(tmp_path, emulator, resources, bot={"organizations": organizations})
    report = diff_report([environment], compare([environment]))
    text = repr(report)
    assert report.title == "Resources in dev"
    assert not any(item_id in text for item_id in [*ids, emulator.space_id("Lab")])
    assert "Team" in text
    assert '{"space_id": "Lab"}' in text
