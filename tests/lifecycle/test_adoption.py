"""Adoption of what exists: at create, over later deployments, and where it cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.check_and_diff import check_resource
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.diff import patch_changes
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.named_resource import NamedResourceLifecycle
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.retained_secrets import RETAINED
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType
from pulumi_arize.unknown import UNKNOWN

from .deployed_resource import WRITES, canonical
from .samples import agent, ai, llm

Json = dict[str, Any]
OPEN_AI: Json = {"name": "Clicked", "config": {"provider": "OPEN_AI"}}
CUSTOM: Json = {
    "name": "Clicked custom",
    "config": {"provider": "CUSTOM", "base_url": "https://llm.example.com", "model_names": ["a"]},
}
BEARER: Json = {
    "name": "Clicked Bedrock",
    "config": {"provider": "AWS_BEDROCK", "auth": {"auth_type": "BEARER_TOKEN"}, "is_default_models_enabled": True},
}


def clicked(emulator: Emulator, inputs: Json, **config: Any) -> str:
    """Make an integration as somebody in the web interface would, and return its id."""
    made = emulator.add("integrations", {"type": "LLM", **inputs, "config": {**inputs["config"], **config}})
    emulator.clear_requests()
    return str(made["id"])


def writes(emulator: Emulator) -> list[Any]:
    """Return the bodies of what was written since the last call."""
    bodies = [request.body for request in emulator.requests if request.method in WRITES]
    emulator.clear_requests()
    return bodies


def checked(resource_type: ResourceType, given: Json, before: Json | None = None) -> tuple[Json, list[str]]:
    """Return the canonical form of a declaration and the paths of its failures."""
    inputs, failures = check(resource_type, given, before)
    return inputs, [failure.property_path for failure in failures]


@pytest.mark.parametrize("by", ["id", "name"])
def test_adoption_by_id_or_name_writes_nothing_where_nothing_differs(
    emulator: Emulator, behind: Account, by: str
) -> None:
    """The adopted integration keeps its id and its key, and no write is sent where it is what is declared."""
    item_id = clicked(emulator, OPEN_AI, api_key="made-by-hand")
    inputs, failures = checked(INTEGRATION, {**OPEN_AI, "adopt": item_id if by == "id" else "Clicked"})

    adopted, state = lifecycle(INTEGRATION, behind).create(inputs)

    assert (failures, adopted, writes(emulator)) == ([], item_id, [])
    assert emulator.get(item_id)["api_key"] == "made-by-hand"
    assert patch_changes(INTEGRATION, state, inputs) == []


def test_adoption_patches_to_the_declaration(emulator: Emulator, behind: Account) -> None:
    """One PATCH with what differs, and with the key that the program gives: what the server has cannot be compared."""
    item_id = clicked(emulator, CUSTOM, api_key="made-by-hand", headers={"a": "1"})
    given = {**CUSTOM, "adopt": item_id, "config": {**CUSTOM["config"], "api_key": "ours", "model_names": ["b"]}}
    inputs, _ = checked(INTEGRATION, given)

    lifecycle(INTEGRATION, behind).create(inputs)

    assert writes(emulator) == [{"type": "LLM", "config": {"api_key": "ours", "model_names": ["b"]}}]
    assert emulator.get(item_id)["headers"] == {"a": "1"}


def test_a_key_left_out_stays_also_after_adopt_is_removed(emulator: Emulator, behind: Account) -> None:
    """The server's key and headers stay when `adopt` is taken out of the program, until the program gives some."""
    item_id = clicked(emulator, CUSTOM, api_key="made-by-hand", headers={"a": "1"})
    verbs = lifecycle(INTEGRATION, behind)
    adopting, _ = checked(INTEGRATION, {**CUSTOM, "adopt": item_id})
    _, state = verbs.create(adopting)

    plain, failures = checked(INTEGRATION, CUSTOM, adopting)
    again, _ = checked(INTEGRATION, CUSTOM, plain)
    assert (failures, patch_changes(INTEGRATION, state, plain), patch_changes(INTEGRATION, state, again)) == (
        [],
        [],
        [],
    )

    given = {**CUSTOM, "config": {**CUSTOM["config"], "api_key": "ours"}}
    rotated, _ = checked(INTEGRATION, given, again)
    state = verbs.update(item_id, state, rotated)
    assert writes(emulator) == [{"type": "LLM", "config": {"api_key": "ours"}}]

    removed, _ = checked(INTEGRATION, CUSTOM, rotated)
    verbs.update(item_id, state, removed)
    assert writes(emulator) == [{"type": "LLM", "config": {"api_key": None}}]
    assert emulator.get(item_id)["headers"] == {"a": "1"}


