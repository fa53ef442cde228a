"""Adoption and import of what exists: at create, over later deployments, and where it cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.check_and_diff import check_resource
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.retained_secrets import RETAINED
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.unknown import UNKNOWN

from .deployed_resource import Resource, canonical, failures_of
from .samples import agent, ai, llm
from .strategies import Json

OPEN_AI: Json = {"name": "Clicked", "config": {"provider": "OPEN_AI"}}
CUSTOM: Json = {
    "name": "Clicked custom",
    "config": {"provider": "CUSTOM", "base_url": "https://llm.example.com", "model_names": ["a"]},
}
BEARER: Json = {
    "name": "Clicked Bedrock",
    "config": {"provider": "AWS_BEDROCK", "auth": {"auth_type": "BEARER_TOKEN"}, "is_default_models_enabled": True},
}


def with_config(inputs: Json, **config: Any) -> Json:
    """Return inputs with more in their `config`."""
    return {**inputs, "config": {**inputs["config"], **config}}


def clicked(emulator: Emulator, inputs: Json, **config: Any) -> str:
    """Make an integration as somebody in the web interface would, and return its id."""
    return str(emulator.add("integrations", {"type": "LLM", **with_config(inputs, **config)})["id"])


@pytest.mark.parametrize("by", ["id", "name"])
def test_adoption_by_id_or_name_writes_nothing_where_nothing_differs(
    emulator: Emulator, integration: Resource, by: str
) -> None:
    """The adopted integration keeps its id and its key, and no write is sent where it is what is declared."""
    item_id = clicked(emulator, OPEN_AI, api_key="made-by-hand")
    adopting = {**OPEN_AI, "adopt": item_id if by == "id" else "Clicked"}
    assert integration.up(adopting) == []
    assert (integration.id, integration.document["api_key"]) == (item_id, "made-by-hand")
    assert integration.up(adopting) == []


def test_adoption_patches_to_the_declaration(emulator: Emulator, integration: Resource) -> None:
    """One PATCH with what differs, and with the key that the program gives: what the server has cannot be compared."""
    item_id = clicked(emulator, CUSTOM, api_key="made-by-hand", headers={"a": "1"})
    given = with_config({**CUSTOM, "adopt": item_id}, api_key="ours", model_names=["b"])
    assert integration.bodies(given) == [{"type": "LLM", "config": {"api_key": "ours", "model_names": ["b"]}}]
    assert integration.document["headers"] == {"a": "1"}


def test_a_key_left_out_stays_also_after_adopt_is_removed(emulator: Emulator, integration: Resource) -> None:
    """The server's key and headers stay when `adopt` is taken out of the program, until the program gives some."""
    adopting = {**CUSTOM, "adopt": clicked(emulator, CUSTOM, api_key="made-by-hand", headers={"a": "1"})}
    assert [integration.up(given) for given in (adopting, CUSTOM, CUSTOM)] == [[], [], []]
    rotated = with_config(CUSTOM, api_key="ours")
    assert integration.bodies(rotated) == [{"type": "LLM", "config": {"api_key": "ours"}}]
    assert integration.bodies(CUSTOM) == [{"type": "LLM", "config": {"api_key": None}}]
    assert integration.document["headers"] == {"a": "1"}


def test_a_required_key_may_be_left_out_only_of_what_was_adopted() -> None:
    """`config.api_key` is required of a new integration, and not of one that was adopted once."""
    assert [*failures_of("Integration", OPEN_AI)] == ["config.api_key"]
    adopting = canonical(INTEGRATION, {**OPEN_AI, "adopt": "Clicked"})
    assert canonical(INTEGRATION, OPEN_AI, adopting)[RETAINED] == ["config.api_key"]


def test_a_refresh_of_an_adopted_integration_shows_no_change(emulator: Emulator, integration: Resource) -> None:
    """Reading it back gives the declaration that the program made, and no change."""
    adopting = {**CUSTOM, "adopt": clicked(emulator, CUSTOM, api_key="made-by-hand")}
    integration.up(adopting)
    read = integration.refresh()
    assert read == {name: value for name, value in integration.inputs.items() if name != RETAINED}
    assert integration.up(adopting) == []


