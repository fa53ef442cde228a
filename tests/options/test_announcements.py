"""A preview names each secret that an update will send, also where the engine marks no line; and shows none."""

from __future__ import annotations

from typing import Any

import pytest
from tests.lifecycle.samples import BEARER, ai, llm
from tests.lifecycle.strategies import Json

from pulumi_arize.lifecycle.update_announcement import Announcement, announce_update
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION

KEYED = llm(api_key="k")
BEDROCK_PATHS = {"config.auth": False, "config.auth.api_key": True}
CASES: dict[str, tuple[Any, Json, Json, dict[str, bool]]] = {
    "a key": (INTEGRATION, KEYED, llm(api_key="new"), {"config.api_key": True}),
    "a removed key": (INTEGRATION, KEYED, llm(api_key=None), {"config.api_key": True}),
    "headers": (AI_INTEGRATION, ai(headers={"a": "1"}), ai(headers={"a": "2"}), {"headers": True}),
    "no secret": (INTEGRATION, KEYED, {**KEYED, "name": "B"}, {"name": False}),
    "a key in an object": (
        INTEGRATION,
        llm("AWS_BEDROCK", auth=BEARER),
        llm("AWS_BEDROCK", auth={**BEARER, "base_url": "https://b.example.com"}),
        BEDROCK_PATHS,
    ),
    "a key that is sent again": (
        INTEGRATION,
        {**KEYED, "api_key_version": 1},
        {**KEYED, "api_key_version": 2},
        {"config.api_key": True},
    ),
    "nothing": (INTEGRATION, KEYED, KEYED, {}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_sent(case: str) -> None:
    """Every path of a PATCH is there, with the secrets in an object that can only go whole."""
    kind, before, after, paths = CASES[case]
    assert announce_update(kind, before, after) == Announcement(paths)


def test_a_replacement_sends_all_secrets() -> None:
    """The new resource gets its key too, though the key is the same; also where `replace_on_changes` causes it."""
    sent = Announcement({"name": False, "config": False, "config.api_key": True}, "replacement")
    before = {**KEYED, "scopings": [{"organization_id": "o"}]}
    assert announce_update(INTEGRATION, before, llm("GEMINI", api_key="k")) == sent, "no removed `scopings` are sent"
    renamed = {**KEYED, "name": "Other"}
    assert announce_update(INTEGRATION, KEYED, renamed, "config\nname") == sent
    assert announce_update(INTEGRATION, KEYED, renamed, "config") == Announcement({"name": False})


def test_the_words() -> None:
    """Each path as the program writes it, and which of them are secret."""
    paths = {"name": False, "config.api_key": True}
    assert str(Announcement(paths)) == "the update sends `name`, `config.apiKey` (secret)"
    assert str(Announcement(paths, "replacement")) == "the replacement sends `name`, `config.apiKey` (secret)"
