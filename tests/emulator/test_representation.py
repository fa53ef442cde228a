"""One account seen through both resources, by pages, filters and in either dialect."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from arize_emulator import Emulator

from .samples import AGENT, BEARER, EVALUATOR, FLAT, NESTED, OAUTH, PROXY, ROLE, ai, changed, llm, make, names, scoping


def through(http: httpx.Client, path: str, made: dict[str, Any]) -> dict[str, Any]:
    """Return an integration as the other resource shows it."""
    response = http.get(f"{path}/{made['id']}")
    assert response.status_code == 200, response.text
    shown: dict[str, Any] = response.json()
    return shown


@pytest.mark.parametrize(
    ("auth", "flat"),
    [
        (ROLE, {"auth_type": "DEFAULT", "has_api_key": False, "headers": None, "base_url": None}),
        (BEARER, {"auth_type": "BEARER_TOKEN", "has_api_key": True, "provider_metadata": None}),
        (
            PROXY,
            {"auth_type": "PROXY_WITH_HEADERS", "headers": {"x-key": "proxy-secret"}, "base_url": PROXY["base_url"]},
        ),
    ],
)
def test_bedrock_on_the_flat_resource(http: httpx.Client, auth: dict[str, Any], flat: dict[str, Any]) -> None:
    """Each of Bedrock's methods shows in the flat fields, header values included."""
    shown = through(http, FLAT, make(http, llm("AWS_BEDROCK", auth=auth)))
    assert {name: shown[name] for name in flat} == flat
    if auth is ROLE:
        expected = {"kind": "AWS", "role_arn": ROLE["role_arn"], "external_id": ROLE["external_id"]}
        assert shown["provider_metadata"] == expected


@pytest.mark.parametrize(
    ("more", "auth"),
    [
        ({}, {"auth_type": "DEFAULT", "role_arn": ROLE["role_arn"], "external_id": None, "base_url": None}),
        (
            {"auth_type": "BEARER_TOKEN", "api_key": "k"},
            {"auth_type": "BEARER_TOKEN", "has_api_key": True, "base_url": None},
        ),
        (
            {"auth_type": "PROXY_WITH_HEADERS", "base_url": "https://p.example.com", "headers": {"a": "b"}},
            {"auth_type": "PROXY_WITH_HEADERS", "base_url": "https://p.example.com", "header_names": ["a"]},
        ),
    ],
)
def test_bedrock_from_the_flat_resource(http: httpx.Client, more: dict[str, Any], auth: dict[str, Any]) -> None:
    """What the flat fields say of Bedrock shows as its `auth`, without any value of a header."""
    shown = through(http, NESTED, make(http, ai("AWS_BEDROCK", **more), FLAT))
    assert shown["config"] == {
        "provider": "AWS_BEDROCK",
        "auth": auth,
        "is_default_models_enabled": False,
        "model_names": [],
    }


def test_vertex_on_both(http: httpx.Client) -> None:
    """Vertex AI's fields are its metadata on the flat resource."""
    shown = through(http, NESTED, make(http, ai("VERTEX_AI"), FLAT))
    assert shown["config"] == {
        "provider": "VERTEX_AI",
        "project_id": "p",
        "location": "us",
        "project_access_label": "l",
    }
    changed(http, shown, config={"location": "eu"})
    metadata = {"kind": "GCP", "project_id": "p", "location": "eu", "project_access_label": "l"}
    assert through(http, FLAT, shown)["provider_metadata"] == metadata


def test_oauth_is_read_only_on_the_flat_resource(http: httpx.Client) -> None:
    """OAuth shows as an `auth_type` that cannot be written there; a key written there replaces it."""
    made = make(http, llm("CUSTOM", auth=OAUTH))
    shown = through(http, FLAT, made)
    assert (shown["auth_type"], shown["has_api_key"]) == ("OAUTH2_CLIENT_CREDENTIALS", False)
    assert http.patch(f"{FLAT}/{made['id']}", json={"name": "renamed"}).status_code == 200
    assert through(http, NESTED, made)["config"]["auth"]["client_id"] == "arize"
    body = {"auth_type": "OAUTH2_CLIENT_CREDENTIALS"}
    assert http.patch(f"{FLAT}/{made['id']}", json=body).status_code == 400
    assert http.patch(f"{FLAT}/{made['id']}", json={"api_key": "k"}).json()["auth_type"] == "DEFAULT"
    assert through(http, NESTED, made)["config"]["auth"] == {"auth_type": "DEFAULT", "has_api_key": True}