def test_an_object_that_is_replaced_whole_needs_its_key(emulator: Emulator, integration: Resource) -> None:
    """A change together with a key that was left out cannot be sent, and the error names the property to give."""
    auth = BEARER["config"]["auth"]
    item_id = clicked(emulator, BEARER, auth={**auth, "api_key": "k"})
    given = with_config({**BEARER, "adopt": item_id}, auth={**auth, "base_url": "https://bedrock.example.com"})
    with pytest.raises(
        ArizeError, match=r"`config\.auth` can only be replaced as a whole: set `config\.auth\.apiKey` too"
    ):
        integration.up(given)
    assert integration.writes() == []


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"name": "x", "config": {"provider": "GEMINI"}}, "its `config.provider` is OPEN_AI, the program says GEMINI"),
        (
            {"type": "AGENT", "name": "x", "config": {"endpoint": "https://a.example.com", "input_schema": {}}},
            "its `type` is LLM, the program says AGENT",
        ),
    ],
)
def test_another_kind_is_not_adopted(emulator: Emulator, integration: Resource, given: Json, error: str) -> None:
    """What is immutable must match, else an error says what is there and what is declared."""
    item_id = clicked(emulator, OPEN_AI, api_key="k")
    with pytest.raises(ArizeError, match=error):
        integration.up({**given, "adopt": item_id})


def test_an_ai_integration_is_adopted_whatever_its_provider(emulator: Emulator, ai_integration: Resource) -> None:
    """Its provider can be changed, so the PATCH changes it."""
    emulator.add("ai-integrations", {"name": "Flat", "provider": "OPEN_AI", "api_key": "k"})
    given = {"name": "Flat", "provider": "GEMINI", "adopt": "Flat"}
    assert ai_integration.bodies(given) == [{"provider": "GEMINI"}]
    assert ai_integration.document["api_key"] == "k"


@pytest.mark.parametrize(
    ("kind", "held"), [("integrations", llm()), ("ai-integrations", ai("AZURE_OPEN_AI"))], ids=["same", "other"]
)
def test_a_taken_name_names_its_holder_and_the_ways_out(
    emulator: Emulator, integration: Resource, kind: str, held: Json
) -> None:
    """The error has the holder's id, type and creation time, and says how to adopt it; also across the resources."""
    made = emulator.add(kind, {**held, "name": "Clicked"})
    with pytest.raises(ArizeError) as raised:
        integration.up({"name": "Clicked", "config": {"provider": "GEMINI", "api_key": "ours"}})
    message = str(raised.value)
    parts = (made["id"], made["created_at"], "to `adopt`", "another name", "delete that one")
    assert [part for part in parts if part not in message] == []
    assert "ours" not in message


def test_a_first_deployment_adopts() -> None:
    """Later ones have nothing left to adopt, nor has one that does not say what, or cannot say it yet."""
    given = {**OPEN_AI, "adopt": "Clicked"}

    def adopts(old: Json, new: Json) -> bool:
        return check_resource(INTEGRATION, old, new, EngineOperation(), "it").adopts

    assert adopts({}, given)
    assert not adopts(canonical(INTEGRATION, given), given)
    assert not adopts({}, OPEN_AI)
    assert not adopts({}, {**given, "adopt": UNKNOWN})


@pytest.mark.parametrize(
    ("given", "effect"),
    [
        ({}, "it changes nothing"),
        (
            {"name": "Renamed", "config": {"provider": "OPEN_AI", "is_function_calling_enabled": False}},
            "it changes `name`, `config.isFunctionCallingEnabled`",
        ),
        ({"config": {"provider": "OPEN_AI", "api_key": "k"}}, "it changes `config.apiKey`"),
    ],
)
def test_an_adoption_is_described(emulator: Emulator, behind: Account, given: Json, effect: str) -> None:
    """Each field that it will send, by its path, and nothing is sent."""
    held = clicked(emulator, OPEN_AI, api_key="k")
    inputs = canonical(INTEGRATION, {**OPEN_AI, **given, "adopt": held})
    note = lifecycle(INTEGRATION, behind, resource="Integration::held").prepare_adoption(inputs)
    assert note == f"'held': adopts the existing integration {held!r} and creates none; {effect}"
    assert [request.method for request in emulator.requests] == ["GET"]


