"""Keys over time: rotated, sent again, compared; and what is protected from deletion."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.diff import missing_key_warning, provider_changes
from pulumi_arize.lifecycle.key_fingerprint import FINGERPRINT_LENGTH
from pulumi_arize.lifecycle.preview import predict_state
from pulumi_arize.lifecycle.state import FINGERPRINT
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType
from pulumi_arize.unknown import UNKNOWN

from .deployed_resource import Resource, account, canonical
from .samples import BEARER, OAUTH, agent, ai, llm
from .strategies import Json

GEMINI = llm("GEMINI", api_key="first-key")
ROTATED = llm("GEMINI", api_key="second-key")
FLAT = ai("ANTHROPIC", api_key="first-key")


@pytest.fixture
def gemini(integration: Resource) -> Resource:
    """Return a deployed integration with a key."""
    integration.up(GEMINI)
    return integration


@pytest.mark.parametrize(
    ("kind", "inputs", "sent"),
    [
        ("Integration", GEMINI, {"type": "LLM", "config": {"api_key": "first-key"}}),
        ("Integration", llm("CUSTOM", headers={"team": "v"}, auth=OAUTH), {"type": "LLM", "config": {"auth": OAUTH}}),
        ("AiIntegration", FLAT, {"api_key": "first-key"}),
    ],
)
def test_another_api_key_version_sends_the_keys_again(
    emulator: Emulator, behind: Account, kind: str, inputs: Json, sent: Json
) -> None:
    """A PATCH with the keys and nothing else, once for each new version; headers are no keys."""
    resource = Resource(emulator, behind, kind)
    resource.up({**inputs, "api_key_version": 1})
    assert resource.bodies({**inputs, "api_key_version": 2}) == [sent]
    assert resource.bodies({**inputs, "api_key_version": 2}) == []


def test_a_fingerprint_stays_until_the_keys_are_sent_again(emulator: Emulator, gemini: Resource) -> None:
    """A change of another field leaves it alone, in the preview too; another version makes a new one."""
    state, key = gemini.state, b"another"
    keyed = Resource(emulator, account(emulator, fingerprintKey=key.decode()), "Integration")
    keyed.id, keyed.state = gemini.id, state
    renamed = {**GEMINI, "name": "Renamed"}
    assert predict_state(INTEGRATION, canonical(INTEGRATION, renamed), state, key)[FINGERPRINT] == state[FINGERPRINT]
    keyed.up(renamed)
    assert keyed.state[FINGERPRINT] == state[FINGERPRINT]

    newer = {**renamed, "api_key_version": 2}
    predicted = predict_state(INTEGRATION, canonical(INTEGRATION, newer), keyed.state, key)[FINGERPRINT]
    keyed.up(newer)
    assert keyed.state[FINGERPRINT] == predicted != state[FINGERPRINT]


def test_a_version_that_is_taken_out_sends_nothing(emulator: Emulator, gemini: Resource) -> None:
    """The state drops it, and no request is sent."""
    gemini.up({**GEMINI, "api_key_version": 1})
    gemini.up(GEMINI)
    assert emulator.requests == []
    assert "api_key_version" not in gemini.state


def test_the_fingerprint_is_equal_where_the_keys_are(emulator: Emulator, behind: Account, gemini: Resource) -> None:
    """Equal for the same key under another name and resource, different for another key, and not the key."""
    second, flat, other = (Resource(emulator, behind, kind) for kind in ("Integration", "AiIntegration", "Integration"))
    second.up({**GEMINI, "name": "Other"})
    flat.up(FLAT)
    other.up({**ROTATED, "name": "Third"})
    fingerprint = gemini.state[FINGERPRINT]
    assert second.state[FINGERPRINT] == flat.state[FINGERPRINT] == fingerprint
    assert other.state[FINGERPRINT] not in (fingerprint, None)
    assert "first-key" not in fingerprint


def test_a_whole_digest_of_an_earlier_version_becomes_a_fingerprint(gemini: Resource) -> None:
    """A digest that was a secret is cut to the length that may be shown, where the key is the same."""
    fingerprint = gemini.state[FINGERPRINT]
    assert len(fingerprint) == FINGERPRINT_LENGTH
    gemini.state |= {FINGERPRINT: f"{fingerprint}0123456789abcdef0123456789ab"}
    gemini.refresh()
    assert gemini.state[FINGERPRINT] == fingerprint


def test_the_fingerprint_follows_the_key(emulator: Emulator, gemini: Resource) -> None:
    """It changes with a rotation, survives a refresh, and goes with a key that was removed outside."""
    first = gemini.state[FINGERPRINT]
    gemini.up(ROTATED)
    rotated = gemini.state[FINGERPRINT]
    gemini.refresh()
    assert gemini.state[FINGERPRINT] == rotated != first
    emulator.edit(gemini.id, {"config": {"api_key": None}})
    gemini.refresh()
    assert FINGERPRINT not in gemini.state


def test_protection_refuses_a_delete_until_it_is_off(emulator: Emulator, integration: Resource) -> None:
    """The error says what to do; after an update that sends nothing the delete succeeds."""
    integration.up({**GEMINI, "deletion_protection": True})
    with pytest.raises(ArizeError, match="`deletionProtection` is on: turn it off and run `pulumi up` first"):
        integration.destroy()
    assert len(emulator.integrations) == 1
    integration.up(GEMINI)
    assert emulator.requests == []
    integration.destroy()
    assert emulator.integrations == []


def test_protection_refuses_a_replacement_at_preview() -> None:
    """Another provider is a failure of `config.provider` while the deployed one is protected."""
    _, failures = check(INTEGRATION, llm(), canonical(INTEGRATION, {**GEMINI, "deletion_protection": True}))
    assert [failure.property_path for failure in failures] == ["config.provider"]


def test_a_key_that_a_server_repeats_is_not_shown(emulator: Emulator, integration: Resource) -> None:
    """An error that quotes the inputs has `[secret]` instead of a key."""
    name = "first-key"  # the emulator quotes names
    emulator.add("integrations", {**llm(), "name": name})
    with pytest.raises(ArizeError, match=r"the name '\[secret\]' is taken"):
        integration.up({**GEMINI, "name": name})


WARNING = "`apiKeyVersion` changes, but no key is sent: the program sets none"


def warning(resource_type: ResourceType, old: Json, new: Json) -> str:
    """Return the warning of an update."""
    return missing_key_warning(resource_type, provider_changes(resource_type, old, new), new)


@pytest.mark.parametrize(
    "given", [llm(api_key=None), agent(headers={"x": "y"}), llm("CUSTOM", auth={"auth_type": "DEFAULT"})], ids=str
)
@pytest.mark.parametrize(("old", "new", "warns"), [(None, "1", True), ("1", "2", True), ("1", "1", False)])
def test_without_a_key(given: Json, old: Any, new: Any, *, warns: bool) -> None:
    """Another version, or the first, warns where the program has no key; header values are no keys."""
    found = warning(INTEGRATION, {**given, "api_key_version": old}, {**given, "api_key_version": new})
    assert found == (WARNING if warns else "")


@pytest.mark.parametrize(
    "given",
    [
        llm(),
        llm(api_key=UNKNOWN),
        {**llm(), "config": UNKNOWN},
        {**agent(), "config": UNKNOWN},
        llm("CUSTOM", auth=OAUTH),
        llm("AWS_BEDROCK", auth=BEARER),
        llm("AWS_BEDROCK", auth=UNKNOWN),
    ],
    ids=str,
)
def test_with_a_key(given: Json) -> None:
    """There is none where a key is set, or may be."""
    assert warning(INTEGRATION, {**given, "api_key_version": 1}, {**given, "api_key_version": 2}) == ""


def test_what_may_stay() -> None:
    """Nor is there one while the version is not known, or where it is removed; the flat form warns alike."""
    assert warning(AI_INTEGRATION, ai(), {**ai(), "api_key_version": UNKNOWN}) == ""
    assert warning(AI_INTEGRATION, {**ai(), "api_key_version": 1}, ai()) == ""
    assert warning(AI_INTEGRATION, ai(), {**ai(), "api_key_version": 1}) == WARNING
