"""JSON as the API takes it: strict, and such that it can be written again."""

from __future__ import annotations

import json
from typing import Any


def parse(body: bytes) -> Any:
    """Return the JSON of a body; None for an empty one.

    Raises:
        ValueError: It is no JSON, is nested too deep, or holds a character that no encoding has.
    """
    if not body:
        return None
    try:
        value = json.loads(body, parse_constant=_refuse)
        # Only an escape can smuggle in half of a surrogate pair, which no answer could repeat.
        if b"\\u" in body:
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deep") from None
    return value


def _refuse(constant: str) -> None:
    raise ValueError(constant)
