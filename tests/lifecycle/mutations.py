"""Declarations that follow from others: of the same type and provider, and with some fields of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Any

from hypothesis import strategies as st
from tests.oracle import meaning

from . import strategies
from .strategies import Json

PLACES = (("acme", "production"), ("acme", "staging"), ("research", "lab"))
"""Stand for the ids of organizations and spaces, which differ with each account: strategies are slow to make."""


def declarations(kind: str, where: strategies.Places, like: Mapping[str, Any] | None = None) -> st.SearchStrategy[Json]:
    """Return legal declarations of a kind; of the same type and provider, where one is given that they are like."""
    same = meaning(kind, like) if like is not None and kind != "AiIntegration" else {}
    ids = dict(zip(chain(*PLACES), chain(*where), strict=True))
    return _declarations(kind, same.get("type"), same.get("config.provider")).map(lambda made: _placed(made, ids))


@cache
def _declarations(kind: str, type_: str | None, provider: str | None) -> st.SearchStrategy[Json]:
    if kind == "AiIntegration":
        return strategies.in_both_dialects(strategies.ai_integrations(PLACES))
    if type_ is None:
        return strategies.in_both_dialects(strategies.integrations(PLACES))
    if provider is not None:
        return strategies.in_both_dialects(strategies.llm(PLACES, provider))
    config = strategies.agent_configs if type_ == "AGENT" else strategies.evaluator_configs
    return strategies.described(PLACES, type_, config)


def _placed(declaration: Json, ids: Mapping[str, str]) -> Json:
    if not declaration.get("scopings"):
        return declaration
    scopings = [{name: ids.get(value, value) for name, value in item.items()} for item in declaration["scopings"]]
    return {**declaration, "scopings": scopings}


@st.composite
def mixtures(draw: st.DrawFn, old: Json, new: Json) -> Json:
    """Return declarations with each field from one of two of the same kind."""
    if "config" not in old:
        return new if draw(st.booleans()) or old["provider"] != new["provider"] else _either(draw, old, new)
    config = _either(draw, old["config"], new["config"])
    mixed = {**_either(draw, old, new), "config": config}
    if "provider" in config:
        config = strategies.settled({**config, "provider": meaning("Integration", new)["config.provider"]})
    return {**mixed, "config": config}


def _either(draw: st.DrawFn, old: Json, new: Json) -> Json:
    sides = {name: draw(st.sampled_from([old, old, new])) for name in sorted(old.keys() | new.keys())}
    return {name: side[name] for name, side in sides.items() if name in side}
