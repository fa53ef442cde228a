"""What an engine shows of the settings of a provider: those that change, and no secret of those that are wrong."""

from __future__ import annotations

import pytest
from pulumi.runtime.proto import provider_pb2

from pulumi_embedded.values import UNKNOWN

from .front_ends import Native
from .provider_process import Json

PropertyDiff = provider_pb2.PropertyDiff
SECRET = "s3cret value"
WRONG: dict[str, Json] = {
    "an API key": {"apiKey": SECRET},
    "a proxy": {"apiKey": "k", "proxyUrl": SECRET},
    "a misspelt one": {"apiKey": "k", "apikey": SECRET},
    "one that only the program makes secret, which the engine does not tell": {"apiKey": "k", "host": SECRET},
}


@pytest.mark.parametrize("case", WRONG)
def test_the_engine_finds_no_value_at_the_path_of_a_failure(plugin: Native, case: str) -> None:
    """The engine prints the value that it finds by the path of a failure: by `["apiKey"]` it finds none."""
    inputs, failures = plugin.plugin.check_config(WRONG[case])
    ((path, reason),) = failures
    assert path == f'["{[*WRONG[case]][-1]}"]'
    assert path not in inputs
    assert SECRET not in reason


def test_an_update_shows_the_settings_that_change(plugin: Native) -> None:
    """What is added, removed and changed, also a secret, which the engine cannot compare, and the plugin's version."""
    old = {"apiKey": "k", "host": "a.example.com", "requestTimeout": "5", "logFile": "l", "version": "0.0.9"}
    new = {"apiKey": UNKNOWN, "host": "a.example.com", "requestTimeout": "6", "retryDelay": "1", "version": "0.1.0"}
    response = plugin.plugin.diff_config(old, new)
    assert {name: item.kind for name, item in response.detailedDiff.items()} == {
        "apiKey": PropertyDiff.UPDATE,
        "requestTimeout": PropertyDiff.UPDATE,
        "logFile": PropertyDiff.DELETE,
        "retryDelay": PropertyDiff.ADD,
        "version": PropertyDiff.UPDATE,
    }
    assert response.hasDetailedDiff
    assert not response.replaces


def test_another_account_shows_the_settings_that_replace(plugin: Native) -> None:
    """Those of the address replace the provider, the others only change."""
    response = plugin.plugin.diff_config({"apiKey": "k"}, {"apiKey": "l", "host": "a.example.com"})
    assert {name: item.kind for name, item in response.detailedDiff.items()} == {
        "apiKey": PropertyDiff.UPDATE,
        "host": PropertyDiff.ADD_REPLACE,
    }


def test_no_change_has_no_details(plugin: Native) -> None:
    """The engine then decides by itself whether the provider changes."""
    response = plugin.plugin.diff_config({"apiKey": "k"}, {"apiKey": "k"})
    assert not response.hasDetailedDiff
