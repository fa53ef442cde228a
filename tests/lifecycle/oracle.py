"""What a declaration means, and what the server holds, in one form that can be compared: without the product's code.

Each is a flat table. What a PATCH replaces as one stands under one path: `name`, `config.model_names`, `config.auth`.
Nothing declared means what the API does by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .strategies import FIELDS, LEGACY, Json

Meaning = dict[str, Any]

CURRENT = {former: current for current, former in LEGACY.items()}
FLAGS = {
    "is_function_calling_enabled": True,
    "is_default_models_enabled": False,
    "function_calling_enabled": True,
    "enable_default_models": False,
}
FLAT = (
    "provider api_key base_url model_names headers enable_default_models function_calling_enabled auth_type "
    "provider_metadata"
)
HOSTED = {"AGENT": "endpoint input_schema headers request_presets", "EVALUATOR": "endpoint input_schema headers"}


def meaning(kind: str, values: Mapping[str, Any]) -> Meaning:
    """Return what a declaration of this kind means, or what a document of the server's says."""
    envelope = {"name": values["name"], "scopings": _scopings(values.get("scopings"))}
    if kind == "AiIntegration":
        return envelope | {name: _plain(name, values.get(name)) for name in FLAT.split()}
    type_ = _current(values.get("type") or "LLM")
    config = values["config"]
    if type_ == "LLM":
        provider = _current(config["provider"])
        names = ["provider", *FIELDS[provider].replace("!", "").split()]
    else:
        provider, names = "", HOSTED[type_].split()
        envelope["description"] = values.get("description")
    found = {f"config.{name}": _plain(name, config.get(name)) for name in names}
    if provider == "CUSTOM":
        key = found.pop("config.api_key")
        found["config.auth"] = found["config.auth"] or _auth({"auth_type": "DEFAULT", "api_key": key})
    return {"type": type_, **envelope, **found}


def differing(before: Meaning, after: Meaning) -> set[str]:
    """Return the paths at which two meanings differ."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def is_replaced(kind: str, paths: Iterable[str]) -> bool:
    """Tell whether these changes need another integration in the place of this one."""
    return kind == "Integration" and not {"type", "config.provider"}.isdisjoint(paths)


def sent(kind: str, body: Mapping[str, Any], provider: str | None) -> set[str]:
    """Return the paths that a PATCH of an integration with this provider names, in the terms of `meaning`."""
    if kind == "AiIntegration":
        return set(body)
    names = {"auth" if name == "api_key" and provider == "CUSTOM" else name for name in body.get("config", {})}
    return (body.keys() - {"type", "config"}) | {f"config.{name}" for name in names}


def _current(spelling: str) -> str:
    return CURRENT.get(spelling, spelling)


def _plain(name: str, value: Any) -> Any:
    if name in FLAGS:
        return FLAGS[name] if value is None else value
    if name in ("provider", "auth_type"):
        return _current(value or "DEFAULT")
    if name == "model_names":
        return frozenset(value or ())
    if name == "request_presets":
        return {item["name"]: (item.get("description"), item["config"]) for item in value or ()}
    if name in ("auth", "provider_metadata"):
        return _auth(value) if value else None
    return None if name == "headers" and not value else value


def _auth(value: Mapping[str, Any]) -> Json:
    """Return an object without what is not there, and without the kind of metadata, which the rest of it tells."""
    plain = {name: _plain(name, item) for name, item in value.items() if name != "kind"}
    return {name: item for name, item in plain.items() if item is not None}


def _scopings(value: Iterable[Mapping[str, Any]] | None) -> frozenset[tuple[Any, Any]]:
    pairs = {(item.get("organization_id"), item.get("space_id")) for item in value or ()}
    everywhere = {(None, None)}
    return frozenset() if pairs == everywhere else frozenset(pairs)
