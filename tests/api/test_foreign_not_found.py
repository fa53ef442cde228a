"""A 404 that is not the API's, such as that of a gateway to which the host leads: it says nothing about a resource."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.raw_server import Response, Server, serving

from pulumi_arize.api.account import Account
from pulumi_arize.errors import ApiStatusError, ArizeError, NotFound
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, ORGANIZATION, SPACE, ResourceType

HTML = {"content-type": "text/html"}
GATEWAYS = {
    "page": Response(b"<html><h1>404 Not Found</h1></html>", 404, HTML),
    "text": Response(b"default backend - 404", 404, {"content-type": "text/plain"}),
    "empty": Response(b"", 404, {}),
    "json": Response(b'{"message": "no Route matched with those values"}', 404),
}
PROBLEM = Response(b'{"title": "Not Found", "status": 404}', 404, {"content-type": "application/problem+json"})
STATES: dict[ResourceType, dict[str, Any]] = {
    INTEGRATION: {"type": "LLM", "config": {"provider": "OPEN_AI", "has_api_key": True}, "scopings": []},
    AI_INTEGRATION: {"provider": "OPEN_AI", "scopings": []},
    ORGANIZATION: {"deletion_protection": False},
    SPACE: {"organization_id": "T3Jn", "deletion_protection": False},
}


@pytest.fixture(params=GATEWAYS)
def gateway(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Return a server that answers every request with the 404 of a gateway."""
    with serving(lambda _: GATEWAYS[request.param]) as server:
        yield server


@pytest.mark.parametrize("resource_type", STATES, ids=lambda item: item.name)
def test_nothing_counts_as_deleted(gateway: Server, resource_type: ResourceType) -> None:
    """Neither a refresh nor a delete takes it for the answer that the resource is gone; the error names the host."""
    operations = lifecycle(resource_type, Account(gateway.settings()))
    state = {"id": "QWJj", "name": "Prod", **STATES[resource_type]}
    names_the_host = r"is 127\.0\.0\.1:\d+, from arize:host, .* the API of Arize\?"
    with pytest.raises(ArizeError, match=names_the_host):
        operations.read("QWJj", state, ())
    with pytest.raises(ArizeError, match=names_the_host):
        operations.delete("QWJj", state)


@pytest.mark.parametrize("body", [b"<html>Access denied by the firewall</html>", b"", b"{}"])
def test_no_permission_is_lacking(body: bytes) -> None:
    """A 403 of a firewall does not say that the key lacks a permission."""
    with serving(lambda _: Response(body, 403, HTML)) as server, pytest.raises(ApiStatusError) as caught:
        Account(server.settings()).client.request("GET", "/v2/spaces")
    assert "is not an error of the API" in str(caught.value)
    assert "permission" not in str(caught.value)


def test_no_dialect_follows(gateway: Server) -> None:
    """The server's dialect is not known by it: the next request detects again."""
    with pytest.raises(ApiStatusError, match="the API of Arize"):
        Account(gateway.settings()).dialect()


def test_the_api_says_that_it_is_gone() -> None:
    """A problem document is the API's: the resource is gone."""
    with serving(lambda _: PROBLEM) as server:
        account = Account(server.settings())
        with pytest.raises(NotFound, match="it does not exist, or the key may not read it"):
            account.collections[INTEGRATION].get("QWJj")
        assert lifecycle(INTEGRATION, account).read("QWJj", {"id": "QWJj", **STATES[INTEGRATION]}, ()) is None
