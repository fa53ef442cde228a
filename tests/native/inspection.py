"""Looking through values for what must not be there, and for what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_embedded.values import UNKNOWN, Secret

NOTHING: tuple[Any, ...] = (None, {}, [])


def in_clear(value: Any, secret: str) -> bool:
    """Tell whether a text stands anywhere outside the values that are marked secret."""
    if isinstance(value, Secret):
        return False
    if isinstance(value, Mapping):
        return any(in_clear(item, secret) for item in (*value.keys(), *value.values()))
    if isinstance(value, (list, tuple)):
        return any(in_clear(item, secret) for item in value)
    return isinstance(value, str) and secret in value


def differing(foretold: Any, came: Any, path: str = "") -> Iterator[str]:
    """Return where an answer is not what was foretold; unknown is as good as anything, and nothing as nothing."""
    if foretold is UNKNOWN or (foretold in NOTHING and came in NOTHING):
        return
    if isinstance(foretold, Mapping) and isinstance(came, Mapping):
        for name in (*foretold, *(name for name in came if name not in foretold)):
            yield from differing(foretold.get(name), came.get(name), f"{path}.{name}")
    elif isinstance(foretold, list) and isinstance(came, list) and len(foretold) == len(came):
        for index, (one, other) in enumerate(zip(foretold, came, strict=True)):
            yield from differing(one, other, f"{path}[{index}]")
    elif foretold != came:
        yield f"{path}: {foretold!r} was foretold, and came {came!r}"
