"""A space's default LLM integration: set, read back, seen to drift, released."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.resource_operations import diff

from .deployed_resource import Resource, canonical
from .samples import llm
from .strategies import Json


class Space:
    """A space as others see and change it."""

    def __init__(self, emulator: Emulator, name: str) -> None:
        self.id = emulator.space_id(name)
        self._url = f"{emulator.url}/v2/spaces/{self.id}"
        self._headers = {"authorization": f"Bearer {emulator.api_key}"}

    @property
    def default(self) -> Any:
        """The default that the space has."""
        return httpx.get(self._url, headers=self._headers).json()["default_llm_integration"]

    @default.setter
    def default(self, setting: Json | None) -> None:
        body = {"default_llm_integration": setting}
        httpx.patch(self._url, json=body, headers=self._headers).raise_for_status()


@pytest.fixture
def space(emulator: Emulator) -> Space:
    return Space(emulator, "Production")


@pytest.fixture
def setting(emulator: Emulator) -> Json:
    """Return a default that a space can have."""
    return {"integration_id": emulator.add("integrations", llm())["id"], "model_name": "gpt-4o"}


@pytest.fixture
def resource(emulator: Emulator, behind: Account, space: Space, setting: Json) -> Resource:
    """Return the deployed default of the space."""
    resource = Resource(emulator, behind, "SpaceDefaultIntegration")
    resource.up({"space_id": space.id, **setting})
    return resource


def test_all_operations(resource: Resource, space: Space, setting: Json) -> None:
    """A create sets the default, an update sets it again, a delete releases the space."""
    assert (resource.id, resource.up(resource.inputs)) == (space.id, [])
    assert space.default == setting
    assert [request.method for request in resource.up({**resource.inputs, "model_name": "gpt-5"})] == ["PATCH"]
    assert space.default == {**setting, "model_name": "gpt-5"}
    resource.destroy()
    assert space.default is None


def test_an_edit_from_outside_is_drift(resource: Resource, space: Space, setting: Json) -> None:
    """A refresh shows the other model, and the next update repairs it."""
    inputs, space.default = resource.inputs, {**setting, "model_name": "other"}
    assert resource.refresh() == {**inputs, "model_name": "other"}
    assert [change.path for change in diff(resource.resource_type, resource.state, inputs)] == [("model_name",)]
    resource.up(inputs)
    assert space.default == setting


def test_a_default_that_was_released_outside_is_gone(resource: Resource, space: Space) -> None:
    """A refresh finds nothing, so that the next deployment sets it again."""
    space.default = None
    assert resource.refresh() is None


def test_a_release_leaves_what_somebody_else_has_set(resource: Resource, space: Space, setting: Json) -> None:
    """A delete releases only its own setting."""
    other = {**setting, "model_name": "other"}
    space.default = other
    resource.destroy()
    assert space.default == other


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
