"""The client: what it sends with every request, and the errors for invalid responses."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from tests.raw_server import KEY, Request, Response, serving

from pulumi_arize import __version__
from pulumi_arize.api.account import Account
from pulumi_arize.api.client import PAGE_SIZE, Client, item_path
from pulumi_arize.errors import ApiConnectionError, ApiError, ApiStatusError, ArizeError, InvalidResponse, SettingsError
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.settings import load


def message(action: Callable[[], object], error: type[ArizeError]) -> str:
    """Return the message of the error that an action raises: one line, without the key."""
    with pytest.raises(error) as caught:
        action()
    output = str(caught.value)
    assert "\n" not in output
    assert KEY not in output
    assert caught.value.__cause__ is None
    return output


def test_headers() -> None:
    """Every request has the key and a user agent."""
    with serving(lambda _: Response()) as server:
        Client(server.settings()).request("GET", "/v2/integrations")
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["user-agent"] == f"pulumi-arize/{__version__}"
    assert request.headers["accept"] == "application/json"


def test_body() -> None:
    """A body is sent as JSON, and the object in the response is returned."""
    with serving(lambda request: Response(request.body)) as server:
        response = Client(server.settings()).request("PATCH", "/x", {"name": "é", "config": None})
    assert response == {"name": "é", "config": None}
    assert json.loads(server.requests[0].body) == response
    assert server.requests[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize("key", [f"{KEY}\n", f"{KEY}\r\n", f"{KEY}\nx"])
def test_a_key_with_a_line_end(key: str) -> None:
    """A key with a line end is sent without it, or refused with the setting's name, and never shown."""
    with serving(lambda _: Response()) as server:
        output = outcome(lambda: Client(server.settings(apiKey=key)).request("GET", "/x"))
        sent = [request.headers["authorization"] for request in server.requests]
    assert KEY not in output
    assert "arize:apiKey" in output or sent == [f"Bearer {KEY}"]


def outcome(action: Callable[[], object]) -> str:
    """Return the message of the error that an action raises, nothing where it succeeds."""
    try:
        action()
    except ArizeError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("item_id", ["TGxt/Zz09+==", "../../v2/spaces", "a b?c=d#e", "%2e%2e", "é", "\ud800"])
def test_ids_are_escaped(item_id: str) -> None:
    """No ID changes the path: it arrives unchanged in one segment."""
    with serving(lambda _: Response()) as server:
        Client(server.settings()).request("GET", item_path("/v2/integrations", item_id))
    prefix, _, last = server.requests[0].target.rpartition("/")
    assert (prefix, unquote(last, errors="surrogatepass")) == ("/v2/integrations", item_id)
    assert "?" not in last


@pytest.mark.parametrize("item_id", ["", ".", ".."])
def test_invalid_ids(item_id: str) -> None:
    """An ID that would lead to another path, also when it is escaped, is refused before anything is sent."""
    with serving(lambda _: Response()) as server:
        account = Account(server.settings())
        output = message(lambda: account.collections[INTEGRATION].delete(item_id), ApiError)
    assert repr(item_id) in output
    assert server.requests == []


def test_no_body() -> None:
    """A response without a body is an empty object."""
    with serving(lambda _: Response(b"", 204)) as server:
        assert Client(server.settings()).request("DELETE", "/x") == {}


BAD = {
    "html": Response(b"<html>Sign in</html>", 200, {"content-type": "text/html"}),
    "text": Response(b"OK", 200, {"content-type": "text/plain"}),
    "truncated": Response(b'{"id": "a'),
    "list": Response(b"[]", 200, {"content-type": "application/problem+json"}),
    "null": Response(b"null"),
    "no UTF-8": Response(b'{"a": "\xff"}'),
    "deep": Response(b"[" * 100_000),
}


@pytest.mark.parametrize("case", BAD)
def test_invalid_responses(case: str) -> None:
    """An InvalidResponse names the host, and says of JSON that it is incomplete or no object, not that it is none."""
    kind = BAD[case].headers["content-type"]
    words = f"{kind} that is incomplete, or no object" if "json" in kind else kind
    with serving(lambda _: BAD[case]) as server:
        client = Client(server.settings())
        output = message(lambda: client.request("GET", "/x"), InvalidResponse)
    assert f"is not a JSON object but {words}: is 127.0.0.1" in output


