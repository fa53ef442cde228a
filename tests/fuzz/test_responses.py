"""Any bytes, headers and statuses for a response: values or an error of ours, in bounded time."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.raw_server import Server, message

from pulumi_arize.lifecycle.check import check

from . import targets
from .documents import as_json, bodies, headers, legal, responses, states, statuses

pytestmark = pytest.mark.soak


@targets.in_time(25)
@given(statuses, headers, bodies)
def test_any_refusal(status: int, received: dict[str, bytes], body: bytes) -> None:
    """Any refusal makes an error of a line or two."""
    targets.parsed(status, {name: value.decode("latin-1") for name, value in received.items()}, body)


@targets.in_time(10)
@given(statuses, headers, bodies, st.none() | st.integers(0, 300))
def test_any_response(server: Server, status: int, received: dict[str, bytes], body: bytes, length: int | None) -> None:
    """Whatever a server responds to a request, the client returns an object or raises an error of ours."""
    server.respond = lambda _: message(status, received, body, length=length)
    account = targets.account(server)
    for method in ("GET", "POST"):
        with targets.only_our_errors():
            account.client.request(method, "/v2/integrations", {"name": "n"} if method == "POST" else None)
    assert account.client.clock.now() > 0


@targets.in_time(10)
@given(st.binary(max_size=100))
def test_any_bytes(server: Server, received: bytes) -> None:
    """A server that does not speak HTTP is an error of ours."""
    server.respond = lambda _: received
    with targets.only_our_errors():
        targets.account(server).client.request("GET", "/v2/integrations")


@pytest.mark.parametrize("kind", targets.KINDS)
@targets.in_time(10)
@given(data=st.data())
def test_any_life(server: Server, kind: str, data: st.DataObject) -> None:
    """Whatever the state holds and the server responds, each operation returns or raises an error of ours."""
    document: dict[str, Any] = data.draw(responses(kind))
    output = message(data.draw(st.sampled_from([200, 200, 409, 500])), {}, as_json(document))
    server.respond = lambda _: output
    inputs, problems = check(targets.KINDS[kind], data.draw(legal[kind]))
    assert problems == []
    account = targets.account(server)
    targets.lived(targets.KINDS[kind], account, inputs, data.draw(states(kind)))
