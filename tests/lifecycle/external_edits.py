"""What somebody else changes on the server, as the emulator's control handle takes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from tests.api_contract import DEFAULTS, ENUM_FIELDS, SECRETS
from tests.oracle import CURRENT

from .strategies import Json

LISTS = ("scopings", "model_names", "request_presets")
Edit = tuple[str, Any]


def current(config: Mapping[str, Any]) -> Json:
    """Return an object without what it leaves out, in the current dialect."""
    given = {name: value for name, value in config.items() if value is not None}
    for name in ENUM_FIELDS:
        if name in given:
            given[name] = CURRENT.get(given[name], given[name])
    if "auth" in given:
        given["auth"] = current(given["auth"])
    return given


@st.composite
def edits(draw: st.DrawFn, kind: str, other: Json) -> list[Edit]:
    """Return some of the paths of a declaration with its values, as the server holds them; keys can be gone."""
    paths = ["name", "scopings"]
    if kind == "AiIntegration":
        paths = sorted({*other, *DEFAULTS} - {"provider", "is_function_calling_enabled", "is_default_models_enabled"})
    else:
        paths += [f"config.{name}" for name in sorted(other["config"]) if name != "provider"]
    chosen = draw(st.lists(st.sampled_from(paths), min_size=1, max_size=3, unique=True))
    return [(path, _held(path, other, keyless=draw(st.booleans()))) for path in chosen]


def _held(path: str, inputs: Json, *, keyless: bool) -> Any:
    name = path.rpartition(".")[2]
    value = (inputs["config"] if "." in path else inputs).get(name)
    if value is None:
        return DEFAULTS.get(name, [] if name in LISTS else _no_auth(name))
    if name in ("api_key", "headers") and keyless:
        return None
    if name == "auth_type":
        return CURRENT.get(value, value)
    if name in ("auth", "provider_metadata"):
        whole = current(value)
        kind = {"kind": "AWS" if "role_arn" in whole else "GCP"} if name == "provider_metadata" else {}
        return {**whole, **kind, **(dict.fromkeys(whole.keys() & {*SECRETS}) if keyless else {})}
    return value


def _no_auth(name: str) -> Json | None:
    return {"auth_type": "DEFAULT"} if name == "auth" else None


def nested(changes: Mapping[str, Any]) -> Json:
    """Return edits with those of the `config` in it."""
    config = {path.partition(".")[2]: value for path, value in changes.items() if "." in path}
    rest = {path: value for path, value in changes.items() if "." not in path}
    return rest | ({"config": config} if config else {})


def shows(path: str, held: Any, new: Any) -> bool:
    """Tell whether a response shows all that an edit changes: another key instead of a key does not."""
    if path in ("config.api_key", "api_key"):
        return bool(held) != bool(new)
    if path == "config.headers":
        return _names_show(held, new)
    if path == "config.auth" and held["auth_type"] == new["auth_type"]:
        keys = all(bool(held.get(name)) != bool(new.get(name)) or held.get(name) == new.get(name) for name in SECRETS)
        return keys and _names_show(held.get("headers"), new.get("headers"))
    return True


def _names_show(held: Json | None, new: Json | None) -> bool:
    """Tell whether other headers show: always by their presence, which is all that hosted endpoints show of them."""
    return bool(held) != bool(new) or held == new
