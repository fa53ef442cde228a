"""The differences between two sets of properties, path by path."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest
from typing import Any, Final

from . import property_path
from .values import UNKNOWN, Properties, Secret, contains, reveal

MISSING: Final = object()
# how the names of internal properties begin, such as that of the pickled provider of a dynamic resource
_HIDDEN: Final = "__"


class DiffKind(str, Enum):
    """How a property changes."""

    ADD = "+"
    UPDATE = "~"
    DELETE = "-"


@dataclass(frozen=True)
class PropertyChange:
    """A difference at one path; a missing value is None, `replaces` is true if it requires a replacement."""

    path: property_path.Path
    kind: DiffKind
    old: Any
    new: Any
    replaces: bool = False


def changes(old: Properties, new: Properties) -> list[PropertyChange]:
    """Return the differences, sorted by path."""
    return list(_compare((), old, new))


def visible(found: list[PropertyChange]) -> list[PropertyChange]:
    """Return the changes without those of internal properties."""
    return [change for change in found if not str(change.path[0] if change.path else "").startswith(_HIDDEN)]


def _compare(path: property_path.Path, old: Any, new: Any) -> Iterator[PropertyChange]:
    if old is MISSING or new is MISSING:
        kind = DiffKind.ADD if old is MISSING else DiffKind.DELETE
        yield PropertyChange(path, kind, None if old is MISSING else old, None if new is MISSING else new)
    elif isinstance(old, dict) and isinstance(new, dict):
        for key in sorted({*old, *new}):
            yield from _compare((*path, key), old.get(key, MISSING), new.get(key, MISSING))
    elif isinstance(old, list) and isinstance(new, list):
        for index, (before, after) in enumerate(zip_longest(old, new, fillvalue=MISSING)):
            yield from _compare((*path, index), before, after)
    elif isinstance(old, Secret) or isinstance(new, Secret):
        # a secret differs as a whole: paths in it would disclose its structure
        if reveal(old) != reveal(new):
            yield PropertyChange(path, DiffKind.UPDATE, Secret(old), Secret(new))
    elif not _same(old, new):
        yield PropertyChange(path, DiffKind.UPDATE, old, new)


def _same(old: Any, new: Any) -> bool:
    if contains(old, is_unknown) or contains(new, is_unknown):
        return False
    return bool(old == new) and isinstance(old, bool) == isinstance(new, bool)


def is_unknown(value: Any) -> bool:
    """Return whether the value itself is unknown."""
    return value is UNKNOWN
