"""Paths of properties: a program's words for them hold in the state of either front end."""

from __future__ import annotations

import pytest

from pulumi_arize.names import INTEGRATION
from pulumi_arize.property_names import in_both_spellings

PATHS = {
    "name": ["name"],
    "config.base_url": ["config.base_url", "config.baseUrl"],
    "config.baseUrl": ["config.base_url", "config.baseUrl"],
    "config.request_presets[0].created_at": [
        "config.request_presets[0].created_at",
        "config.requestPresets[0].createdAt",
    ],
    'config["base_url"]': ['config["base_url"]', 'config["baseUrl"]'],
    "config.auth.*": ["config.auth.*"],
    "config.input_schema.api_key": ["config.input_schema.api_key", "config.inputSchema.api_key"],
    "config.headers.base_url": ["config.headers.base_url"],
}


@pytest.mark.parametrize("path", PATHS)
def test_both_spellings(path: str) -> None:
    """Fields have both; what is the user's own stays as it is."""
    assert in_both_spellings([path], INTEGRATION) == PATHS[path]
