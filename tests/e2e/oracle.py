"""What the server must hold and what must be sent to it, told from declarations without the product's code."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from pulumi_arize.testing.emulator.traffic import Received

from .declarations import AI_FIELDS, FLAGS, Json

official: Any = importlib.import_module("arize._generated.api_client.models")
"""The official package's models: their package re-exports them without saying so to a type checker."""

LEGACY = {
    "LLM": "llm",
    "OPEN_AI": "openAI",
    "AZURE_OPEN_AI": "azureOpenAI",
    "AWS_BEDROCK": "awsBedrock",
    "VERTEX_AI": "vertexAI",
    "ANTHROPIC": "anthropic",
    "CUSTOM": "custom",
    "NVIDIA_NIM": "nvidiaNim",
    "GEMINI": "gemini",
    "DEFAULT": "default",
    "PROXY_WITH_HEADERS": "proxy_with_headers",
    "BEARER_TOKEN": "bearer_token",
    "AWS": "aws",
    "GCP": "gcp",
}
TERMS = ("type", "provider", "auth_type", "kind")
"""The fields that hold one of these words."""

ENVELOPE = ("type", "name", "description", "scopings")
"""The fields of `/v2/integrations` beside `config`."""

AI = ("name", "provider", "scopings", *AI_FIELDS.replace("!", "").split())
"""The fields of `/v2/ai-integrations`."""

MODELS = {
    ("POST", "integrations"): "CreateIntegrationRequest",
    ("PATCH", "integrations"): "UpdateIntegrationRequest",
    ("POST", "ai-integrations"): "CreateAiIntegrationRequest",
    ("PATCH", "ai-integrations"): "UpdateAiIntegrationRequest",
}
UNSET: Mapping[str, Any] = {"auth_type": "DEFAULT", **{name: values[0] for name, values in FLAGS.items()}}
"""What the API takes for a field that is not given; for all others: nothing."""


def compared(kind: str, args: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[Json, Json]:
    """Return what the server holds and what is declared, field by field; the two are equal where all is well."""
    held, declared = _meaning(kind, document), _meaning(kind, args)
    names = held.keys() | declared.keys()
    first, second = ({name: _plain(name, side.get(name)) for name in names} for side in (held, declared))
    return first, second


def patch(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    """Return what a PATCH from one declaration to another says: what differs, whole values, and what clears."""
    old, new = _meaning(kind, before), _meaning(kind, after)
    differing = [name for name in old.keys() | new.keys() if _plain(name, old.get(name)) != _plain(name, new.get(name))]
    return {name: _whole(name, new.get(name, _cleared(name))) for name in differing}


def said(kind: str, body: Mapping[str, Any], provider: str) -> Json:
    """Return what a PATCH of an integration with this provider says, in the form of `patch`."""
    config = {"config": {"provider": provider, **body["config"]}} if "config" in body else {}
    meaning = _meaning(kind, {**body, **config})
    unchanging = ("type", "provider") if kind == "Integration" else ()
    return {name: _whole(name, value) for name, value in meaning.items() if name not in unchanging}


def accepted(request: Received, *, legacy: bool = False) -> None:
    """Fail where the official package's model of a request does not take its body, all of it and as it is."""
    collection = request.path.split("/")[2]
    model = getattr(official, MODELS[request.method, collection])
    body = current(request.body) if legacy else request.body
    assert model.from_dict(body).to_dict() == body, (request.method, request.path, body)


def current(value: Any, name: str = "") -> Any:
    """Return a body in today's spelling; fails where one of its words is not spelled as it was before.

    Metadata says whose it is today, where it did not have to before.
    """
    if isinstance(value, Mapping):
        said = {key: current(item, key) for key, item in value.items()}
        return {"kind": "AWS" if "role_arn" in said else "GCP", **said} if name == "provider_metadata" else said
    if isinstance(value, list):
        return [current(item) for item in value]
    if name not in TERMS or not isinstance(value, str):
        return value
    assert value not in LEGACY, f"{name}: {value} is not spelled as an older server spells it"
    return next((now for now, former in LEGACY.items() if former == value), value)


def _meaning(kind: str, values: Mapping[str, Any]) -> Json:
    if kind == "AiIntegration":
        return {name: values[name] for name in AI if name in values}
    envelope = {name: values[name] for name in ENVELOPE if name in values}
    config = dict(values.get("config", {}))
    if config.get("provider") == "CUSTOM" and "api_key" in config:
        key = config.pop("api_key")
        config.setdefault("auth", {"auth_type": "DEFAULT", "api_key": key})
    return envelope | config


def _whole(name: str, value: Any) -> Any:
    """Return an object that is sent whole without what is not in it."""
    if name == "auth":
        value = {"auth_type": "DEFAULT", **(value or {})}
    given = name in ("auth", "provider_metadata") and value is not None
    return {key: item for key, item in value.items() if item not in (None, {})} if given else value


def _plain(name: str, value: Any) -> Any:
    value = _whole(name, value)
    if name == "scopings":
        return sorted(str([item.get("organization_id"), item.get("space_id")]) for item in value or ())
    if name == "model_names":
        return sorted(value or ())
    if name == "request_presets":
        return {item["name"]: (item.get("description"), item["config"]) for item in value or ()}
    return UNSET.get(name) if value in (None, {}, []) else value


def _cleared(name: str) -> Any:
    """Return what a PATCH says of a field that is not declared any more."""
    if name in ("scopings", "model_names", "request_presets"):
        return []
    return UNSET.get(name)
