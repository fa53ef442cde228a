"""Previews of adoptions in which a value is not known yet: it is no difference, and no error."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION, SERVICE_KEY
from pulumi_arize.unknown import UNKNOWN

from .deployed_resource import KINDS, canonical, failures_of
from .samples import llm
from .service_keys import ServiceKey, in_days, key_args

SPACE_ARGS = {"name": "Production", "organization_id": "T3JnYW5pemF0aW9uOjE6YWJjZA==", "adopt": "Production"}
LATER = "; not known yet, so compared in the update: "


@pytest.mark.parametrize(
    ("kind", "given", "unknown"),
    [
        ("Space", SPACE_ARGS, {"organization_id": UNKNOWN}),
        ("Space", SPACE_ARGS, {"adopt": UNKNOWN}),
        ("Integration", {**llm(), "adopt": "Chat"}, {"adopt": UNKNOWN}),
        ("Integration", {**llm(), "adopt": "Chat"}, {"type": UNKNOWN}),
    ],
    ids=["organization", "space", "integration", "type"],
)
def test_a_value_that_is_not_known_later_is_no_problem(kind: str, given: Any, unknown: Any) -> None:
    """A preview of what has been adopted waits for values that the update will know, and may be the same."""
    deployed = canonical(KINDS[kind], given)
    canonical(KINDS[kind], {**given, **unknown}, deployed)
    canonical(KINDS[kind], given, deployed)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"organization_id": "other"}, "leave it out to replace the space"),
        ({"adopt": "Staging"}, "cannot change: this resource has adopted 'Production'"),
    ],
)
def test_a_change_is_one(changed: Any, reason: str) -> None:
    """A value that is known, and another one, is a problem still."""
    given = {**SPACE_ARGS, "deletion_protection": False}
    found = failures_of("Space", {**given, **changed}, canonical(KINDS["Space"], given))
    assert [text.startswith(reason) for text in found.values()] == [True]


def test_an_expired_key_is_not_sent_for_a_value_that_is_not_known(emulator: Emulator) -> None:
    """A time in the past is a problem where a new key is certain to be sent."""
    old = {**key_args(emulator), "expires_at": in_days(-1)}
    canonical(SERVICE_KEY, {**old, "organizations": UNKNOWN}, old)
    assert failures_of("ServiceKey", {**old, "name": "other"}, old) == {"expires_at": "must be in the future"}


@pytest.mark.parametrize("unknown", ["organizations", "organization", "space"])
def test_a_service_key_is_adopted_together_with_its_spaces(emulator: Emulator, behind: Account, unknown: str) -> None:
    """Its first preview knows no id of a space that the same program adopts: nothing is said to differ."""
    key = ServiceKey(emulator, behind)
    key.deploy(key_args(emulator))
    ((organization, space),) = [
        (item["organization_id"], item["spaces"][0]["space_id"]) for item in key_args(emulator)["organizations"]
    ]
    spaces = [{"space_id": UNKNOWN if unknown != "space" else space}]
    organizations = [{"organization_id": UNKNOWN if unknown == "organization" else organization, "spaces": spaces}]
    given = key_args(emulator, adopt="CI", organizations=UNKNOWN if unknown == "organizations" else organizations)
    described = key.verbs.describe_adoption(canonical(SERVICE_KEY, given))
    assert described.endswith("adopts the existing service key 'CI' and creates none; it changes nothing")


def test_what_turns_out_to_differ_is_not_adopted(emulator: Emulator, behind: Account) -> None:
    """Once the roles are known, another organization is an error, and nothing is sent."""
    key = ServiceKey(emulator, behind)
    key.deploy(key_args(emulator))
    organizations = [{"organization_id": "other", "spaces": [{"space_id": "other"}]}]
    with pytest.raises(ArizeError, match="cannot be adopted: its `organizations` is"):
        ServiceKey(emulator, behind).up(key_args(emulator, adopt="CI", organizations=organizations))


@pytest.mark.parametrize(
    ("given", "effect"),
    [
        ({"scopings": [{"organization_id": UNKNOWN}]}, f"it changes nothing{LATER}`scopings`"),
        ({"scopings": UNKNOWN, "name": "Renamed"}, f"it changes `name`{LATER}`scopings`"),
        ({"scopings": [{"organization_id": "other"}]}, "it changes `scopings`"),
        ({"config": UNKNOWN}, f"it changes nothing{LATER}`config`"),
    ],
)
def test_a_value_that_is_not_known_yet_is_no_change(
    emulator: Emulator, behind: Account, given: dict[str, Any], effect: str
) -> None:
    """An integration that is adopted together with its spaces is not said to change, for their ids are not known."""
    held = emulator.add("integrations", {**llm(), "name": "Chat"})["id"]
    inputs = canonical(INTEGRATION, {**llm(api_key=None), "name": "Chat", "adopt": held, **given})
    described = lifecycle(INTEGRATION, behind).describe_adoption(inputs)
    assert described.endswith(f"creates none; {effect}")


def test_the_preview_says_what_is_adopted(emulator: Emulator, behind: Account) -> None:
    """While the type is not known, nothing is sent and nothing fails: the update finds the integration."""
    emulator.add("integrations", llm())
    inputs = canonical(INTEGRATION, {**llm(), "type": UNKNOWN, "adopt": "Chat"})
    described = lifecycle(INTEGRATION, behind).describe_adoption(inputs)
    assert described == "integration: adopts the existing integration 'Chat' and creates none"
    assert emulator.requests == []
