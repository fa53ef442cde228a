"""Fields that only a server sets in the objects inside of a list: they are no inputs, at whatever depth they are."""

from __future__ import annotations

import base64

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.cli.export.adoption_plan import Adoptable, plan_adoption
from pulumi_arize.lifecycle.check import check
from pulumi_arize.model.resource_types import SERVICE_KEY

from .deployed_resource import account
from .service_keys import ServiceKey, key_args
from .strategies import Json

ROLE = {"type": "CUSTOM", "id": base64.b64encode(b"Role:5:abcd").decode()}


def with_named_role(emulator: Emulator, behind: Account) -> tuple[ServiceKey, Json]:
    """Return a key with a custom role in a space, and its arguments; responses have the name of the role too."""
    args = key_args(emulator)
    args["organizations"][0]["spaces"][0]["role"] = ROLE
    key = ServiceKey(emulator, behind)
    key.deploy(args)
    (held,) = emulator.api_keys
    (organization,) = held["bot_user"]["organizations"]
    named = [{**item, "role": {**item["role"], "name": "Reviewer"}} for item in organization["spaces"]]
    user = {**held["bot_user"], "organizations": [{**organization, "spaces": named}]}
    emulator.edit(key.id, {"bot_user": user}, kind="api-keys")
    return key, args


def test_the_name_of_a_custom_role_is_no_input(emulator: Emulator, behind: Account) -> None:
    """A key with a custom role can be imported: the name that a response adds to the role is not among the inputs."""
    key, args = with_named_role(emulator, behind)
    imported = ServiceKey(emulator, account(emulator)).verbs.import_(key.id)
    assert imported is not None
    inputs = imported[1].inputs
    assert inputs["organizations"][0]["spaces"][0]["role"] == ROLE
    assert check(SERVICE_KEY, inputs)[1] == []
    assert key.refresh() == key.inputs
    assert key.deploy(args) == []


def test_another_role_is_read_without_its_name(emulator: Emulator, behind: Account) -> None:
    """The inputs that a refresh returns after the role was changed outside pass the check."""
    key, args = with_named_role(emulator, behind)
    key.deploy({**args, "organizations": [{**args["organizations"][0], "spaces": [key_space(args)]}]})
    (held,) = [item for item in emulator.api_keys if item["status"] == "ACTIVE"]
    (organization,) = held["bot_user"]["organizations"]
    (space,) = organization["spaces"]
    changed = {**organization, "spaces": [{**space, "role": {**ROLE, "name": "Reviewer"}}]}
    emulator.edit(key.id, {"bot_user": {**held["bot_user"], "organizations": [changed]}}, kind="api-keys")
    read = key.refreshed()
    assert read["organizations"][0]["spaces"][0]["role"] == ROLE
    assert check(SERVICE_KEY, read)[1] == []


def key_space(args: Json) -> Json:
    """Return the space of a key, with the role by default."""
    return {"space_id": args["organizations"][0]["spaces"][0]["space_id"]}


def test_a_key_with_a_custom_role_is_exported(emulator: Emulator, behind: Account) -> None:
    """The program that adopts an account declares the key with the role, without its name."""
    key, _ = with_named_role(emulator, behind)
    plan = plan_adoption([(SERVICE_KEY, behind.collections[SERVICE_KEY].get(key.id))])
    assert isinstance(plan, Adoptable), plan
    assert plan.inputs["organizations"][0]["spaces"][0]["role"] == ROLE
