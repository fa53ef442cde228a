"""Which changes replace a resource, by the paths of the resource option `replace_on_changes`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..casing import path_parts
from ..safe_json import Values, value_at
from ..unknown import has_unknown
from .diff import Change
from .equivalence import equal

Parts = tuple[str, ...]

WILDCARD = "*"


def forced_replacements(changes: Iterable[Change], forced: str, old_state: Values, inputs: Values) -> list[Parts]:
    """Return the paths of the changes that replace the resource.

    `forced` holds the paths of the option, one on each line. A change at one of them or inside it replaces the
    resource, and so does one around it where the values at the path differ.
    """
    paths = [path_parts(path) for path in forced.split("\n") if path]
    return [
        change.path
        for change in changes
        if change.replaces or any(_is_affected(change.path, path, old_state, inputs) for path in paths)
    ]


def is_certain_to_replace(replaced: Iterable[Parts], inputs: Values) -> bool:
    """Tell whether a change replaces the resource whatever the values will be that are not known yet."""
    return any(not has_unknown(value_at(inputs, path)) for path in replaced)


def matches_path(changed: Parts, listed: str) -> bool:
    """Tell whether a change is at one of the paths, inside or around it; there is one path on each line."""
    return any(_overlaps(path_parts(path), changed) for path in listed.split("\n") if path)


def _overlaps(path: Parts, changed: Parts) -> bool:
    """Tell whether one path is at another, inside or around it."""
    return all(part in (WILDCARD, other) for part, other in zip(path, changed, strict=False))


def _is_affected(changed: Parts, path: Parts, old_state: Values, inputs: Values) -> bool:
    if not _overlaps(path, changed):
        return False
    if len(path) <= len(changed):
        return True
    old, new = (dict(_values_at(values, (*changed, *path[len(changed) :]))) for values in (old_state, inputs))
    return not equal(old, new)


def _values_at(values: Any, path: Parts, at: str = "") -> Iterator[tuple[str, Any]]:
    """Return every value at a path, which may have wildcards, by its own path."""
    if not path:
        yield at, values
        return
    items = dict(enumerate(values)) if isinstance(values, list) else values if isinstance(values, Mapping) else {}
    for key, item in items.items():
        if path[0] in (WILDCARD, str(key)):
            yield from _values_at(item, path[1:], f"{at}.{key}")
