"""The hint of a 400 over plain http: about the scheme only where a web server says that it is the wrong one."""

from __future__ import annotations

import pytest
from tests.lifecycle.deployed_resource import account

from arize_emulator import Emulator
from pulumi_arize.errors import ApiStatusError


def test_an_error_of_the_api_is_not_about_the_scheme(emulator: Emulator) -> None:
    """The API's own document, which contains an https URL in its `type`, stands as it is."""
    with pytest.raises(ApiStatusError, match="400 Bad Request: the integration's ID is not a valid ID") as failure:
        account(emulator).client.request("GET", "/v2/integrations/zzz")
    assert "https" in str(failure.value.problem["type"])
    assert "requires https" not in str(failure.value)
