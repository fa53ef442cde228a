"""What an engine shows of the settings of a provider: those that change, and no secret of those that are wrong."""

from __future__ import annotations

import pytest

from pulumi_embedded.values import UNKNOWN

from .front_ends import Native
from .provider_process import Json

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


def test_an_update_names_the_settings_that_change(plugin: Native) -> None:
    """What is added, removed, changed and not known yet; the engine compares the values, as there are no details."""
    old = {"apiKey": "k", "host": "a.example.com", "requestTimeout": "5", "logFile": "l", "maxRetries": "1"}
    new = {"apiKey": UNKNOWN, "host": "a.example.com", "requestTimeout": "6", "maxRetries": "1", "retryDelay": "1"}
    response = plugin.plugin.diff_config(old, new)
    assert {*response.diffs} == {"apiKey", "requestTimeout", "logFile", "retryDelay"}
    assert not response.hasDetailedDiff
    assert not response.replaces