def test_a_required_key_may_be_left_out_only_of_what_was_adopted() -> None:
    """`config.api_key` is required of a new integration, and not of one that was adopted once."""
    _, fresh = check(INTEGRATION, OPEN_AI)
    adopting, none = check(INTEGRATION, {**OPEN_AI, "adopt": "Clicked"})
    later, still_none = check(INTEGRATION, OPEN_AI, adopting)

    assert [failure.property_path for failure in fresh] == ["config.api_key"]
    assert (none, still_none) == ([], [])
    assert later[RETAINED] == ["config.api_key"]


def test_a_refresh_of_an_adopted_integration_shows_no_change(emulator: Emulator, behind: Account) -> None:
    """Reading it back gives the declaration that the program made, and no change."""
    item_id = clicked(emulator, CUSTOM, api_key="made-by-hand")
    verbs = lifecycle(INTEGRATION, behind)
    inputs, _ = checked(INTEGRATION, {**CUSTOM, "adopt": item_id})
    _, state = verbs.create(inputs)

    found = verbs.read(item_id, state, [])

    assert found is not None
    assert found.inputs == {name: value for name, value in inputs.items() if name != RETAINED}
    assert patch_changes(INTEGRATION, found.state, inputs) == []


def test_an_object_that_is_replaced_whole_needs_its_key(emulator: Emulator, behind: Account) -> None:
    """A change together with a key that was left out cannot be sent, and the error names the property to give."""
    item_id = clicked(
        emulator, {**BEARER, "config": {**BEARER["config"], "auth": {**BEARER["config"]["auth"], "api_key": "k"}}}
    )
    config = {**BEARER["config"], "auth": {"auth_type": "BEARER_TOKEN", "base_url": "https://bedrock.example.com"}}
    inputs, failures = checked(INTEGRATION, {**BEARER, "config": config, "adopt": item_id})
    assert failures == []

    with pytest.raises(
        ArizeError, match=r"`config\.auth` can only be replaced as a whole: set `config\.auth\.apiKey` too"
    ):
        lifecycle(INTEGRATION, behind).create(inputs)
    assert writes(emulator) == []


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
def test_another_kind_is_not_adopted(emulator: Emulator, behind: Account, given: Json, error: str) -> None:
    """What is immutable must match, else an error says what is there and what is declared."""
    item_id = clicked(emulator, OPEN_AI, api_key="k")
    inputs, _ = checked(INTEGRATION, {**given, "adopt": item_id})
    with pytest.raises(ArizeError, match=error):
        lifecycle(INTEGRATION, behind).create(inputs)


def test_an_ai_integration_is_adopted_whatever_its_provider(emulator: Emulator, behind: Account) -> None:
    """Its provider can be changed, so the PATCH changes it."""
    made = emulator.add("ai-integrations", {"name": "Flat", "provider": "OPEN_AI", "api_key": "k"})
    emulator.clear_requests()
    inputs, failures = checked(AI_INTEGRATION, {"name": "Flat", "provider": "GEMINI", "adopt": "Flat"})

    lifecycle(AI_INTEGRATION, behind).create(inputs)

    assert (failures, writes(emulator)) == ([], [{"provider": "GEMINI"}])
    assert emulator.get(made["id"])["api_key"] == "k"


@pytest.mark.parametrize("holder", [INTEGRATION, AI_INTEGRATION])
def test_a_taken_name_names_its_holder_and_the_ways_out(
    emulator: Emulator, behind: Account, holder: ResourceType
) -> None:
    """The error has the holder's id, type and creation time, and says how to adopt it; also across the resources."""
    if holder is INTEGRATION:
        item_id = clicked(emulator, OPEN_AI, api_key="k")
    else:
        item_id = str(emulator.add("ai-integrations", {"name": "Clicked", "provider": "AZURE_OPEN_AI"})["id"])
    inputs, _ = checked(INTEGRATION, {"name": "Clicked", "config": {"provider": "GEMINI", "api_key": "ours"}})

    with pytest.raises(ArizeError) as raised:
        lifecycle(INTEGRATION, behind).create(inputs)

    message = str(raised.value)
    created = emulator.get(item_id)["created_at"]
    assert all(part in message for part in (item_id, created, "to `adopt`", "another name", "delete that one"))
    assert "ours" not in message


