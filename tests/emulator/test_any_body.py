"""Every body, however wrong, gets a response that the API defines."""

from __future__ import annotations

import json
import random
from typing import Any

import httpx
import pytest
from tests.api_contract import AI_PROVIDERS, PROVIDERS
from tests.json_paths import paths_in, with_value

from arize_emulator import Emulator

from .samples import (
    AGENT,
    EVALUATOR,
    FLAT,
    KEYS,
    NESTED,
    OAUTH,
    ORGANIZATIONS,
    PROXY,
    SPACES,
    ai,
    llm,
    make,
    predefined,
    service_key,
)

LEGAL = [
    *((NESTED, llm(provider)) for provider in PROVIDERS),
    (NESTED, llm("AWS_BEDROCK", auth=PROXY)),
    (NESTED, llm("CUSTOM", auth=OAUTH)),
    (NESTED, {**AGENT, "scopings": [{"organization_id": None, "space_id": None}]}),
    (NESTED, EVALUATOR),
    *((FLAT, ai(provider, headers={"a": "b"})) for provider in AI_PROVIDERS),
]
ODD: list[Any] = [
    None,
    True,
    0,
    -1.5,
    10**40,
    "",
    "\u0000",
    "\ud800",
    "x" * 9_000,
    [],
    [None],
    [[]],
    {},
    {"": None},
    {"a": {"b": []}},
]


def with_odd_value(body: Any, chance: random.Random) -> Any:
    """Return `body` with an odd value at one path."""
    path = chance.choice([(), *paths_in(body)])
    odd = chance.choice(ODD)
    return with_value(body, path, odd) if path else odd


@pytest.mark.parametrize("seed", range(20))
def test_no_body_breaks_the_server(http: httpx.Client, seed: int) -> None:
    """A body with an odd value is accepted or rejected, on create and PATCH, and the integration stays readable."""
    chance = random.Random(seed)  # noqa: S311 - the same choices in every run
    path, body = chance.choice(LEGAL)
    made = make(http, {**body, "name": "stored"}, path)
    for _ in range(12):
        content = json.dumps(with_odd_value(body, chance))
        for response in (
            http.post(path, content=content),
            http.patch(f"{path}/{made['id']}", content=content),
            http.get(f"{path}/{made['id']}"),
        ):
            assert response.status_code in (200, 201, 400, 409, 422), (content, response.text)


@pytest.mark.parametrize("seed", range(20))
def test_no_body_breaks_the_rest_of_the_server(http: httpx.Client, emulator: Emulator, seed: int) -> None:
    """Neither does one for an organization, a space or an API key; what is created stays readable."""
    chance = random.Random(seed)  # noqa: S311 - the same choices in every run
    owner, space = emulator.organization_id("Acme"), emulator.space_id("Staging")
    key = make(http, service_key(owner, space, account_role=predefined("ADMIN")), KEYS)["id"]
    default = {"integration_id": key, "model_name": "m"}
    legal: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", ORGANIZATIONS, {"name": "x", "description": "d"}),
        ("PATCH", f"{ORGANIZATIONS}/{owner}", {"name": "x", "description": "d"}),
        ("POST", SPACES, {"name": "x", "organization_id": owner, "is_private": True}),
        ("PATCH", f"{SPACES}/{space}", {"default_llm_integration": default, "gradient_end_color": "#111111"}),
        ("POST", KEYS, service_key(owner, space, account_role=predefined("ADMIN"), expires_at="2100-01-01T00:00:00Z")),
        ("POST", f"{KEYS}/{key}/refresh", {"expires_at": "2100-01-01T00:00:00Z", "grace_period_seconds": 1}),
    ]
    for _ in range(30):
        method, path, body = chance.choice(legal)
        content = json.dumps(with_odd_value(body, chance))
        response = http.request(method, path, content=content)
        assert response.status_code in (200, 201, 400, 404, 409, 422), (method, path, content, response.text)
        assert http.get(KEYS, params={"key_type": "SERVICE"}).status_code == 200
