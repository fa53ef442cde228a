"""A server that accepts the connection and does not respond, and how a message names several settings."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from tests.raw_server import Request, Response, Server, serving

from pulumi_arize.api.client import Client
from pulumi_arize.errors import ArizeError
from pulumi_arize.settings import ENVIRONMENT, STACK, Origin, load

PROVIDER = Origin("`{}`", "", " of the provider 'x'")
HURRIED = {"requestTimeout": 0.05, "maxRetries": 6, "retryDelay": 0.001, "maxRetryDelay": 0.002}


@pytest.fixture
def silent() -> Iterator[Server]:
    """Return a server that responds only to `/known`."""
    end = threading.Event()

    def respond(request: Request) -> Response:
        if "known" not in request.target:
            end.wait(20)
        return Response()

    with serving(respond) as server:
        yield server
        end.set()


def test_one_that_has_never_answered(silent: Server) -> None:
    """Its address may be wrong: the request is tried four times, and the message names the settings of the address."""
    with pytest.raises(ArizeError, match="tried 4 times") as caught:
        Client(silent.settings(**HURRIED)).request("GET", "/x")
    output = str(caught.value)
    assert f"no response from 127.0.0.1:{silent.port} in time; " in output
    assert "check arize:host, arize:scheme and arize:port, or see arize:requestTimeout" in output


def test_one_that_has_answered_before(silent: Server) -> None:
    """It may respond again: the request is retried as often as the settings say."""
    client = Client(silent.settings(**HURRIED))
    client.request("GET", "/known")
    with pytest.raises(ArizeError, match="in time; see arize:requestTimeout; tried 7 times"):
        client.request("GET", "/x")


@pytest.mark.parametrize(
    ("origin", "host", "address"),
    [
        (STACK, "arize:host", "arize:host and arize:port and ARIZE_REQUEST_VERIFY"),
        (PROVIDER, "`host` of the provider 'x'", "`host` and `port` of the provider 'x' and ARIZE_REQUEST_VERIFY"),
    ],
)
def test_several_settings(origin: Origin, host: str, address: str) -> None:
    """Their place stands once in the message; a value of the environment is named by its variable."""
    environment = {"ARIZE_API_KEY": "k", "ARIZE_REQUEST_VERIFY": "true"}
    configured: dict[str, Any] = {"port": 1, "host": "a.example.com"}
    settings = load(configured.get, environment, origin=origin)
    assert settings.source("host") == host
    assert settings.source("host", "verify", "port") == address


def test_only_variables_are_named(silent: Server) -> None:
    """The error of a command that reads its settings from variables alone names no setting of a stack."""
    variables = {"ARIZE_API_KEY": "k", "ARIZE_API_HOST": f"127.0.0.1:{silent.port}", "ARIZE_API_SCHEME": "http"}
    settings = load(lambda _: None, variables, origin=ENVIRONMENT)
    client = Client(settings.model_copy(update={"request_timeout": 0.2, "max_retries": 0}))
    with pytest.raises(ArizeError, match=r"in time; check ARIZE_API_HOST and ARIZE_API_SCHEME$"):
        client.request("GET", "/x")


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "no API key for Arize: set ARIZE_API_KEY"),
        (
            {"ARIZE_API_KEY": "a b", "ARIZE_API_PORT": "x"},
            "invalid settings for Arize: ARIZE_API_KEY: must be printable ASCII without spaces: was it copied "
            "completely?; ARIZE_API_PORT: must be a whole number",
        ),
    ],
)
def test_wrong_variables(variables: dict[str, str], message: str) -> None:
    """Nor does the error of a variable that is missing or wrong."""
    with pytest.raises(ArizeError) as caught:
        load(lambda _: None, variables, origin=ENVIRONMENT)
    assert str(caught.value) == message


def test_nothing_but_the_environment() -> None:
    """A command that reads the environment only names variables, also where none is set."""
    nothing: dict[str, Any] = {}
    settings = load(
        nothing.get, {"ARIZE_API_KEY": "k", "ARIZE_API_HOST": "a", "ARIZE_API_PORT": "1"}, origin=ENVIRONMENT
    )
    assert settings.address_source == "ARIZE_API_HOST and ARIZE_API_PORT"
    assert settings.source("proxy_url") == "ARIZE_PROXY_URL"