def test_connection_lost() -> None:
    """A connection that is lost during the response is an ApiConnectionError."""
    with serving(lambda _: Response(b'{"id"', length=100)) as server:
        client = Client(server.settings())
        assert "127.0.0.1" in message(lambda: client.request("GET", "/x"), ApiConnectionError)


@pytest.mark.parametrize("host", ["arize.invalid", "arize..com"])
def test_unknown_host(host: str) -> None:
    """A host that no name server knows, or can be asked for, is an ApiConnectionError that names it."""
    client = Client(load({"apiKey": KEY, "host": host, "maxRetries": 0}.get, {}))
    assert host in message(lambda: client.request("GET", "/x"), ApiConnectionError)


@pytest.mark.parametrize(
    ("configured", "part"),
    [
        ({"host": "arize.example:8443", "port": 443}, "arize:port"),
        ({"host": "a:b:c"}, "arize:host"),
        ({"proxyUrl": "http://me:pass#word@proxy.example"}, "arize:proxyUrl"),
        ({"proxyUrl": "socks5://proxy.example:1080"}, "socks"),
    ],
)
def test_invalid_addresses(configured: dict[str, Any], part: str) -> None:
    """An invalid host, port or proxy is an error of one line that names the setting, without a password."""
    output = message(lambda: Client(load({"apiKey": KEY, **configured}.get, {})), SettingsError)
    assert part in output
    assert "pass" not in output


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects(status: int) -> None:
    """A redirect is an error that says what to check; the key is not sent to another host."""
    with serving(lambda _: Response()) as elsewhere:
        moved = Response(b"", status, {"location": f"http://127.0.0.1:{elsewhere.port}/x"})
        with serving(lambda _: moved) as server:
            client = Client(server.settings())
            output = message(lambda: client.request("GET", "/x"), ApiStatusError)
    assert elsewhere.requests == []
    assert str(status) in output
    assert "arize:host" in output


def test_pages() -> None:
    """Pages are requested one by one, of the largest size, each with the cursor of the one before."""
    pages = {"": (["a", "b"], "c 1&"), "c 1&": (["c"], None)}

    def respond(request: Request) -> Response:
        cursor = unquote(request.target.partition("cursor=")[2].replace("+", " "))
        found, following = pages[cursor]
        pagination = {"has_more": following is not None, **({"next_cursor": following} if following else {})}
        items = [{"id": item} for item in found]
        return Response(json.dumps({"items": items, "pagination": pagination}).encode())

    with serving(respond) as server:
        listing = Client(server.settings()).pages("/x", "items", {"name": "a"})
        assert [item["id"] for item in next(listing)] == ["a", "b"]
        assert len(server.requests) == 1
        assert [[item["id"] for item in page] for page in listing] == [["c"]]
    assert all(f"limit={PAGE_SIZE}" in request.target and "name=a" in request.target for request in server.requests)


def test_pages_in_a_circle() -> None:
    """A list whose cursors lead back to a page is an InvalidResponse, after each page was read once."""
    following = {"": "b", "b": "c", "c": "b"}

    def respond(request: Request) -> Response:
        cursor = following[request.target.partition("cursor=")[2]]
        return Response(json.dumps({"items": [], "pagination": {"has_more": True, "next_cursor": cursor}}).encode())

    with serving(respond) as server:
        client = Client(server.settings())
        assert "does not end" in message(lambda: list(client.pages("/x", "items")), InvalidResponse)
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "body",
    [
        {"items": [{"id": "a"}]},
        {"items": [{"id": "a"}], "pagination": None},
        {"items": [{"id": "a"}], "pagination": {"has_more": True}},
        {"items": [{"id": "a"}, None, "x"], "pagination": {"has_more": False, "next_cursor": "c"}},
    ],
)
def test_last_page(body: dict[str, object]) -> None:
    """A page without a next cursor is the last; an item that is not an object is ignored."""
    with serving(lambda _: Response(json.dumps(body).encode())) as server:
        assert list(Client(server.settings()).pages("/x", "items")) == [[{"id": "a"}]]


@pytest.mark.parametrize("body", [{}, {"items": None}, {"items": {}}])
def test_no_list(body: dict[str, object]) -> None:
    """A response without the list is an InvalidResponse."""
    with serving(lambda _: Response(json.dumps(body).encode())) as server:
        client = Client(server.settings())
        assert "'items'" in message(lambda: list(client.pages("/x", "items")), InvalidResponse)