def test_model_names_never_set(http: httpx.Client) -> None:
    """They are null on the flat resource and empty on the other, also after another field was changed."""
    made = make(http, llm("LITELLM"))
    changed(http, made, config={"is_function_calling_enabled": False})
    assert through(http, FLAT, made)["model_names"] is None
    assert through(http, NESTED, made)["config"]["model_names"] == []


def test_what_one_resource_cannot_show_stays(http: httpx.Client) -> None:
    """A base URL that only the flat resource has for OpenAI survives a change through the other."""
    made = make(http, ai("OPEN_AI", base_url="https://a.example.com"), FLAT)
    shown = through(http, NESTED, made)
    changed(http, shown, config={"api_key": "k"})
    assert through(http, FLAT, made)["base_url"] == "https://a.example.com"


def test_azure_is_hidden_where_it_has_no_name(http: httpx.Client) -> None:
    """An Azure integration is neither in the list nor readable at `/v2/integrations`."""
    made = make(http, ai("AZURE_OPEN_AI", name="azure"), FLAT)
    assert names(http, FLAT) == ["azure"]
    assert names(http, NESTED) == []
    for response in (
        http.get(f"{NESTED}/{made['id']}"),
        http.patch(f"{NESTED}/{made['id']}", json={"type": "LLM", "name": "x"}),
        http.delete(f"{NESTED}/{made['id']}"),
    ):
        assert response.status_code == 404


def test_agents_are_hidden_on_the_flat_resource(http: httpx.Client) -> None:
    """An agent is no AI integration."""
    made = make(http, AGENT)
    assert names(http, FLAT) == []
    assert http.get(f"{FLAT}/{made['id']}").status_code == 404


def test_a_deleted_integration_is_gone_on_both(http: httpx.Client) -> None:
    """DELETE through one resource deletes on the other."""
    made = make(http, ai(), FLAT)
    response = http.delete(f"{NESTED}/{made['id']}")
    assert (response.status_code, response.content) == (204, b"")
    assert http.get(f"{FLAT}/{made['id']}").status_code == 404


def test_list_by_type_and_name(http: httpx.Client) -> None:
    """Without a type the list has LLM and agent, newest first; evaluators must be asked for; names match in part."""
    for body in (llm(name="First"), {**AGENT, "name": "Second"}, {**EVALUATOR, "name": "Third"}):
        make(http, body)
    assert names(http, NESTED) == ["Second", "First"]
    assert names(http, NESTED, type="EVALUATOR") == ["Third"]
    assert names(http, NESTED, type="AGENT") == ["Second"]
    assert names(http, NESTED, name="IRS") == ["First"]
    assert names(http, NESTED, name="%") == []
    for wrong in ("llm", "", "ROBOT"):
        assert http.get(NESTED, params={"type": wrong}).status_code == 400


def test_list_by_space(http: httpx.Client, emulator: Emulator) -> None:
    """A space sees its own integrations, its organization's and the account's."""
    production = emulator.space_id("Production")
    scopings: dict[str, list[dict[str, str | None]]] = {
        "everywhere": [],
        "named-everywhere": [{"organization_id": None, "space_id": None}],
        "acme": [scoping(emulator, "Acme")],
        "production": [scoping(emulator, "Acme", "Production")],
        "research": [scoping(emulator, "Research")],
    }
    for name, given in scopings.items():
        make(http, {**llm(name=name), "scopings": given})
    seen = ["production", "acme", "named-everywhere", "everywhere"]
    assert names(http, NESTED, space_id=production) == seen
    assert names(http, FLAT, space_name="prod") == seen
    assert names(http, NESTED, space_id=emulator.space_id("Staging")) == seen[1:]
    assert names(http, NESTED, space_name="lab") == ["research", "named-everywhere", "everywhere"]
    assert names(http, NESTED, space_name="nowhere") == []
    assert http.get(NESTED, params={"space_id": "production"}).status_code == 400


