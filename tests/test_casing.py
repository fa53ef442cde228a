"""The names of properties in snake_case and in camelCase."""

from __future__ import annotations

import pytest

from pulumi_arize._generated.property_names import INTEGRATION
from pulumi_arize.casing import both_casings, words_to_camel_case, words_to_snake_case

PATHS = {
    "name": "name",
    "config.base_url": "config.baseUrl",
    "config.request_presets[0].created_at": "config.requestPresets[0].createdAt",
    'config["base_url"]': 'config["baseUrl"]',
    "config.auth.*": "config.auth.*",
    "config.input_schema.api_key": "config.inputSchema.api_key",
    "config.headers.base_url": "config.headers.base_url",
}


@pytest.mark.parametrize(("snake", "camel"), PATHS.items())
def test_both_casings(snake: str, camel: str) -> None:
    """Fields are written in both casings, from either; keys of the user's stay as they are."""
    assert both_casings(snake, INTEGRATION) == both_casings(camel, INTEGRATION) == (snake, camel)


TEXTS = {
    "base_url and api_key": "baseUrl and apiKey",
    "adopted 'base_url', not \"api_key\"; base_url": "adopted 'base_url', not \"api_key\"; baseUrl",
    "the server's base_url, and the users' api_key": "the server's baseUrl, and the users' apiKey",
    "my_own_word": "my_own_word",
}


@pytest.mark.parametrize("text", TEXTS)
def test_words(text: str) -> None:
    """Names of fields in a text become camelCase, and again snake_case; quoted values and other words stay."""
    assert words_to_camel_case(text, INTEGRATION) == TEXTS[text]
    assert words_to_snake_case(TEXTS[text], INTEGRATION) == text
