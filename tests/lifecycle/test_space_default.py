"""A space's default LLM integration: set, read back, seen to drift, released."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.resource_operations import diff
from pulumi_arize.model.resource_types import SPACE_DEFAULT

Json = dict[str, Any]


def default_of(emulator: Emulator, space_id: str) -> Json | None:
    """Return the default that a space has."""
    response = httpx.get(
        f"{emulator.url}/v2/spaces/{space_id}", headers={"authorization": f"Bearer {emulator.api_key}"}
    )
    setting: Json | None = response.json()["default_llm_integration"]
    return setting


def set_default(emulator: Emulator, space_id: str, setting: Json | None) -> None:
    """Set the default from outside."""
    headers = {"authorization": f"Bearer {emulator.api_key}"}
    body = {"default_llm_integration": setting}
    httpx.patch(f"{emulator.url}/v2/spaces/{space_id}", json=body, headers=headers).raise_for_status()


@pytest.fixture
def declared(emulator: Emulator) -> Json:
    """Return a legal declaration."""
    config = {"provider": "OPEN_AI", "api_key": "k"}
    made = emulator.add("integrations", {"type": "LLM", "name": "OpenAI", "config": config})
    space_id = emulator.space_id("Production")
    return {"space_id": space_id, "integration_id": made["id"], "model_name": "gpt-4o"}


def test_the_whole_life(emulator: Emulator, behind: Account, declared: Json) -> None:
    """Create sets it, an update sets it anew, a delete releases the space; each is one PATCH of the space."""
    verbs = lifecycle(SPACE_DEFAULT, behind)
    inputs, problems = check(SPACE_DEFAULT, declared)
    space_id, state = verbs.create(inputs)
    assert (problems, space_id, diff(SPACE_DEFAULT, state, inputs)) == ([], declared["space_id"], [])
    assert default_of(emulator, space_id) == {"integration_id": declared["integration_id"], "model_name": "gpt-4o"}

    changed, _ = check(SPACE_DEFAULT, {**declared, "model_name": "gpt-5"}, inputs)
    state = verbs.update(space_id, state, changed)
    assert default_of(emulator, space_id) == {"integration_id": declared["integration_id"], "model_name": "gpt-5"}

    verbs.delete(space_id, state)
    assert default_of(emulator, space_id) is None


def test_an_edit_from_outside_is_drift(emulator: Emulator, behind: Account, declared: Json) -> None:
    """A refresh shows the other model, and the next update repairs it."""
    verbs = lifecycle(SPACE_DEFAULT, behind)
    inputs, _ = check(SPACE_DEFAULT, declared)
    space_id, state = verbs.create(inputs)
    set_default(emulator, space_id, {"integration_id": declared["integration_id"], "model_name": "other"})

    found = verbs.read(space_id, state, [])
    assert found is not None
    assert found.inputs == {**declared, "model_name": "other"}
    assert [change.path for change in diff(SPACE_DEFAULT, found.state, inputs)] == [("model_name",)]

    verbs.update(space_id, found.state, inputs)
    assert default_of(emulator, space_id) == {"integration_id": declared["integration_id"], "model_name": "gpt-4o"}


def test_a_default_that_was_released_outside_is_gone(emulator: Emulator, behind: Account, declared: Json) -> None:
    """A refresh finds nothing, so that the next deployment sets it anew."""
    verbs = lifecycle(SPACE_DEFAULT, behind)
    space_id, state = verbs.create(check(SPACE_DEFAULT, declared)[0])
    set_default(emulator, space_id, None)
    assert verbs.read(space_id, state, []) is None


def test_a_release_leaves_what_somebody_else_has_set(emulator: Emulator, behind: Account, declared: Json) -> None:
    """A delete releases only its own setting."""
    verbs = lifecycle(SPACE_DEFAULT, behind)
    space_id, state = verbs.create(check(SPACE_DEFAULT, declared)[0])
    other = {"integration_id": declared["integration_id"], "model_name": "other"}
    set_default(emulator, space_id, other)
    verbs.delete(space_id, state)
    assert default_of(emulator, space_id) == other


def test_another_space_is_a_replacement(declared: Json) -> None:
    """The space cannot be changed."""
    inputs, _ = check(SPACE_DEFAULT, {**declared, "space_id": "other"})
    assert [change.path for change in diff(SPACE_DEFAULT, declared, inputs) if change.replaces] == [("space_id",)]


def test_an_unknown_space_is_one_clear_error(behind: Account, declared: Json) -> None:
    """The error names what was tried and the space."""
    inputs, _ = check(SPACE_DEFAULT, {**declared, "space_id": "U3BhY2U6OTk5OnhYeFg="})
    with pytest.raises(ArizeError, match="cannot set the default integration of space 'U3BhY2U6OTk5OnhYeFg=': 404"):
        lifecycle(SPACE_DEFAULT, behind).create(inputs)