def test_pages(http: httpx.Client, emulator: Emulator) -> None:
    """Pages put together are the list, once each, also where an integration is added or deleted on the way."""
    made = [make(http, llm(name=f"n{number}")) for number in range(7)]
    first = http.get(NESTED, params={"limit": 3, "name": "n"}).json()
    assert first["pagination"]["has_more"] is True
    emulator.delete(made[4]["id"])
    make(http, llm(name="new"))
    cursor = first["pagination"]["next_cursor"]
    second = http.get(NESTED, params={"limit": 100, "name": "n", "cursor": cursor}).json()
    assert [item["name"] for item in first["integrations"] + second["integrations"]] == [
        "n6", "n5", "n4", "n3", "n2", "n1", "n0",
    ]  # fmt: skip
    assert second["pagination"] == {"has_more": False}
    for query in ({"name": "m"}, {}, {"name": "n", "type": "LLM"}):
        assert http.get(NESTED, params={**query, "cursor": cursor}).status_code == 400
    assert http.get(FLAT, params={"name": "n", "cursor": cursor}).status_code == 400
    assert http.get(NESTED, params={"cursor": "nonsense"}).status_code == 400


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "", "1.5"])
def test_limits(http: httpx.Client, limit: str) -> None:
    """A limit is a number from 1 to 100, and 50 by default."""
    assert http.get(NESTED, params={"limit": limit}).status_code == 400


def test_default_limit(http: httpx.Client) -> None:
    """A page has fifty integrations where nothing else is asked for."""
    for number in range(51):
        make(http, llm(name=str(number)))
    assert len(names(http, NESTED)) == 50
    assert len(names(http, NESTED, limit=100)) == 51


def test_legacy_speaks_the_old_enum_values(legacy_http: httpx.Client) -> None:
    """A server from before July 2026 writes and reads the old enum values, and has no `kind` in metadata."""
    body = {"type": "llm", "name": "a", "config": {"provider": "openAI", "api_key": "k"}}
    made = make(legacy_http, body)
    assert (made["type"], made["config"]["provider"]) == ("llm", "openAI")
    assert changed(legacy_http, made, config={"provider": "openAI"})["config"]["provider"] == "openAI"
    assert names(legacy_http, NESTED, type="llm") == ["a"]
    assert legacy_http.get(NESTED, params={"type": "LLM"}).status_code == 400
    for wrong in ({**body, "type": "LLM"}, {**body, "config": {"provider": "OPEN_AI", "api_key": "k"}}):
        assert legacy_http.post(NESTED, json={**wrong, "name": "b"}).status_code == 400


def test_legacy_auth_types(legacy_http: httpx.Client) -> None:
    """The methods of authentication have old enum values on both resources."""
    auth = {"auth_type": "proxy_with_headers", "base_url": "https://p.example.com"}
    config = {"provider": "awsBedrock", "model_names": ["m"], "auth": auth}
    made = make(legacy_http, {"type": "llm", "name": "a", "config": config})
    assert made["config"]["auth"]["auth_type"] == "proxy_with_headers"
    flat = through(legacy_http, FLAT, made)
    assert (flat["auth_type"], flat["provider"]) == ("proxy_with_headers", "awsBedrock")
    again = changed(legacy_http, made, config={"auth": {"auth_type": "bearer_token", "api_key": "k"}})
    assert again["config"]["auth"] == {"auth_type": "bearer_token", "has_api_key": True, "base_url": None}


@pytest.mark.parametrize("kind", [{}, {"kind": "aws"}])
def test_legacy_metadata(legacy_http: httpx.Client, kind: dict[str, str]) -> None:
    """Metadata needs no `kind` there and may have the old one; today's is a 400, and none comes back."""
    body = {"name": "a", "provider": "awsBedrock", "provider_metadata": {**kind, "role_arn": "arn"}}
    made = make(legacy_http, body, FLAT)
    assert made["provider_metadata"] == {"role_arn": "arn", "external_id": None}
    changes = {"provider_metadata": {"kind": "AWS", "role_arn": "arn:2"}}
    assert legacy_http.patch(f"{FLAT}/{made['id']}", json=changes).status_code == 400
    changes = {"provider_metadata": {"role_arn": "arn:2"}}
    assert legacy_http.patch(f"{FLAT}/{made['id']}", json=changes).status_code == 200
    missing = {"name": "b", "provider": "vertexAI", "provider_metadata": {"role_arn": "arn"}}
    assert legacy_http.post(FLAT, json=missing).status_code == 422
