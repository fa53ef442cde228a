"""Accounts whose server returns what the API's documentation does not describe."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.raw_server import Request, Response, serving

from pulumi_arize.api.account import Account
from pulumi_arize.cli.export.read_account import Filters, read_environment
from pulumi_arize.errors import ArizeError

ORGANIZATION = {"id": "T1", "name": "Acme"}
SPACE = {"id": "S1", "name": "Production", "organization_id": "T1"}
KEY = {"id": "K1", "name": "CI", "organizations": [{"organization_id": "T1", "spaces": [{"space_id": "S1"}]}]}
LISTS: Mapping[str, list[Any]] = {"organizations": [ORGANIZATION], "spaces": [SPACE], "api_keys": [KEY]}


def environment(**lists: Any) -> list[str]:
    """Return the names of what belongs to a space, of an account with these lists."""

    def respond(request: Request) -> Response:
        name = Path(request.target.partition("?")[0]).name.replace("-", "_")
        return Response(json.dumps({name: {**LISTS, **lists}[name]}).encode())

    with serving(respond) as server:
        account = Account(server.settings())
        return [str(item["name"]) for _, item in read_environment(account, Filters(space="S1"), lambda _: None)]


@pytest.mark.parametrize(
    "organizations", ["x", {"a": 1}, ["x"], [None], [{"spaces": "x"}], [{"spaces": [None, {"space_id": ["S1"]}]}], None]
)
def test_roles_of_an_unknown_form(organizations: Any) -> None:
    """A service key whose roles cannot be read is not one of the space; nothing else is lost."""
    assert environment(api_keys=[{**KEY, "id": "K2", "name": "odd", "organizations": organizations}, KEY])[2:] == ["CI"]


def test_ids_of_an_unknown_form() -> None:
    """An ID that is no text is that of no organization."""
    odd = {"id": ["T1"], "name": "odd"}
    spaces = [{**SPACE, "id": ["S2"], "organization_id": {}}, SPACE]
    assert environment(organizations=[odd, ORGANIZATION], spaces=spaces) == ["Acme", "Production", "CI"]


@pytest.mark.parametrize("name", LISTS)
def test_an_error_names_what_could_not_be_read(name: str) -> None:
    """The error says which of the lists failed."""
    with pytest.raises(ArizeError, match=f"cannot read the account's {name.replace('api_', 'service ')}: the list"):
        environment(**{name: None})
