"""Previews of organizations and spaces: what they predict comes, and their details are what is sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lifecycle.samples import agent, llm

from arize_emulator import Emulator
from pulumi_arize.casing import camel
from pulumi_arize.model.provider_options import RESPONSE_FORMS
from pulumi_arize.model.resource_types import ORGANIZATION, SPACE, ResourceType

from .conftest import Started
from .front_ends import Native
from .provider_process import Json
from .test_previews import _check_details, create_as_predicted, predicted, quick, update_as_predicted

KINDS = {kind.name: kind for kind in (ORGANIZATION, SPACE)}
TEXTS = st.text("abc é", min_size=1, max_size=5).filter(str.strip)


def declarations(kind: ResourceType, emulator: Emulator) -> st.SearchStrategy[Json]:
    """Return legal inputs of an organization, or of a space in one organization."""
    optional: dict[str, st.SearchStrategy[Any]] = {"description": st.just("") | TEXTS}
    if kind is ORGANIZATION:
        return st.fixed_dictionaries({"name": TEXTS}, optional=optional)
    models = [emulator.add("integrations", {**llm(), "name": name})["id"] for name in "AB"]
    agents = [emulator.add("integrations", {**agent(), "type": "AGENT", "name": name})["id"] for name in "CD"]
    optional |= {
        "is_private": st.booleans(),
        "ml_models_enabled": st.booleans(),
        "gradient_start_color": st.sampled_from(["#000000", "#111111"]),
        "default_llm_integration": st.fixed_dictionaries(
            {"integration_id": st.sampled_from(models), "model_name": TEXTS}
        ),
        "default_agent_runtime": st.fixed_dictionaries({"integration_id": st.sampled_from(agents)}),
    }
    required = {"name": TEXTS, "organization_id": st.just(emulator.organization_id("Acme"))}
    return st.fixed_dictionaries(required, optional=optional)


@pytest.mark.parametrize("kind_name", KINDS)
@quick
@given(data=st.data())
def test_what_is_predicted_comes(started: Started, emulator: Emulator, kind_name: str, data: st.DataObject) -> None:
    """Previews of a create and of an update send nothing, and wherever they show a value, the real response has it."""
    kind = KINDS[kind_name]
    plugin = started(Native, emulator)
    emulator.reset()
    legal = declarations(kind, emulator)
    before = plugin.checked(kind, data.draw(legal))
    item_id, outputs = create_as_predicted(plugin, emulator, kind, before)
    inputs = plugin.checked(kind, data.draw(legal), before)
    response = plugin.diff(kind, item_id, (before, outputs), inputs)
    update_as_predicted(plugin, emulator, (kind, item_id), (before, outputs), inputs)
    assert {*response.detailedDiff} == {camel(name) for request in emulator.requests for name in request.body or {}}
    _check_details(response, outputs, inputs)


def test_what_only_the_server_knows_is_unknown(plugin: Native, emulator: Emulator) -> None:
    """A setting that the program leaves to the server is not predicted as missing."""
    inputs = plugin.checked(SPACE, {"name": "New", "organization_id": emulator.organization_id("Acme")})
    preview, (_, outputs) = predicted(plugin, SPACE, inputs), plugin.create(SPACE, inputs)
    assert {*preview} == {*outputs} - {RESPONSE_FORMS}
