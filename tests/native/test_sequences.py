"""Deployments one after another, through both front ends: what each one sends, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.lifecycle.deployed_resource import places
from tests.lifecycle.samples import OAUTH, agent, llm

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION, SERVICE_KEY, ResourceType
from pulumi_arize.sdk.resource_options import RESOURCE
from pulumi_embedded.values import UNKNOWN

from .conftest import Started
from .front_ends import Dynamic, FrontEnd, Native
from .provider_process import Engine, Failed, Json
from .resource_lifecycle import Life

BOTH = pytest.mark.parametrize("front", [Dynamic, Native])
NIM = llm("NVIDIA_NIM")

Begun = Callable[..., Life]


@pytest.fixture
def begun(started: Started, emulator: Emulator, engine: Engine) -> Begun:
    """Return a function that begins the life of a resource."""

    def begin(front: type[FrontEnd], resource_type: ResourceType = INTEGRATION) -> Life:
        return Life(started(front, emulator), emulator, resource_type, engine.output)

    return begin


def bodies(step: Json) -> list[Any]:
    """Return the bodies of the writes in a step."""
    return [request["body"] for request in step["sent"] if request["method"] != "GET"]


@BOTH
def test_a_key_that_an_adopting_program_removes(begun: Begun, emulator: Emulator, front: type[FrontEnd]) -> None:
    """A key that was left out at first, then set and removed, is cleared, also while `adopt` stays in the program."""
    item_id = str(emulator.add("integrations", {**NIM, "config": {**NIM["config"], "api_key": "by-hand"}})["id"])
    life = begun(front)
    for key in (None, "ours", None):
        life.up({**llm("NVIDIA_NIM", api_key=key), "adopt": item_id})
    assert [bodies(step) for step in life.steps] == [
        [],
        [{"type": "LLM", "config": {"api_key": "ours"}}],
        [{"type": "LLM", "config": {"api_key": None}}],
    ]


@BOTH
def test_a_required_key_that_an_adopting_program_removes(
    begun: Begun, emulator: Emulator, front: type[FrontEnd]
) -> None:
    """A required key may be left out only until the program has set it."""
    item_id = str(emulator.add("integrations", llm())["id"])
    life = begun(front)
    for key in (None, "ours", None):
        life.up({**llm(api_key=key), "adopt": item_id})
    assert life.steps[-1]["failures"] == [["config.apiKey", "is required for OPEN_AI"]]


@BOTH
def test_an_unknown_config_and_another_key_version(begun: Begun, front: type[FrontEnd]) -> None:
    """A whole `config` that is not known yet, beside another `api_key_version`, is a change and no crash."""
    life = begun(front)
    life.up({**agent(), "api_key_version": "1"})
    args = {**agent(), "config": UNKNOWN, "api_key_version": "2"}
    inputs, failures = life.front.check(INTEGRATION, life.inputs, args)
    changed = life.front.diff(INTEGRATION, life.id, (life.inputs, life.outputs), inputs)
    assert (failures, changed.changes) == ([], changed.DIFF_SOME)


@BOTH
@pytest.mark.parametrize(("key", "warns"), [(None, True), ("ours", False)])
def test_another_key_version_without_a_key(
    begun: Begun, emulator: Emulator, front: type[FrontEnd], key: str | None, *, warns: bool
) -> None:
    """Another `api_key_version` has nothing to send while the key is left to the server, and a warning says so."""
    item_id = str(emulator.add("integrations", llm())["id"])
    life = begun(front)
    for version in ("1", "2"):
        life.up({**llm(api_key=key), "adopt": item_id, "api_key_version": version})
    warning = "`apiKeyVersion` changes, but no key is sent: the program sets none"
    assert bodies(life.steps[1]) == ([] if warns else [{"type": "LLM", "config": {"api_key": "ours"}}])
    assert life.steps[1]["messages"] == [warning] * warns


def compare_as(life: Life, name: str) -> None:
    """Compare a resource, by the name that a program gives it, with what it was deployed with."""
    urn = life.front.urn(life.resource_type).replace("::it", f"::{name}")
    own = {RESOURCE: f"{life.resource_type.name}::{name}"} if RESOURCE in life.inputs else {}
    inputs, outputs = ({**values, **own} for values in (life.inputs, life.outputs))
    life.front.plugin.diff(urn, life.id, (inputs, outputs), inputs)


@BOTH
def test_two_resources_with_one_id(begun: Begun, front: type[FrontEnd]) -> None:
    """A second resource of a program with the same id, as after two imports, is an error, and the first stays."""
    life = begun(front, SERVICE_KEY)
    organization, space = places(life.emulator)[0]
    life.up({"name": "ci", "organizations": [{"organization_id": organization, "spaces": [{"space_id": space}]}]})
    compare_as(life, "it")
    with pytest.raises(Failed, match=f"{life.id} is declared twice: 'it' has it too; remove one of them"):
        compare_as(life, "again")
    compare_as(life, "it")


@BOTH
def test_a_short_key_instead_of_oauth_and_another_key_version(begun: Begun, front: type[FrontEnd]) -> None:
    """The key is sent once, in the object that it replaces: the API refuses it in both places."""
    life = begun(front)
    life.up({**llm("CUSTOM", auth=OAUTH), "api_key_version": "1"})
    life.up({**llm("CUSTOM", api_key="ours"), "api_key_version": "2"})
    life.up({**llm("CUSTOM", api_key="ours"), "api_key_version": "3"})
    assert [bodies(step) for step in life.steps[1:]] == [
        [{"type": "LLM", "config": {"auth": {"auth_type": "DEFAULT", "api_key": "ours"}}}],
        [{"type": "LLM", "config": {"api_key": "ours"}}],
    ]


@pytest.mark.parametrize(("front", "of_a_name"), [(Dynamic, ["the update sends `name`"]), (Native, [])])
def test_what_an_update_sends(begun: Begun, engine: Engine, front: type[FrontEnd], of_a_name: list[str]) -> None:
    """A preview names the secrets that an update sends; the plugin shows every other change in its diff."""
    life = begun(front)

    def announced(inputs: Json) -> list[str]:
        engine.output.clear()
        life.up(inputs)
        return [message.removeprefix("'it': ") for message in engine.output if "the update sends" in message]

    assert announced(llm("NVIDIA_NIM", api_key="k")) == []
    assert announced(llm("NVIDIA_NIM", api_key="new")) == ["the update sends `config.apiKey` (secret)"]
    assert announced({**llm("NVIDIA_NIM", api_key="new"), "name": "renamed"}) == of_a_name