@pytest.mark.parametrize("operation", ["prepare_adoption", "create"])
def test_an_adoption_that_will_fail_is_described(integration: Resource, operation: str) -> None:
    """What is not there cannot be adopted: the preview says so in the words of the deployment."""
    inputs = canonical(INTEGRATION, {**OPEN_AI, "adopt": "Nothing"})
    words = r"^cannot adopt integration 'Clicked': there is nothing to adopt with .* 'Nothing'"
    with pytest.raises(ArizeError, match=words):
        getattr(integration.verbs, operation)(inputs)


@pytest.mark.parametrize("operation", ["prepare_adoption", "create", "import_"])
def test_what_the_other_form_alone_has(emulator: Emulator, integration: Resource, operation: str) -> None:
    """The error names the resource type that an integration of this name can be declared as."""
    azure = emulator.add("ai-integrations", {**ai("AZURE_OPEN_AI"), "name": "Azure"})["id"]
    wanted = "Azure" if operation == "import_" else canonical(INTEGRATION, {**OPEN_AI, "adopt": "Azure"})
    with pytest.raises(ArizeError, match=f"; the AI integration {azure} has this name: declare it as `AiIntegration`$"):
        getattr(integration.verbs, operation)(wanted)


def test_a_replacement_that_was_cut_off(emulator: Emulator, integration: Resource) -> None:
    """Where a replacement was created and its response lost for good, adopting it instead of the old one is allowed."""
    made = emulator.add("integrations", llm("ANTHROPIC"))
    given = {**llm("ANTHROPIC"), "adopt": made["id"]}
    inputs = canonical(INTEGRATION, given, canonical(INTEGRATION, llm()))
    assert integration.verbs.create(inputs)[0] == made["id"]
    assert [*failures_of("Integration", {**llm("GEMINI"), "adopt": made["id"]}, inputs)] == ["adopt"]


@pytest.mark.parametrize("operation", ["prepare_adoption", "create"])
def test_a_misspelt_name_to_adopt(emulator: Emulator, integration: Resource, operation: str) -> None:
    """Preview and deployment suggest the similar name of an integration of this type, and no other."""
    clicked(emulator, {**OPEN_AI, "name": "Production OpenAI"}, api_key="k")
    emulator.add("integrations", {**agent(), "name": "Production OpenAl"})
    inputs = canonical(INTEGRATION, {**OPEN_AI, "adopt": "Production OpenIA"})
    with pytest.raises(ArizeError) as caught:
        getattr(integration.verbs, operation)(inputs)
    assert "'Production OpenIA' (omit `adopt` to create it); did you mean 'Production OpenAI'?" in str(caught.value)


def test_an_unknown_id_to_adopt(integration: Resource) -> None:
    """Nothing is suggested for an id."""
    with pytest.raises(ArizeError, match=r"\(omit `adopt` to create it\)$"):
        integration.up({**OPEN_AI, "adopt": "TGxtSW50ZWdyYXRpb246MTI6YUJjRA=="})


def test_leaving_adopt_out_does_not_depend_on_timestamps(emulator: Emulator, behind: Account) -> None:
    """An update that sends nothing leaves the same state, be the time of the last change a whole second or not."""
    states = []
    for moment in ("2026-11-01T10:00:00.000Z", "2026-11-01T10:00:00.001Z"):
        emulator.reset()
        made = emulator.add("ai-integrations", ai(headers={"X-Team": "h"}))
        emulator.edit(made["id"], {"created_at": moment, "updated_at": moment})
        resource = Resource(emulator, behind, "AiIntegration")
        resource.up({**ai(), "adopt": made["id"]})
        resource.up(ai())
        assert emulator.requests == []
        states.append({**resource.state, "id": "", "created_at": "", "updated_at": ""})
    assert states[0] == states[1]


@pytest.mark.parametrize("name", ["2024DataOpen", "01OpenaiOpen"])
def test_import_by_a_name_that_decodes(emulator: Emulator, integration: Resource, name: str) -> None:
    """A name that decodes as base64, to bytes with a colon among them, is taken for the name that it is."""
    item_id = emulator.add("integrations", {**llm(), "name": name})["id"]
    integration.import_(name)
    assert integration.id == item_id
