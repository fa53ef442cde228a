"""Keys over time: rotated, sent again, compared; and what is protected from deletion."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.preview import predict_state
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.resource_operations import diff
from pulumi_arize.lifecycle.state import FINGERPRINT
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType
from pulumi_arize.settings import load

from .deployed_resource import WRITES

Json = dict[str, Any]
GEMINI: Json = {"name": "Gemini", "config": {"provider": "GEMINI", "api_key": "first-key"}}
OAUTH: Json = {
    "name": "OAuth",
    "config": {
        "provider": "CUSTOM",
        "base_url": "https://llm.example.com",
        "model_names": ["a"],
        "headers": {"team": "a-header-value"},
        "auth": {
            "auth_type": "OAUTH2_CLIENT_CREDENTIALS",
            "token_url": "https://login.example.com",
            "client_id": "id",
            "client_secret": "first-secret",
        },
    },
}
FLAT: Json = {"name": "Flat", "provider": "ANTHROPIC", "api_key": "first-key"}


def deployed(behind: Account, resource_type: ResourceType, given: Json) -> tuple[str, Json, Json]:
    """Create a resource; return its id, state and canonical declaration."""
    inputs, problems = check(resource_type, given)
    assert problems == []
    item_id, state = lifecycle(resource_type, behind).create(inputs)
    return item_id, state, inputs


@pytest.mark.parametrize(
    ("kind", "given", "sent"),
    [
        (INTEGRATION, GEMINI, {"type": "LLM", "config": {"api_key": "first-key"}}),
        (INTEGRATION, OAUTH, {"type": "LLM", "config": {"auth": OAUTH["config"]["auth"]}}),
        (AI_INTEGRATION, FLAT, {"api_key": "first-key"}),
    ],
)
def test_another_api_key_version_sends_the_keys_again(
    emulator: Emulator, behind: Account, kind: ResourceType, given: Json, sent: Json
) -> None:
    """A PATCH with the keys and nothing else, once for each new version; headers are no keys."""
    item_id, state, inputs = deployed(behind, kind, {**given, "api_key_version": 1})
    verbs = lifecycle(kind, behind)
    emulator.clear_requests()

    newer, _ = check(kind, {**given, "api_key_version": 2}, inputs)
    assert diff(kind, state, newer) != []
    state = verbs.update(item_id, state, newer)

    assert [request.body for request in emulator.requests if request.method in WRITES] == [sent]
    assert diff(kind, state, newer) == []


def test_a_fingerprint_stands_until_the_keys_are_sent_again(emulator: Emulator, behind: Account) -> None:
    """A change beside the keys leaves it alone, in the preview too; another version makes it anew, by another key."""
    item_id, state, inputs = deployed(behind, INTEGRATION, GEMINI)
    settings = load({"fingerprintKey": "another"}.get, emulator.env)
    keyed = lifecycle(INTEGRATION, Account(settings))
    renamed, _ = check(INTEGRATION, {**GEMINI, "name": "Renamed"}, inputs)
    newer, _ = check(INTEGRATION, {**GEMINI, "name": "Renamed", "api_key_version": 2}, renamed)

    assert predict_state(INTEGRATION, renamed, state, settings.fingerprint_key_bytes)[FINGERPRINT] == state[FINGERPRINT]
    updated = keyed.update(item_id, state, renamed)
    assert updated[FINGERPRINT] == state[FINGERPRINT]

    foretold = predict_state(INTEGRATION, newer, updated, settings.fingerprint_key_bytes)[FINGERPRINT]
    assert keyed.update(item_id, updated, newer)[FINGERPRINT] == foretold != state[FINGERPRINT]


def test_a_version_that_is_taken_out_sends_nothing(emulator: Emulator, behind: Account) -> None:
    """The state forgets it, the server hears nothing."""
    item_id, state, inputs = deployed(behind, INTEGRATION, {**GEMINI, "api_key_version": 1})
    without, _ = check(INTEGRATION, GEMINI, inputs)
    emulator.clear_requests()

    state = lifecycle(INTEGRATION, behind).update(item_id, state, without)

    assert emulator.requests == []
    assert "api_key_version" not in state


def test_the_fingerprint_is_equal_where_the_keys_are(behind: Account) -> None:
    """Equal for the same key under another name and resource, different for another key, and not the key."""
    _, first, _ = deployed(behind, INTEGRATION, GEMINI)
    _, second, _ = deployed(behind, INTEGRATION, {**GEMINI, "name": "Other"})
    _, flat, _ = deployed(behind, AI_INTEGRATION, FLAT)
    _, other, _ = deployed(behind, INTEGRATION, {**OAUTH, "name": "Third"})

    assert first[FINGERPRINT] == second[FINGERPRINT] == flat[FINGERPRINT]
    assert other[FINGERPRINT] not in (first[FINGERPRINT], None)
    assert "first-key" not in first[FINGERPRINT]


def test_the_fingerprint_follows_the_key(emulator: Emulator, behind: Account) -> None:
    """It changes with a rotation, survives a refresh, and goes with a key that was removed outside."""
    item_id, state, inputs = deployed(behind, INTEGRATION, GEMINI)
    verbs = lifecycle(INTEGRATION, behind)
    rotated, _ = check(INTEGRATION, {**GEMINI, "config": {"provider": "GEMINI", "api_key": "second-key"}}, inputs)

    newer = verbs.update(item_id, state, rotated)
    refreshed = verbs.read(item_id, newer, [])
    emulator.edit(item_id, {"config": {"api_key": None}})
    removed = verbs.read(item_id, newer, [])

    assert newer[FINGERPRINT] != state[FINGERPRINT]
    assert refreshed is not None
    assert refreshed.state[FINGERPRINT] == newer[FINGERPRINT]
    assert removed is not None
    assert FINGERPRINT not in removed.state


def test_protection_refuses_a_delete_until_it_is_off(emulator: Emulator, behind: Account) -> None:
    """The delete says what to do; after an update that sends nothing it succeeds."""
    item_id, state, inputs = deployed(behind, INTEGRATION, {**GEMINI, "deletion_protection": True})
    verbs = lifecycle(INTEGRATION, behind)
    with pytest.raises(ArizeError, match="`deletion_protection` is on: turn it off and run `pulumi up` first"):
        verbs.delete(item_id, state)
    assert len(emulator.integrations) == 1

    off, _ = check(INTEGRATION, GEMINI, inputs)
    emulator.clear_requests()
    state = verbs.update(item_id, state, off)
    assert emulator.requests == []
    verbs.delete(item_id, state)
    assert emulator.integrations == []


def test_protection_refuses_a_replacement_at_preview() -> None:
    """Another provider is a problem of `config.provider` while the deployed one is protected."""
    before, _ = check(INTEGRATION, {**GEMINI, "deletion_protection": True})
    _, problems = check(INTEGRATION, {**GEMINI, "config": {"provider": "OPEN_AI", "api_key": "k"}}, before)
    assert [problem.property_path for problem in problems] == ["config.provider"]


def test_a_key_that_a_server_repeats_is_not_shown(emulator: Emulator, behind: Account) -> None:
    """An error that quotes the declaration has `[secret]` in the place of a key."""
    name = "first-key"  # the emulator quotes names
    emulator.add("integrations", {"type": "LLM", "name": name, "config": {"provider": "OPEN_AI", "api_key": "k"}})
    inputs, _ = check(INTEGRATION, {"name": name, "config": {"provider": "GEMINI", "api_key": "first-key"}})
    with pytest.raises(ArizeError) as raised:
        lifecycle(INTEGRATION, behind).create(inputs)
    assert "the name '[secret]' is taken" in str(raised.value)
