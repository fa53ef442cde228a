"""A comparison as JSON, without secrets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...safe_json import map_scalars, value_at
from ...unknown import UNKNOWN
from .comparison import EnvironmentStatus, IntegrationComparison, Path
from .environment import VIEWS, StackEnvironment


def render_json(
    environments: Sequence[StackEnvironment], comparisons: Sequence[IntegrationComparison]
) -> dict[str, Any]:
    """Return the status of every integration in every environment, with the fields that differ anywhere."""
    return {
        "pending": any(item.is_pending for item in comparisons),
        "environments": [{"name": item.name, "unread": item.unreadable} for item in environments],
        "integrations": [_integration(item) for item in comparisons],
    }


def _integration(item: IntegrationComparison) -> dict[str, Any]:
    statuses = {name: _status(status, list(item.fields)) for name, status in item.statuses.items()}
    return {"name": item.key.name, "type": item.resource_type.name, "environments": statuses}


def _status(status: EnvironmentStatus, paths: Sequence[Path]) -> dict[str, Any]:
    return {
        "operation": status.operation or None,
        "pending": sorted(".".join(path) for path in status.pending),
        "drift": sorted(".".join(path) for path in status.drift),
        "gone": status.is_gone,
        "fields": {".".join(path): _values(status, path) for path in paths},
    }


def _values(status: EnvironmentStatus, path: Path) -> dict[str, Any]:
    """Return the value of a field in each view; null for what is known only after the deployment."""
    views = {name: getattr(status, name) for name in VIEWS}
    values = {name: value_at(snapshot.inputs, path) for name, snapshot in views.items() if snapshot}
    known: dict[str, Any] = map_scalars(values, lambda value: None if value is UNKNOWN else value)
    return known
