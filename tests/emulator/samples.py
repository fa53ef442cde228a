"""Valid request bodies for every provider and type."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import httpx
from tests.api_contract import NEEDS_MODELS, config_fields, required

from arize_emulator import Emulator

Json = dict[str, Any]

NESTED = "/v2/integrations"
FLAT = "/v2/ai-integrations"

ROLE: Json = {"auth_type": "DEFAULT", "role_arn": "arn:aws:iam::123456789012:role/arize", "external_id": "ext-1"}
BEARER: Json = {"auth_type": "BEARER_TOKEN", "api_key": "bedrock-secret"}
PROXY: Json = {
    "auth_type": "PROXY_WITH_HEADERS",
    "base_url": "https://proxy.example.com",
    "headers": {"x-key": "proxy-secret"},
}
KEY: Json = {"auth_type": "DEFAULT", "api_key": "custom-secret"}
OAUTH: Json = {
    "auth_type": "OAUTH2_CLIENT_CREDENTIALS",
    "token_url": "https://login.example.com/token",
    "client_id": "arize",
    "client_secret": "oauth-secret",
    "scopes": "read write",
}

VALUES: Json = {
    "api_key": "another-secret",
    "is_function_calling_enabled": False,
    "base_url": "https://models.example.com/v1",
    "headers": {"x-team": "header-secret"},
    "is_default_models_enabled": True,
    "model_names": ["model-a", "model-b"],
    "project_id": "project-1",
    "location": "us-central1",
    "project_access_label": "arize-access",
}

SCHEMA: Json = {
    "type": "object",
    "properties": {"question": {"type": "string"}, "depth": {"type": "integer"}},
    "required": ["question"],
}
AGENT: Json = {
    "type": "AGENT",
    "name": "agent",
    "description": "Answers questions.",
    "config": {
        "endpoint": "https://agent.example.com/run",
        "input_schema": SCHEMA,
        "headers": {"authorization": "agent-secret"},
        "request_presets": [{"name": "deep", "config": {"depth": 3}}, {"name": "flat", "config": {"depth": 1}}],
    },
}
EVALUATOR: Json = {
    "type": "EVALUATOR",
    "name": "evaluator",
    "config": {"endpoint": "https://judge.example.com/run", "input_schema": SCHEMA},
}


def value(field: str, provider: str) -> Any:
    """Return a valid value; `auth` depends on the provider."""
    return {"AWS_BEDROCK": ROLE}.get(provider, KEY) if field == "auth" else VALUES[field]


def minimal(provider: str) -> Json:
    """Return a config with the fields that create requires and no others."""
    config = {field: value(field, provider) for field in required(config_fields(provider))}
    models = {"model_names": ["model-a"]} if provider in NEEDS_MODELS else {}
    return {"provider": provider, **config, **models}


def llm(provider: str = "OPEN_AI", /, name: str = "llm", **config: Any) -> Json:
    """Return the body that creates an LLM integration."""
    return {"type": "LLM", "name": name, "config": {**minimal(provider), **config}}


def with_config(body: Json, **config: Any) -> Json:
    """Return a body with these fields in its config."""
    return {**body, "config": {**body["config"], **config}}


def ai(provider: str = "OPEN_AI", /, name: str = "ai", **more: Any) -> Json:
    """Return the body that creates an AI integration."""
    metadata: Json = {
        "AWS_BEDROCK": {"kind": "AWS", "role_arn": ROLE["role_arn"]},
        "VERTEX_AI": {"kind": "GCP", "project_id": "p", "location": "us", "project_access_label": "l"},
    }
    required_metadata = {"provider_metadata": metadata[provider]} if provider in metadata else {}
    return {"name": name, "provider": provider, **required_metadata, **more}


def make(http: httpx.Client, body: Json, path: str = NESTED) -> Json:
    """Create an integration, or what else the path is for, and return the response's body."""
    response = http.post(path, json=body)
    assert response.status_code == 201, response.text
    document: Json = response.json()
    return document


def names(http: httpx.Client, path: str, **query: Any) -> list[str]:
    """Return the names in one page of a list."""
    response = http.get(path, params=query)
    assert response.status_code == 200, response.text
    (items,) = (value for value in response.json().values() if isinstance(value, list))
    return [item["name"] for item in items]


def change(http: httpx.Client, made: Json, **fields: Any) -> httpx.Response:
    """PATCH an integration of `/v2/integrations`."""
    return http.patch(f"{NESTED}/{made['id']}", json={"type": made["type"], **fields})


def changed(http: httpx.Client, made: Json, **fields: Any) -> Json:
    """PATCH an integration of `/v2/integrations` and return the response's body."""
    response = change(http, made, **fields)
    assert response.status_code == 200, response.text
    document: Json = response.json()
    return document


UNKNOWN_ID = "TGxtSW50ZWdyYXRpb246MTI6YUJjRA=="
ORGANIZATIONS = "/v2/organizations"
SPACES = "/v2/spaces"
KEYS = "/v2/api-keys"


def predefined(name: str) -> Json:
    """Return the assignment of a predefined role."""
    return {"type": "PREDEFINED", "name": name}


def service_key(organization_id: str, space_id: str, **more: Any) -> Json:
    """Return the body that creates a service key for one space."""
    organizations = [{"org_id": organization_id, "spaces": [{"space_id": space_id}]}]
    return {"key_type": "SERVICE", "name": "bot", "organizations": organizations, **more}


def scoping(emulator: Emulator, organization: str, space: str | None = None) -> dict[str, str | None]:
    """Return the scoping of an organization or a space."""
    return {
        "organization_id": emulator.organization_id(organization),
        "space_id": emulator.space_id(space) if space else None,
    }


def after(seconds: int) -> str:
    """Return the time so many seconds from now."""
    return (datetime.now(timezone.utc) + timedelta(seconds=seconds)).isoformat()
