"""JSON objects, and the paths of the values in them."""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
Path: TypeAlias = tuple[str | int, ...]


def at(path: Path) -> str:
    """Return the path of a field as text, such as `config.auth.role_arn` or `scopings[0].space_id`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "the body"
