"""A comparison for machines: plain JSON, without a key in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...unknown import UNKNOWN
from .comparison import EnvironmentStatus, IntegrationComparison, Path, unreadable, value_at
from .environment import VIEWS, StackEnvironment


def render_json(
    environments: Sequence[StackEnvironment], comparisons: Sequence[IntegrationComparison]
) -> dict[str, Any]:
    """Return how every integration stands in every environment, with the fields that differ anywhere."""
    return {
        "pending": any(item.is_pending for item in comparisons),
        "environments": [{"name": item.name, "unread": unreadable(item)} for item in environments],
        "integrations": [_integration(item) for item in comparisons],
    }


def _integration(item: IntegrationComparison) -> dict[str, Any]:
    standings = {name: _standing(status, list(item.fields)) for name, status in item.standings.items()}
    return {"name": item.key.name, "type": item.resource_type.name, "environments": standings}


def _standing(status: EnvironmentStatus, paths: Sequence[Path]) -> dict[str, Any]:
    return {
        "operation": status.operation or None,
        "pending": sorted(".".join(path) for path in status.pending),
        "drift": sorted(".".join(path) for path in status.drift),
        "gone": status.gone,
        "fields": {".".join(path): _values(status, path) for path in paths},
    }


def _values(status: EnvironmentStatus, path: Path) -> dict[str, Any]:
    views = {name: getattr(status, name) for name in VIEWS}
    return {name: _plain(value_at(snapshot.inputs, path)) for name, snapshot in views.items() if snapshot}


def _plain(value: Any) -> Any:
    return None if value is UNKNOWN else value
