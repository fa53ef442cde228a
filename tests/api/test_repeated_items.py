"""Items that a server lists twice are one item, wherever lists are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.raw_server import Request, Response, serving

from pulumi_arize.api.account import Account
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.find_existing import find_adoptable, resolve_import_id
from pulumi_arize.lifecycle.lookups import lookup
from pulumi_arize.model.functions import (
    GET_AI_INTEGRATION,
    GET_INTEGRATION,
    GET_ORGANIZATION,
    GET_SPACE,
    LIST_INTEGRATIONS,
    Function,
)
from pulumi_arize.model.resource_types import INTEGRATION

Json = dict[str, object]
ITEMS = {"integrations", "ai_integrations", "organizations", "spaces"}


def item(number: int, name: str, type_: str = "LLM") -> Json:
    """Return an item of a list."""
    return {"id": f"id-{number}", "name": name, "type": type_, "config": {"provider": "OPEN_AI"}}


ALPHA, BETA, AGENT = item(1, "Alpha"), item(2, "Beta"), item(3, "Alpha", "AGENT")


def shifting(request: Request) -> Response:
    """Response with two pages between which an item was created: the last item of the first page comes again."""
    later = "cursor" in parse_qs(urlsplit(request.target).query)
    items = [ALPHA] if later else [BETA, ALPHA]
    return listed(request, items, {"has_more": not later, "next_cursor": "second"})


def ignoring_filters(request: Request) -> Response:
    """Response with every item, whatever the filters."""
    return listed(request, [AGENT, BETA, ALPHA] if "ai-integrations" not in request.target else [ALPHA], {})


def listed(request: Request, items: list[Json], pagination: Json) -> Response:
    """Response a request for any list."""
    name = next(name for name in ITEMS if f"/{name.replace('_', '-')}?" in request.target)
    return Response(json.dumps({name: items, "pagination": pagination}).encode())


LOOKUPS = (GET_INTEGRATION, GET_AI_INTEGRATION, GET_ORGANIZATION, GET_SPACE)


@pytest.mark.parametrize("function", LOOKUPS, ids=lambda function: function.name)
def test_lookups(function: Function) -> None:
    """A lookup by name finds one item that is listed twice."""
    with serving(shifting) as server:
        found = lookup(function, Account(server.settings(apiDialect="current")), {"name": "Alpha"})
    assert isinstance(found, dict)
    assert found["id"] == "id-1"


@pytest.mark.parametrize("respond", [shifting, ignoring_filters])
def test_lists(respond: Callable[[Request], Response]) -> None:
    """A list has each item once, and only items of the requested type."""
    with serving(respond) as server:
        account = Account(server.settings(apiDialect="current"))
        everything = ids(lookup(LIST_INTEGRATIONS, account, {}))
        of_a_type = ids(lookup(LIST_INTEGRATIONS, account, {"type": "LLM"}))
    assert everything == ["id-1", "id-2"] + ["id-3"] * (respond is ignoring_filters)
    assert of_a_type == ["id-1", "id-2"]


def ids(found: object) -> list[str]:
    """Return the IDs in the result of a lookup."""
    assert isinstance(found, list)
    return sorted(entry["id"] for entry in found)


@pytest.mark.parametrize("respond", [shifting, ignoring_filters])
def test_adoption_and_import(respond: Callable[[Request], Response]) -> None:
    """An adoption and an import by name find one item that is listed twice; two IDs of one name stay two."""
    with serving(respond) as server:
        account = Account(server.settings(apiDialect="current"))
        inputs = {"type": "LLM", "name": "Alpha", "adopt": "Alpha", "config": {"provider": "OPEN_AI"}}
        found = find_adoptable(account, INTEGRATION, inputs, lambda _: {})
        by_type = resolve_import_id(account, INTEGRATION, "LLM/Alpha")
        assert (found["id"], by_type) == ("id-1", "id-1")
        if respond is ignoring_filters:
            with pytest.raises(ArizeError, match=r"2 integrations are named 'Alpha'.*id-"):
                resolve_import_id(account, INTEGRATION, "Alpha")


def test_lookup_by_type_where_the_filter_is_ignored() -> None:
    """A type tells two integrations of one name apart, also where the server returns both."""
    with serving(ignoring_filters) as server:
        account = Account(server.settings(apiDialect="current"))
        found = lookup(GET_INTEGRATION, account, {"name": "Alpha", "type": "AGENT"})
    assert isinstance(found, dict)
    assert found["id"] == "id-3"


def test_space_where_the_filter_is_ignored() -> None:
    """An organization tells two spaces of one name apart, also where the server returns both."""
    spaces: list[Json] = [
        {"id": f"id-{name}", "name": "Production", "organization_id": name} for name in ("acme", "other")
    ]
    with serving(lambda request: listed(request, spaces, {})) as server:
        found = lookup(GET_SPACE, Account(server.settings()), {"name": "Production", "organization_id": "acme"})
    assert isinstance(found, dict)
    assert found["id"] == "id-acme"