def test_a_first_deployment_adopts() -> None:
    """Later ones have nothing left to adopt, nor has one that does not say what, or cannot say it yet."""
    given = {**OPEN_AI, "adopt": "Clicked"}
    inputs, _ = check(INTEGRATION, given)

    def adopts(old: Json, new: Json) -> bool:
        return check_resource(INTEGRATION, old, new, EngineOperation(), "it").adopts

    assert adopts({}, given)
    assert not adopts(inputs, given)
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
    inputs, _ = checked(INTEGRATION, {**OPEN_AI, **given, "adopt": held})
    emulator.clear_requests()

    note = NamedResourceLifecycle(INTEGRATION, behind, resource="Integration::held").describe_adoption(inputs)

    assert note == f"'held': adopts the existing integration {held!r} and creates none; {effect}"
    assert [request.method for request in emulator.requests] == ["GET"]


def test_an_adoption_that_will_fail_is_described(behind: Account) -> None:
    """What is not there cannot be adopted: the preview says so in the words of the deployment."""
    inputs, _ = checked(INTEGRATION, {**OPEN_AI, "adopt": "Nothing"})
    for attempt in (
        NamedResourceLifecycle(INTEGRATION, behind).describe_adoption,
        lifecycle(INTEGRATION, behind).create,
    ):
        with pytest.raises(
            ArizeError, match=r"^cannot adopt integration 'Clicked': there is nothing to adopt with .* 'Nothing'"
        ):
            attempt(inputs)


def test_a_replacement_that_was_cut_off(emulator: Emulator, behind: Account) -> None:
    """Where a replacement was created and its response lost for good, adopting it instead of the old one is allowed."""
    before = canonical(INTEGRATION, llm())
    made = emulator.add("integrations", llm("ANTHROPIC"))
    inputs, failures = check(INTEGRATION, {**llm("ANTHROPIC"), "adopt": made["id"]}, before)
    assert failures == []
    item_id, _ = lifecycle(INTEGRATION, behind).create(inputs)
    assert item_id == made["id"]
    _, again = check(INTEGRATION, {**llm("GEMINI"), "adopt": made["id"]}, inputs)
    assert [failure.path for failure in again] == [("adopt",)]


@pytest.mark.parametrize("operation", ["describe_adoption", "create"])
def test_a_misspelt_name_to_adopt(emulator: Emulator, behind: Account, operation: str) -> None:
    """Preview and deployment suggest the similar name of an integration of this type, and no other."""
    clicked(emulator, {**OPEN_AI, "name": "Production OpenAI"}, api_key="k")
    emulator.add("integrations", {**agent(), "name": "Production OpenAl"})
    inputs, _ = checked(INTEGRATION, {**OPEN_AI, "adopt": "Production OpenIA"})
    with pytest.raises(ArizeError) as caught:
        getattr(lifecycle(INTEGRATION, behind), operation)(inputs)
    assert "'Production OpenIA' (omit `adopt` to create it); did you mean 'Production OpenAI'?" in str(caught.value)


def test_an_unknown_id_to_adopt(behind: Account) -> None:
    """Nothing is suggested for an id."""
    inputs, _ = checked(INTEGRATION, {**OPEN_AI, "adopt": "TGxtSW50ZWdyYXRpb246MTI6YUJjRA=="})
    with pytest.raises(ArizeError, match=r"\(omit `adopt` to create it\)$"):
        lifecycle(INTEGRATION, behind).create(inputs)


def test_leaving_adopt_out_does_not_depend_on_timestamps(emulator: Emulator, behind: Account) -> None:
    """An update that sends nothing leaves the same state, be the time of the last change a whole second or not."""
    states = []
    for moment in ("2026-11-01T10:00:00.000Z", "2026-11-01T10:00:00.001Z"):
        emulator.reset()
        made = emulator.add("ai-integrations", ai(headers={"X-Team": "h"}))
        emulator.edit(made["id"], {"created_at": moment, "updated_at": moment})
        operations = lifecycle(AI_INTEGRATION, behind)
        adopting, _ = checked(AI_INTEGRATION, {**ai(), "adopt": made["id"]})
        item_id, adopted = operations.create(adopting)
        without, _ = checked(AI_INTEGRATION, ai(), adopting)
        emulator.clear_requests()
        state = operations.update(item_id, adopted, without)
        assert emulator.requests == []
        states.append({**state, "id": "", "created_at": "", "updated_at": ""})
    assert states[0] == states[1]
