"""The JSON of request bodies: strict, and only what a response can contain too."""

from __future__ import annotations

import json
from typing import Any


def parse(body: bytes) -> Any:
    """Return the JSON of a body, None for an empty one.

    ValueError where it is not JSON, is nested too deeply, or holds a lone surrogate.
    """
    if not body:
        return None
    try:
        value = json.loads(body, parse_constant=_refuse)
        # An escape can be a lone surrogate, which no response could encode.
        if b"\\u" in body:
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _refuse(constant: str) -> None:
    raise ValueError(constant)
