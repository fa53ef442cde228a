"""Pages of a list: newest first, with an opaque cursor that is valid only for the same filters.

Source: `PaginationMetadata`, and the parameters `limit` and `cursor` of the list operations.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeVar

from ..errors import InvalidRequest
from ..request_context import request_context

DEFAULT_LIMIT = 50
MAX_LIMIT = 100

Query = Mapping[str, str]


class Numbered(Protocol):
    """A record with its number in the order of creation."""

    number: int


T = TypeVar("T", bound=Numbered)


def page(items: Iterable[T], name: str, query: Query, render: Callable[[T], Any]) -> dict[str, Any]:
    """Return the page of `items` that the query asks for: the body of the response, with the list under `name`.

    InvalidRequest where the limit is not 1 to 100, or the cursor is of another list.
    """
    limit = _limit(query.get("limit"))
    origin = _origin(name, query)
    before = _position(query["cursor"], origin) if "cursor" in query else None
    ordered = sorted(items, key=lambda item: item.number, reverse=True)
    start = len([item for item in ordered if before is not None and item.number >= before])
    rest = ordered[max(0, start - request_context().moved) if before is not None else 0 :]
    shown = rest[:limit]
    pagination: dict[str, Any] = {"has_more": len(rest) > limit}
    if pagination["has_more"]:
        pagination["next_cursor"] = _cursor(origin, shown[-1].number)
    return {name: [render(item) for item in shown], "pagination": pagination}


def contains(name: str, part: str | None) -> bool:
    """Tell whether a name contains the filter's text, in upper or lower case."""
    return part is None or part.casefold() in name.casefold()


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MAX_LIMIT):
        raise InvalidRequest(f"limit must be a number from 1 to {MAX_LIMIT}")
    return int(text)


def _origin(name: str, query: Query) -> str:
    filters = sorted((key, value) for key, value in query.items() if key not in ("limit", "cursor"))
    return hashlib.sha256(json.dumps([name, filters]).encode()).hexdigest()[:16]


def _cursor(origin: str, number: int) -> str:
    return base64.urlsafe_b64encode(f"{origin}:{number}".encode()).decode()


def _position(cursor: str, origin: str) -> int:
    try:
        filters, number = base64.urlsafe_b64decode(cursor.encode()).decode().split(":")
        position = int(number)
    except ValueError:
        raise InvalidRequest("cursor is not from this list") from None
    if filters != origin:
        raise InvalidRequest("cursor comes from a list with other filters")
    return position
