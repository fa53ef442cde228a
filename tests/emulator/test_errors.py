"""Every kind of error of the API."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from arize_emulator import Emulator

from .samples import AGENT, EVALUATOR, FLAT, NESTED, OAUTH, PROXY, UNKNOWN_ID, ai, change, llm, make, with_config

MALFORMED: dict[str, Any] = {
    "no object": [],
    "no type": {"name": "x", "config": {}},
    "unknown type": {**llm(), "type": "ROBOT"},
    "old spelling": {**llm(), "type": "llm"},
    "no name": {"type": "LLM", "config": llm()["config"]},
    "null name": {**llm(), "name": None},
    "name of a wrong type": {**llm(), "name": 1},
    "unknown field": {**llm(), "nme": "x"},
    "field of this provider alone": {**llm(), "adopt": "x"},
    "server-set field": {**llm(), "id": UNKNOWN_ID},
    "unknown config field": llm(apikey="x"),
    "response field": llm(has_api_key=True),
    "no provider": {"type": "LLM", "name": "x", "config": {"api_key": "k"}},
    "provider of the other resource": llm() | {"config": {"provider": "AZURE_OPEN_AI", "api_key": "k"}},
    "scopings of a wrong type": {**llm(), "scopings": {}},
    "malformed organization": {**llm(), "scopings": [{"organization_id": "acme"}]},
    "unknown auth type": llm("AWS_BEDROCK", auth={"auth_type": "NONE"}),
    "auth without its role": llm("AWS_BEDROCK", auth={"auth_type": "DEFAULT"}),
    "auth with a null": llm("AWS_BEDROCK", auth={"auth_type": "DEFAULT", "role_arn": "a", "external_id": None}),
    "header value of a wrong type": llm("CUSTOM", headers={"a": 1}),
    "flag as a string": llm(is_function_calling_enabled="true"),
    "preset without a config": with_config(AGENT, request_presets=[{"name": "a"}]),
    "presets on an evaluator": with_config(EVALUATOR, request_presets=[]),
}

HUGE = {"x": "v" * 8_200}
BIG_SCHEMA = {"type": "object", "description": "d" * 66_000}
RULES: dict[str, Any] = {
    "http URL": llm("CUSTOM", base_url="http://models.example.com"),
    "private URL": llm("LITELLM", base_url="https://10.0.0.1/v1"),
    "loopback URL": llm("NVIDIA_NIM", base_url="https://localhost/v1"),
    "private proxy": llm("AWS_BEDROCK", auth={**PROXY, "base_url": "https://192.168.1.1"}),
    "http token URL": llm("CUSTOM", auth={**OAUTH, "token_url": "http://login.example.com"}),
    "colon in the client ID": llm("CUSTOM", auth={**OAUTH, "client_id": "a:b"}),
    "auth field of another method": llm("CUSTOM", auth={**OAUTH, "api_key": "k"}),
    "too many bytes of headers": llm("CUSTOM", headers=HUGE),
    "endpoint without https": with_config(AGENT, endpoint="http://agent.example.com"),
    "endpoint too long": with_config(AGENT, endpoint="https://a.example.com/" + "x" * 2048),
    "schema that is none": with_config(AGENT, input_schema={"type": 7}),
    "preset that does not fit": with_config(AGENT, request_presets=[{"name": "a", "config": {"depth": "x"}}]),
    "evaluator schema without an object": with_config(EVALUATOR, input_schema={}),
    "reserved property": with_config(EVALUATOR, input_schema={"type": "object", "properties": {"arize_metadata": {}}}),
    "schema too large": with_config(EVALUATOR, input_schema=BIG_SCHEMA),
    "space without organization": {**llm(), "scopings": [{"space_id": UNKNOWN_ID}]},
    "unknown organization": {**llm(), "scopings": [{"organization_id": UNKNOWN_ID}]},
}


def check_problem(response: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    """Check that a response has problem details as RFC 9457 and the API define them, and return them."""
    problem: dict[str, Any] = response.json()
    assert (response.status_code, problem["status"]) == (status, status), response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"https://arize.com/docs/ax/rest-reference/errors#{kind}"
    assert problem["instance"] == f"urn:uuid:{response.headers['x-request-id']}"
    assert problem["title"]
    return problem


@pytest.mark.parametrize("case", MALFORMED)
def test_malformed_bodies(http: httpx.Client, case: str) -> None:
    """A body without the form that the API requires is a 400."""
    check_problem(http.post(NESTED, json=MALFORMED[case]), 400, "invalid-request")


@pytest.mark.parametrize("case", RULES)
def test_broken_rules(http: httpx.Client, case: str) -> None:
    """A well-formed body that breaks a rule is a 422."""
    check_problem(http.post(NESTED, json=RULES[case]), 422, "unprocessable-entity")


@pytest.mark.parametrize("body", [b"", b"{", b'{"name": NaN}', b"\xff", b"[" * 100_000, b'{"name": "\\ud800"}'])
def test_no_json(http: httpx.Client, body: bytes) -> None:
    """A body that is not JSON is a 400."""
    check_problem(http.post(NESTED, content=body), 400, "invalid-request")


@pytest.mark.parametrize(
    "body",
    [
        ai("openAI"),
        ai(auth_type="OAUTH2_CLIENT_CREDENTIALS"),
        {**ai("AWS_BEDROCK"), "provider_metadata": {"role_arn": "a"}},
        {**ai("AWS_BEDROCK"), "provider_metadata": {"kind": "AWS"}},
        {**ai(), "type": "LLM"},
        {"name": "x"},
    ],
)
def test_malformed_flat_bodies(http: httpx.Client, body: dict[str, Any]) -> None:
    """Read-only or unknown enumeration values, metadata without its kind or role, and foreign fields are a 400."""
    check_problem(http.post(FLAT, json=body), 400, "invalid-request")


@pytest.mark.parametrize("body", [{"name": "x", "provider": "AWS_BEDROCK"}, ai(headers=HUGE), ai(name="")])
def test_flat_rules(http: httpx.Client, body: dict[str, Any]) -> None:
    """Bedrock without its role, too large headers and an empty name are a 422."""
    check_problem(http.post(FLAT, json=body), 422, "unprocessable-entity")


def test_space_of_another_organization(http: httpx.Client, emulator: Emulator) -> None:
    """A space can be scoped to with its own organization only."""
    place = {"organization_id": emulator.organization_id("Acme"), "space_id": emulator.space_id("Lab")}
    body = {**llm(), "scopings": [place]}
    check_problem(http.post(NESTED, json=body), 422, "unprocessable-entity")


@pytest.mark.parametrize("key", [None, "", "Bearer wrong", "Basic dGVzdC1rZXk=", "test-key"])
def test_no_or_bad_key(http: httpx.Client, key: str | None) -> None:
    """Without the right key everything is a 401."""
    request = http.build_request("GET", NESTED)
    del request.headers["authorization"]
    if key is not None:
        request.headers["authorization"] = key
    check_problem(http.send(request), 401, "authentication-required")


@pytest.mark.parametrize("path", [NESTED, FLAT])
def test_ids(http: httpx.Client, path: str) -> None:
    """An unknown ID is a 404, a malformed one a 400."""
    check_problem(http.get(f"{path}/{UNKNOWN_ID}"), 404, "resource-not-found")
    check_problem(http.get(f"{path}/12"), 400, "invalid-request")


def test_unknown_paths_and_methods(http: httpx.Client) -> None:
    """A path that is not there is a 404, a method that it does not have a 405 that names those it has."""
    check_problem(http.get("/v2/nothing"), 404, "resource-not-found")
    check_problem(http.get(NESTED + "/"), 404, "resource-not-found")
    response = http.put(NESTED)
    assert (response.status_code, response.headers["content-type"]) == (405, "application/problem+json")
    assert {"GET", "POST"} <= set(response.headers["allow"].replace(" ", "").split(","))


@pytest.mark.parametrize(
    ("first", "second"),
    [(NESTED, NESTED), (NESTED, FLAT), (FLAT, NESTED), (FLAT, FLAT)],
)
def test_llm_names_are_unique_over_both_resources(http: httpx.Client, first: str, second: str) -> None:
    """A name that an LLM integration has on one resource is taken on both; Azure's counts too."""
    bodies = {NESTED: llm(name="taken"), FLAT: ai("AZURE_OPEN_AI" if first == FLAT else "OPEN_AI", name="taken")}
    make(http, bodies[first], first)
    check_problem(http.post(second, json=bodies[second]), 409, "resource-conflict")
    make(http, llm(name="TAKEN"))


