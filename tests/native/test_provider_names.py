"""A provider of the program says which one it is where its settings are wrong; the stack's own names the stack's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pulumi.runtime.proto import provider_pb2

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_embedded.values import to_wire

from .conftest import Start
from .front_ends import Native, settings
from .provider_process import Failed

STACK_S_OWN = ("default", "default_0_1_0")


def urn(name: str) -> str:
    """Return the URN of a provider."""
    return f"urn:pulumi:dev::test::pulumi:providers:arize::{name}"


def said(call: Callable[[], object]) -> str:
    """Return the error that a call is answered with."""
    with pytest.raises(Failed) as caught:
        call()
    return str(caught.value)


def configured(start: Start, name: str, given: dict[str, Any]) -> Native:
    """Return the plugin as the engine configures it for a provider."""
    front = Native(start())
    request = provider_pb2.ConfigureRequest(args=to_wire(given), urn=urn(name), acceptSecrets=True)
    front.plugin.call("Configure", request)
    return front


@pytest.mark.parametrize("name", ["other", *STACK_S_OWN])
def test_a_key_that_is_not_taken(start: Start, emulator: Emulator, name: str) -> None:
    """A 401 names the provider that has the key, and the stack's configuration where the key is from there."""
    front = configured(start, name, settings(emulator, apiKey="s3cret-other"))
    given = {"name": "A", "config": {"provider": "OPEN_AI", "api_key": "k"}}
    inputs, _ = front.check(INTEGRATION, {}, given)
    for message in (
        said(lambda: front.create(INTEGRATION, inputs)),
        said(lambda: front.plugin.invoke("arize:index:getIntegration", {"name": "A"})),
    ):
        assert "401" in message
        assert "s3cret" not in message
        if name == "other":
            assert message.endswith("check the API key, which is from `apiKey` of the provider 'other'")
        else:
            assert "which is from arize:apiKey: `pulumi config set --secret arize:apiKey <key>`" in message


def test_an_address_where_nobody_listens(start: Start, emulator: Emulator) -> None:
    """So does an address that is wrong."""
    front = configured(start, "other", {**settings(emulator), "port": "1"})
    message = said(lambda: front.plugin.invoke("arize:index:getSpace", {"name": "A"}))
    assert "no answer from 127.0.0.1:1: " in message
    assert "check `host`, `scheme` and `port` of the provider 'other', or" in message
    assert "arize:" not in message


def test_a_key_that_is_missing(start: Start) -> None:
    """A provider of the program without a key is not sent to the stack's configuration."""
    plugin = start()
    (failure,) = plugin.check_config({})[1]
    assert failure[0] == "apiKey"
    assert failure[1].startswith("no API key for this provider: give it one, or set ARIZE_API_KEY")


def test_a_value_of_the_environment(start: Start) -> None:
    """What is wrong in the environment is said to be from there."""
    (failure,) = start(ARIZE_API_KEY="k", ARIZE_API_PORT="x").check_config({})[1]
    assert failure == ("port", "must be a whole number, in ARIZE_API_PORT")


def test_misspelt_settings(start: Start) -> None:
    """A setting that there is not names the one that comes near; what the engine keeps among them is no mistake."""
    given = {"apiKey": "k", "hots": "a.example", "version": "0.1.0", "pluginDownloadURL": "https://x", "__internal": {}}
    (failure,) = start().check_config(given)[1]
    assert failure == ("hots", "is no setting of this provider; did you mean host?")
