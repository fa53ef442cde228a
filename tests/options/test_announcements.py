"""A preview names each secret that an update will send, also where the engine marks no line; and shows none."""

from __future__ import annotations

from typing import Any

import pytest

from pulumi_arize.lifecycle.update_announcement import announcement, sent_secret_paths
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION

Json = dict[str, Any]


def llm(provider: str, **config: Any) -> Json:
    """Return the arguments of an LLM integration."""
    return {"type": "LLM", "name": "It", "config": {"provider": provider, **config}}


def bedrock(**auth: Any) -> Json:
    """Return the arguments of an integration with AWS Bedrock."""
    return llm("AWS_BEDROCK", model_names=["m"], auth=auth)


KEYED = llm("OPEN_AI", api_key="k")
BEARER: Json = {"auth_type": "BEARER_TOKEN", "api_key": "k"}
FLAT: Json = {"name": "It", "provider": "OPEN_AI"}
BEDROCK_PATHS = {"config.auth": False, "config.auth.api_key": True}
CASES: dict[str, tuple[Any, Json, Json, dict[str, bool]]] = {
    "a key": (INTEGRATION, KEYED, llm("OPEN_AI", api_key="new"), {"config.api_key": True}),
    "a removed key": (INTEGRATION, KEYED, llm("OPEN_AI"), {"config.api_key": True}),
    "headers": (AI_INTEGRATION, {**FLAT, "headers": {"a": "1"}}, {**FLAT, "headers": {"a": "2"}}, {"headers": True}),
    "no secret": (INTEGRATION, KEYED, {**KEYED, "name": "B"}, {"name": False}),
    "a key in an object": (
        INTEGRATION,
        bedrock(**BEARER),
        bedrock(**BEARER, base_url="https://b.example.com"),
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
    assert sent_secret_paths(kind, before, after) == paths


def test_a_replacement_sends_all_secrets() -> None:
    """The new resource gets its key too, though the key is the same; also where `replace_on_changes` causes it."""
    before = {**KEYED, "scopings": [{"organization_id": "o"}]}
    paths = sent_secret_paths(INTEGRATION, before, llm("GEMINI", api_key="k"))
    assert paths == {"name": False, "config": False, "config.api_key": True}, "a creation sends no removed `scopings`"
    renamed = {**KEYED, "name": "Other"}
    assert "config.api_key" in sent_secret_paths(INTEGRATION, KEYED, renamed, "config\nname")
    assert sent_secret_paths(INTEGRATION, KEYED, renamed, "config") == {"name": False}


def test_the_words() -> None:
    """Each path as the program writes it, and which of them are secret."""
    output = announcement({"name": False, "config.api_key": True})
    assert output == "the update sends `name`, `config.apiKey` (secret)"
