"""Finding what exists by its id or its exact name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from ..api.client import Client, item_path
from ..errors import ApiError, BadAnswer, LookupFailed
from ..model.neighbours import Neighbour

N = TypeVar("N", bound=Neighbour)
NEAR = 5
"""Names that an error lists at most."""


def by_id(client: Client, kind: type[N], item_id: str) -> N:
    """Return the one with this id. Raises LookupFailed, with what the API said."""
    try:
        return _parsed(kind, client.request("GET", item_path(kind.path, item_id)))
    except ApiError as error:
        raise LookupFailed(f"cannot look up {kind.title} {item_id!r}: {error}") from None


def by_name(client: Client, kind: type[N], name: str, filters: Mapping[str, str] | None = None) -> N:
    """Return the one with exactly this name, among those that `filters` let pass.

    Raises LookupFailed where there is none, with the names that are near, or more than one, with their ids.
    """
    try:
        listed = list(_listed(client, kind, {"name": name, **(filters or {})}))
        exact = [item for item in listed if item.name == name]
        near = [] if exact else _near(name, listed or list(_listed(client, kind, filters or {})))
    except ApiError as error:
        raise LookupFailed(f"cannot look up {kind.title} {name!r}: {error}") from None
    if len(exact) == 1:
        return exact[0]
    if exact:
        ids = ", ".join(sorted(item.id for item in exact)[:NEAR])
        raise LookupFailed(f"{len(exact)} {kind.title}s are named {name!r}: {ids}; look it up by its id")
    hint = f"; there are {', '.join(near)}" if near else "; the key may not see it"
    raise LookupFailed(f"no {kind.title} is named {name!r}{hint}")


def _listed(client: Client, kind: type[N], query: Mapping[str, str]) -> Iterator[N]:
    for page in client.pages(kind.path, kind.items, query):
        yield from (_parsed(kind, item) for item in page)


def _near(name: str, listed: list[N]) -> list[str]:
    names = sorted({item.name for item in listed})
    return [repr(near) for near in difflib.get_close_matches(name, names, n=NEAR) or names[:NEAR]]


def _parsed(kind: type[N], item: Mapping[str, Any]) -> N:
    try:
        return kind.model_validate(item)
    except ValidationError:
        raise BadAnswer(f"an answer at {kind.path} holds no {kind.title}: is it the API of Arize?") from None
