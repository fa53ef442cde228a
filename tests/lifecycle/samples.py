"""Declarations to start from: the least that is legal, by provider and type."""

from __future__ import annotations

from typing import Any

from tests.api_contract import NEEDS_MODELS
from tests.e2e.declarations import CASES, FIRST, SECOND, Case, Place

from .strategies import Json

ROLE = {"auth_type": "DEFAULT", "role_arn": "arn:aws:iam::123456789012:role/arize"}
BEARER = {"auth_type": "BEARER_TOKEN", "api_key": "s3cret-bearer"}
PROXY = {"auth_type": "PROXY_WITH_HEADERS", "base_url": "https://proxy.example.com", "headers": {"x-key": "s3cret-h"}}
KEY = {"auth_type": "DEFAULT", "api_key": "s3cret-key"}
OAUTH = {
    "auth_type": "OAUTH2_CLIENT_CREDENTIALS",
    "token_url": "https://login.example.com/token",
    "client_id": "arize",
    "client_secret": "s3cret-client",
}
URL = "https://models.example.com/v1"
REQUIRED: dict[str, Json] = {
    "OPEN_AI": {"api_key": "s3cret-key"},
    "ANTHROPIC": {"api_key": "s3cret-key"},
    "GEMINI": {"api_key": "s3cret-key"},
    "AWS_BEDROCK": {"auth": ROLE},
    "CUSTOM": {"base_url": URL},
    "VERTEX_AI": {"project_id": "project", "location": "us-central1", "project_access_label": "label"},
    "NVIDIA_NIM": {},
    "LITELLM": {"api_key": "s3cret-key", "base_url": URL},
    "FIREWORKS": {"api_key": "s3cret-key"},
    "TOGETHER_AI": {"api_key": "s3cret-key"},
}
SCHEMA = {
    "type": "object",
    "properties": {"question": {"type": "string"}, "depth": {"type": "integer"}},
    "required": ["question"],
}
ENDPOINT = {"endpoint": "https://agent.example.com/run", "input_schema": SCHEMA}
METADATA: dict[str, Json] = {
    "AWS_BEDROCK": {"provider_metadata": {"role_arn": ROLE["role_arn"]}},
    "VERTEX_AI": {"provider_metadata": REQUIRED["VERTEX_AI"]},
}


def llm(provider: str = "OPEN_AI", /, **config: Any) -> Json:
    """Return an LLM integration; a field given as None is left out."""
    models = {"model_names": ["m"]} if provider in NEEDS_MODELS else {}
    given = {"provider": provider, **REQUIRED[provider], **models, **config}
    return {"type": "LLM", "name": "model", "config": {name: item for name, item in given.items() if item is not None}}


def agent(**config: Any) -> Json:
    """Return an agent integration."""
    return {"type": "AGENT", "name": "agent", "config": {**ENDPOINT, **config}}


def evaluator(**config: Any) -> Json:
    """Return an evaluator integration."""
    return {"type": "EVALUATOR", "name": "evaluator", "config": {**ENDPOINT, **config}}


def ai(provider: str = "OPEN_AI", /, **fields: Any) -> Json:
    """Return an AI integration."""
    return {"name": "flat", "provider": provider, **METADATA.get(provider, {}), **fields}


PLACE = Place("organization", "space")


def full(case: Case) -> Json:
    """Return a case with every field but the scopings; few have their defaults, and each list has one item."""
    args = case.args(SECOND if case.type == "LLM" else FIRST, (PLACE, PLACE, PLACE))
    del args["scopings"]
    values = args.get("config", args)
    values |= {name: value[:1] for name, value in values.items() if isinstance(value, list)}
    return args


FULL = {case.name: (case.kind, full(case)) for case in CASES if case.kind == "Integration" or case.variant == "DEFAULT"}
"""Every variant of every model, by the name of its case: its resource type and inputs."""
