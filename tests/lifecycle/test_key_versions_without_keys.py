"""The warning of an `api_key_version` that has no key to send again."""

from __future__ import annotations

from typing import Any

import pytest

from pulumi_arize.lifecycle.diff import missing_key_warning, provider_changes
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ResourceType
from pulumi_arize.unknown import UNKNOWN

from .samples import BEARER, OAUTH, agent, ai, llm
from .strategies import Json

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
