"""What inputs mean, what the server must store and what a PATCH must send, computed without the product's code.

A meaning is a flat mapping. A value that a PATCH replaces as a whole has one path: `name`, `config.model_names`,
`config.auth`. A field that is left out has the API's default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tests.official_models import official

from arize_emulator import RecordedRequest

from .api_contract import (
    AI_FIELDS,
    DEFAULTS,
    ENUM_FIELDS,
    HOSTED_FIELDS,
    LEGACY,
    config_fields,
    listed,
)

Json = dict[str, Any]
Meaning = dict[str, Any]

CURRENT = {former: current for current, former in LEGACY.items()}
MODELS = {
    ("POST", "integrations"): "CreateIntegrationRequest",
    ("PATCH", "integrations"): "UpdateIntegrationRequest",
    ("POST", "ai-integrations"): "CreateAiIntegrationRequest",
    ("PATCH", "ai-integrations"): "UpdateAiIntegrationRequest",
}
LISTS = ("scopings", "config.model_names", "model_names", "config.request_presets")
"""The paths that an empty list clears."""


def meaning(kind: str, values: Mapping[str, Any]) -> Meaning:
    """Return the meaning of inputs of this resource type, or of a document of the server."""
    envelope = {"name": values["name"], "scopings": _scopings(values.get("scopings"))}
    if kind == "AiIntegration":
        return envelope | {name: _plain(name, values.get(name)) for name in _ai_fields()}
    type_ = _current(values.get("type") or "LLM")
    config = values["config"]
    provider = _current(config["provider"]) if type_ == "LLM" else ""
    if not provider:
        envelope["description"] = values.get("description")
    found = {f"config.{name}": _plain(name, config.get(name)) for name in _config_fields(type_, provider)}
    if provider == "CUSTOM":
        key = found.pop("config.api_key")
        found["config.auth"] = found["config.auth"] or _object({"auth_type": "DEFAULT", "api_key": key})
    return {"type": type_, **envelope, **found}


def differing(before: Meaning, after: Meaning) -> set[str]:
    """Return the paths at which two meanings differ."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def is_replaced(kind: str, paths: Iterable[str]) -> bool:
    """Tell whether these changes replace the integration."""
    return kind == "Integration" and not {"type", "config.provider"}.isdisjoint(paths)


def compared(kind: str, args: Mapping[str, Any], document: Mapping[str, Any]) -> tuple[Meaning, Meaning]:
    """Return the meanings of the server's document and of the inputs, which must be equal."""
    return meaning(kind, document), meaning(kind, args)


def patch(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    """Return the values that a PATCH from old to new inputs must send, by path: whole values, and those that clear."""
    values = _values(kind, after, after.get("config", {}).get("provider"))
    return {
        path: _whole(path, values.get(path, _cleared(path)))
        for path in differing(meaning(kind, before), meaning(kind, after))
    }


def sent_values(kind: str, body: Mapping[str, Any], provider: str | None) -> Json:
    """Return the values that the body of a PATCH sends, in the form of `patch`."""
    values = _values(kind, body, provider)
    return {path: _whole(path, value) for path, value in values.items() if path != "type"}


def sent(kind: str, body: Mapping[str, Any], provider: str | None) -> set[str]:
    """Return the paths that the body of a PATCH has."""
    return {*sent_values(kind, body, provider)}


def accepted(request: RecordedRequest, *, legacy: bool = False) -> None:
    """Assert that the official package's model of a request accepts its body and serializes the same."""
    collection = request.path.split("/")[2]
    model = getattr(official, MODELS[request.method, collection])
    body = current(request.body) if legacy else request.body
    assert model.from_dict(body).to_dict() == body, (request.method, request.path, body)


def former(value: Any, name: str = "") -> Any:
    """Return inputs with the enum values of the older dialect."""
    if isinstance(value, dict):
        return {key: former(item, key) for key, item in value.items()}
    return LEGACY.get(str(value), value) if name in ENUM_FIELDS else value


def current(value: Any, name: str = "") -> Any:
    """Return a body of the legacy dialect in the current one; fails where a value is in the current dialect already.

    Provider metadata has a kind only in the current dialect.
    """
    if isinstance(value, Mapping):
        today = {key: current(item, key) for key, item in value.items()}
        return {"kind": "AWS" if "role_arn" in today else "GCP", **today} if name == "provider_metadata" else today
    if isinstance(value, list):
        return [current(item) for item in value]
    if name not in ENUM_FIELDS or not isinstance(value, str):
        return value
    assert value not in LEGACY, f"{name}: {value} is not in the legacy dialect"
    return _current(value)


def _config_fields(type_: str, provider: str) -> Iterable[str]:
    return ("provider", *config_fields(provider)) if provider else listed(HOSTED_FIELDS[type_])


def _ai_fields() -> Iterable[str]:
    return ("provider", "provider_metadata", *listed(AI_FIELDS))


def _values(kind: str, values: Mapping[str, Any], provider: str | None) -> Json:
    """Return the values of inputs or of a body as they are, by their paths in a meaning."""
    if kind == "AiIntegration":
        return dict(values)
    config = dict(values.get("config", {}))
    if provider == "CUSTOM" and "api_key" in config:
        key = config.pop("api_key")
        config.setdefault("auth", {"auth_type": "DEFAULT", "api_key": key})
    envelope = {name: value for name, value in values.items() if name != "config"}
    return envelope | {f"config.{name}": value for name, value in config.items()}


def _whole(path: str, value: Any) -> Any:
    """Return an object that is sent as a whole without its empty fields, and so the items of a list."""
    if path == "config.request_presets":
        return [{name: item for name, item in preset.items() if item is not None} for preset in value]
    if path == "config.auth":
        value = {"auth_type": "DEFAULT", **(value or {})}
    if path not in ("config.auth", "provider_metadata") or value is None:
        return value
    return {name: item for name, item in value.items() if item not in (None, {})}


def _cleared(path: str) -> Any:
    """Return the value that a PATCH sends for a field that is no longer in the inputs."""
    return [] if path in LISTS else DEFAULTS.get(path.rpartition(".")[2])


def _current(value: str) -> str:
    return CURRENT.get(value, value)


def _plain(name: str, value: Any) -> Any:
    if name in ENUM_FIELDS:
        return _current(value or str(DEFAULTS[name]))
    if name in DEFAULTS:
        return DEFAULTS[name] if value is None else value
    if name == "model_names":
        return frozenset(value or ())
    if name == "request_presets":
        return {item["name"]: (item.get("description"), item["config"]) for item in value or ()}
    if name in ("auth", "provider_metadata"):
        return _object(value) if value else None
    return None if name == "headers" and not value else value


def _object(value: Mapping[str, Any]) -> Json:
    """Return an object without its empty fields, and without the kind of metadata, which follows from the rest."""
    plain = {name: _plain(name, item) for name, item in value.items() if name != "kind"}
    return {name: item for name, item in plain.items() if item is not None}


def _scopings(value: Iterable[Mapping[str, Any]] | None) -> frozenset[tuple[Any, Any]]:
    pairs = {(item.get("organization_id"), item.get("space_id")) for item in value or ()}
    everywhere = {(None, None)}
    return frozenset() if pairs == everywhere else frozenset(pairs)
