"""Property paths such as `a.b[0]["c d"]` and `a.*`: parses, formats and matches them, and resets values at them."""

import copy
import re
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from .errors import EngineError
from .values import Properties, Secret

Path: TypeAlias = tuple[str | int, ...]

_PART: Final = re.compile(r'\.?([^.\[\]"]+)|\[(\d+|\*)\]|\["((?:[^"\\]|\\.)*)"\]')
ANY: Final = "*"


def parse(text: str) -> Path:
    """Parse a path; EngineError where it is invalid."""
    parts: list[str | int] = []
    position = 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            raise EngineError(f"cannot read the property path {text!r}")
        name, index, quoted = match.groups()
        parts.append(name if name is not None else _bracketed(index, quoted))
        position = match.end()
    return tuple(parts)


def _bracketed(index: str | None, quoted: str | None) -> str | int:
    if index is None:
        return re.sub(r"\\(.)", r"\1", quoted or "")
    return index if index == ANY else int(index)


def covers(path: Path, other: Path) -> bool:
    """Return whether `other` is a path that `path` matches, or one below it."""
    return len(other) >= len(path) and all(part in (ANY, seen) for part, seen in zip(path, other, strict=False))


def write(path: Path) -> str:
    """Format a path."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PART.fullmatch(part):
            text += f".{part}" if text else part
        else:
            text += f'["{part}"]'
    return text


def reset_all(new: Properties, old: Properties, ignored: Iterable[str]) -> Properties:
    """Return the new properties with the values of the old ones at the ignored paths."""
    result = copy.deepcopy(new)
    for text in ignored:
        _reset(result, old, parse(text))
    return result


def find(value: Any, path: Path) -> Any:
    """Return the value at a path, None where there is none; a value inside a secret is secret."""
    hidden = False
    for part in path:
        value, secret = _open(value)
        hidden = hidden or secret
        if not _has(value, part):
            return None
        value = value[part]
    return Secret(value) if hidden and not isinstance(value, Secret) else value


def _reset(new: Any, old: Any, path: Path) -> None:
    while isinstance(new, Secret):
        new = new.element
    old, secret = _open(old)
    for key in _keys(new, old, path[0]):
        if len(path) > 1:
            missing = path[0] != ANY and isinstance(new, dict) and isinstance(old, dict) and key not in old
            if _has(new, key) and (missing or _has(old, key)):
                inner = None if missing else old[key]
                _reset(new[key], Secret(inner) if secret else inner, path[1:])
        elif _has(old, key):
            _put(new, key, Secret(old[key]) if secret else old[key])
        elif isinstance(new, dict):
            new.pop(key, None)


def _open(value: Any) -> tuple[Any, bool]:
    secret = isinstance(value, Secret)
    while isinstance(value, Secret):
        value = value.element
    return value, secret


def _keys(new: Any, old: Any, part: str | int) -> list[Any]:
    if part != ANY:
        return [part]
    if isinstance(new, dict) and isinstance(old, dict):
        return list(new.keys() | old.keys())
    return list(range(len(new))) if isinstance(new, list) and isinstance(old, list) else []


def _has(value: Any, key: str | int) -> bool:
    if isinstance(value, dict):
        return key in value
    return isinstance(value, list) and isinstance(key, int) and key < len(value)


def _put(new: Any, key: str | int, value: Any) -> None:
    # an element can be put back where the new list has one: a list is neither lengthened nor shortened
    if isinstance(new, dict) or _has(new, key):
        new[key] = value
