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


BEARER: Json = {"auth_type": "BEARER_TOKEN", "api_key": "k"}
CASES: dict[str, tuple[Any, Json, Json, dict[str, bool]]] = {
    "a key": (
        INTEGRATION,
        llm("OPEN_AI", api_key="old"),
        llm("OPEN_AI", api_key="new"),
        {"config.api_key": True},
    ),
    "a key that is taken away": (
        INTEGRATION,
        llm("OPEN_AI", api_key="old"),
        llm("OPEN_AI"),
        {"config.api_key": True},
    ),
    "headers": (
        AI_INTEGRATION,
        {"name": "It", "provider": "OPEN_AI", "headers": {"a": "1"}},
        {"name": "It", "provider": "OPEN_AI", "headers": {"a": "2"}},
        {"headers": True},
    ),
    "no secret": (
        INTEGRATION,
        llm("OPEN_AI", api_key="k"),
        {**llm("OPEN_AI", api_key="k"), "name": "B"},
        {"name": False},
    ),
    "a key that goes with an object": (
        INTEGRATION,
        bedrock(**BEARER),
        bedrock(**BEARER, base_url="https://b.example.com"),
        {"config.auth": False, "config.auth.api_key": True},
    ),
    "a key that is sent again": (
        INTEGRATION,
        {**llm("OPEN_AI", api_key="k"), "api_key_version": 1},
        {**llm("OPEN_AI", api_key="k"), "api_key_version": 2},
        {"config.api_key": True},
    ),
    "nothing": (INTEGRATION, llm("OPEN_AI", api_key="k"), llm("OPEN_AI", api_key="k"), {}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_sent(case: str) -> None:
    """Every path of a PATCH is there, with the secrets in an object that can only go whole."""
    kind, before, after, paths = CASES[case]
    assert sent_secret_paths(kind, before, after) == paths


def test_a_replacement_sends_all_secrets() -> None:
    """What is created in the place of another gets its key too, though that is the same."""
    paths = sent_secret_paths(INTEGRATION, llm("OPEN_AI", api_key="k"), llm("GEMINI", api_key="k"))
    assert paths["config.provider"] is False
    assert paths["config.api_key"] is True


def test_a_replacement_that_an_option_asks_for_sends_all_secrets() -> None:
    """A change at a path of `replace_on_changes` creates another one, which gets its key too; no other change does."""
    before, after = llm("OPEN_AI", api_key="k"), {**llm("OPEN_AI", api_key="k"), "name": "Other"}
    assert "config.api_key" in sent_secret_paths(INTEGRATION, before, after, "config\nname")
    assert sent_secret_paths(INTEGRATION, before, after, "config") == {"name": False}


def test_the_words() -> None:
    """Each path as the program writes it, and which of them are secret."""
    output = announcement({"name": False, "config.api_key": True})
    assert output == "the update sends `name`, `config.api_key` (secret)"
