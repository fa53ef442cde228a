"""Paths of values in JSON."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]


def at(values: Any, path: Path) -> Any:
    """Return the value at a path, None where there is none."""
    for part in path:
        if values is None:
            return None
        values = values[part] if isinstance(part, int) else values.get(part)
    return values


def with_value(values: Any, path: Path, *new: Any) -> Any:
    """Return a copy with another value at a path, or with none."""
    changed = copy.deepcopy(values)
    parent = at(changed, path[:-1])
    if new:
        parent[path[-1]] = new[0]
    else:
        del parent[path[-1]]
    return changed


def paths_in(value: Any, path: Path = ()) -> Iterator[Path]:
    """Return the path of every value in a document, outermost first."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from paths_in(item, (*path, key))
