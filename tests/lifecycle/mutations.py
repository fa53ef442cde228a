"""Declarations that follow from others: of the same type and provider, and with some fields of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from tests.oracle import meaning

from . import strategies
from .strategies import Json


def declarations(kind: str, where: strategies.Places, like: Mapping[str, Any] | None = None) -> st.SearchStrategy[Json]:
    """Return legal declarations of a kind; of the same type and provider, where one is given that they are like."""
    if kind == "AiIntegration":
        return strategies.in_both_dialects(strategies.ai_integrations(where))
    if like is None:
        return strategies.in_both_dialects(strategies.integrations(where))
    same = meaning(kind, like)
    if same["type"] == "LLM":
        return strategies.in_both_dialects(strategies.llm(where, same["config.provider"]))
    config = strategies.agent_configs if same["type"] == "AGENT" else strategies.evaluator_configs
    return strategies.described(where, same["type"], config)


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