def test_namespaces(http: httpx.Client) -> None:
    """Agents and evaluators share a namespace that LLM integrations have no part in, also when renamed."""
    make(http, llm(name="x"))
    agent = make(http, {**AGENT, "name": "x"})
    check_problem(http.post(NESTED, json={**EVALUATOR, "name": "x"}), 409, "resource-conflict")
    other = make(http, {**EVALUATOR, "name": "y"})
    check_problem(change(http, other, name="x"), 409, "resource-conflict")
    assert change(http, agent, name="x").status_code == 200


def test_an_evaluator_in_use_cannot_be_deleted(http: httpx.Client, emulator: Emulator) -> None:
    """DELETE is a 409 while remote evaluators use it, and a 204 afterwards."""
    made = make(http, EVALUATOR)
    emulator.edit("evaluator", {"in_use": True})
    check_problem(http.delete(f"{NESTED}/{made['id']}"), 409, "resource-conflict")
    emulator.edit("evaluator", {"in_use": False})
    assert http.delete(f"{NESTED}/{made['id']}").status_code == 204
    assert http.delete(f"{NESTED}/{made['id']}").status_code == 404


def test_details_name_the_field_and_no_value(http: httpx.Client) -> None:
    """A problem names the field and never the value that was sent."""
    secret = "s3cret-value"
    bodies = [
        llm("CUSTOM", auth={"auth_type": "DEFAULT", "api_key": secret, "token_url": secret}),
        llm("CUSTOM", headers={"a": [secret]}),
        llm("CUSTOM", base_url=f"http://user:{secret}@10.0.0.1"),
        llm("CUSTOM", auth={"auth_type": secret}),
        llm("CUSTOM", api_key={"key": secret}),
    ]
    for body in bodies:
        response = http.post(NESTED, json=body)
        assert 400 <= response.status_code < 500
        assert "config." in response.json()["detail"]
        assert secret not in response.text
