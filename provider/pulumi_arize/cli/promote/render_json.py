"""A comparison for machines: plain JSON, without a key in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...unknown import UNKNOWN
from .comparison import EnvironmentStatus, IntegrationComparison, Path, unreadable, value_at
from .environment import VIEWS, StackEnvironment


def render_json(environments: Sequence[StackEnvironment], compared: Sequence[IntegrationComparison]) -> dict[str, Any]:
    """Return how every integration stands in every environment, with the fields that differ anywhere."""
    return {
        "pending": any(item.is_pending for item in compared),
        "environments": [{"name": item.name, "unread": unreadable(item)} for item in environments],
        "integrations": [_integration(item) for item in compared],
    }


def _integration(item: IntegrationComparison) -> dict[str, Any]:
    standings = {name: _standing(standing, list(item.fields)) for name, standing in item.standings.items()}
    return {"name": item.key.name, "type": item.kind.name, "environments": standings}


def _standing(standing: EnvironmentStatus, paths: Sequence[Path]) -> dict[str, Any]:
    return {
        "operation": standing.operation or None,
        "pending": sorted(".".join(path) for path in standing.pending),
        "drift": sorted(".".join(path) for path in standing.drift),
        "gone": standing.gone,
        "fields": {".".join(path): _values(standing, path) for path in paths},
    }


def _values(standing: EnvironmentStatus, path: Path) -> dict[str, Any]:
    views = {name: getattr(standing, name) for name in VIEWS}
    return {name: _plain(value_at(held.inputs, path)) for name, held in views.items() if held}


def _plain(value: Any) -> Any:
    return None if value is UNKNOWN else value
