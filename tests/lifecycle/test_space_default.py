"""A space's default LLM integration: set, read back, seen to drift, cleared."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator, FaultRule, InvalidJson
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.diff import diff

from .deployed_resource import Resource, canonical
from .samples import llm
from .strategies import Json


def default(emulator: Emulator) -> Any:
    """Return the default that the space has."""
    return emulator.get("Production", kind="spaces")["default_llm_integration"]


def set_default(emulator: Emulator, setting: Json | None) -> None:
    """Set the default as somebody else would."""
    emulator.edit("Production", {"default_llm_integration": setting}, kind="spaces")


@pytest.fixture
def setting(emulator: Emulator) -> Json:
    """Return a default that a space can have."""
    return {"integration_id": emulator.add("integrations", llm())["id"], "model_name": "gpt-4o"}


@pytest.fixture
def resource(emulator: Emulator, behind: Account, setting: Json) -> Resource:
    """Return the deployed default of the space."""
    resource = Resource(emulator, behind, "SpaceDefaultIntegration")
    resource.up({"space_id": emulator.space_id("Production"), **setting})
    return resource


def test_all_operations(emulator: Emulator, resource: Resource, setting: Json) -> None:
    """A create sets the default, an update sets it again, a delete clears it."""
    assert (resource.id, resource.up(resource.inputs)) == (emulator.space_id("Production"), [])
    assert default(emulator) == setting
    assert [request.method for request in resource.up({**resource.inputs, "model_name": "gpt-5"})] == ["PATCH"]
    assert default(emulator) == {**setting, "model_name": "gpt-5"}
    resource.destroy()
    assert default(emulator) is None


def test_an_edit_from_outside_is_drift(emulator: Emulator, resource: Resource, setting: Json) -> None:
    """A refresh shows the other model, and the next update repairs it."""
    inputs = resource.inputs
    set_default(emulator, {**setting, "model_name": "other"})
    assert resource.refresh() == {**inputs, "model_name": "other"}
    assert [change.path for change in diff(resource.resource_type, resource.state, inputs)] == [("model_name",)]
    resource.up(inputs)
    assert default(emulator) == setting


def test_a_default_that_was_cleared_outside_is_gone(emulator: Emulator, resource: Resource) -> None:
    """A refresh finds nothing, so that the next deployment sets it again."""
    set_default(emulator, None)
    assert resource.refresh() is None


@pytest.mark.parametrize("body", ["", "{}"])
def test_a_response_without_a_space_says_nothing(
    emulator: Emulator, resource: Resource, setting: Json, body: str
) -> None:
    """A refresh keeps the default, and a delete does not count as done: both say that the response is not the API's."""
    with emulator.faults(FaultRule(method="GET", fault=InvalidJson(text=body))):
        for operation in (resource.refresh, resource.destroy):
            with pytest.raises(ArizeError, match="the response has no id"):
                operation()
    assert default(emulator) == setting


def test_a_delete_leaves_what_somebody_else_has_set(emulator: Emulator, resource: Resource, setting: Json) -> None:
    """A delete clears only its own setting."""
    other = {**setting, "model_name": "other"}
    set_default(emulator, other)
    resource.destroy()
    assert default(emulator) == other


def test_another_space_is_a_replacement(resource: Resource) -> None:
    """The space cannot be changed."""
    inputs = canonical(resource.resource_type, {**resource.inputs, "space_id": "other"})
    changes = diff(resource.resource_type, resource.state, inputs)
    assert [change.path for change in changes if change.replaces] == [("space_id",)]


def test_an_unknown_space_is_one_clear_error(emulator: Emulator, behind: Account, setting: Json) -> None:
    """The error names what was tried and the space."""
    resource = Resource(emulator, behind, "SpaceDefaultIntegration")
    with pytest.raises(ArizeError, match="cannot set the default integration of space 'U3BhY2U6OTk5OnhYeFg=': 404"):
        resource.up({**setting, "space_id": "U3BhY2U6OTk5OnhYeFg="})
