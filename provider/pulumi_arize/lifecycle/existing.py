"""Finding an integration that exists: the one to adopt, the one that a lost answer was about, who holds a name."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from ..api.account import Account
from ..api.listing import Document
from ..errors import ApiError, ArizeError, NotFound, Refused
from ..json_values import at
from ..model.base import Mark
from ..model.fields import Field, fields
from ..model.kinds import KINDS, Kind
from ..property_names import called
from .kept import ADOPT
from .likeness import alike_names
from .understood import contradicts, has_tag_of

Values = Mapping[str, Any]

CLOCKS = 10.0
"""Seconds by which two clocks of one service may differ: the one that writes `created_at`, the one of `Date`."""

_MOMENT: TypeAdapter[AwareDatetime] = TypeAdapter(AwareDatetime)


def adoptable(account: Account, kind: Kind, declared: Values, by_id: Callable[[str], Document]) -> Document:
    """Return the integration that a declaration adopts, by id or exactly by name. Raises ArizeError, ApiError.

    `by_id` reads the one with an id, and raises NotFound.
    """
    wanted = str(declared[ADOPT])
    alike = (item for item in named(account, kind, wanted) if has_tag_of(kind, item, declared))
    found = _by_id(wanted, by_id) or _only(list(alike), wanted)
    if found is None:
        raise ArizeError(f"nothing to adopt has the id or the name {wanted!r}; leave out `adopt` to create it")
    for path, field, has in _fixed(kind, declared, found):
        asked = at(declared, path)
        if contradicts(field, has, asked):
            raise ArizeError(
                f"{wanted!r} cannot be adopted: its `{called('.'.join(path))}` is {has}, declared is {asked}"
            )
    return found


def just_created(account: Account, kind: Kind, declared: Values, seconds: float) -> Iterator[Document]:
    """Return those that bear the declared name and tag and were created in the last `seconds`. Raises ApiError.

    The server's clock counts: an older one is somebody else's, whatever it holds.
    """
    for item in alike_named(account, kind, str(declared.get("name"))):
        if has_tag_of(kind, item, declared) and account.client.server_time() - _created_at(item) <= seconds + CLOCKS:
            yield item


def taken_by(account: Account, kind: Kind, name: str, way_out: str) -> str:
    """Say who holds a name, and the ways out, `way_out` before the others."""
    found = next(_holders(account, kind, name), None)
    if found is None:
        return f"the name {name!r} is taken by one that this key cannot see: choose another name"
    holder_kind, holder = found
    what = " ".join(str(value) for _, _, value in _fixed(holder_kind, holder, holder)) or holder_kind.title
    return (
        f"the name {name!r} is taken by {holder['id']} ({what}, created {holder.get('created_at')}): "
        f"{way_out}choose another name, or delete that one"
    )


def name_is_taken(error: Refused) -> bool:
    """Tell whether a create or an update was refused for its name."""
    return error.status == HTTPStatus.CONFLICT


def _holders(account: Account, kind: Kind, name: str) -> Iterator[tuple[Kind, Document]]:
    """Return who may hold the name, on either resource: the two share their names."""
    for other in (kind, *(item for item in KINDS if item is not kind)):
        with suppress(ApiError):
            yield from ((other, item) for item in named(account, other, name))


def _created_at(item: Document) -> float:
    """Return when something was created, in seconds since the epoch; long ago where it does not say."""
    try:
        return _MOMENT.validate_python(item.get("created_at")).timestamp()
    except (ValidationError, OverflowError):
        return 0.0


def _by_id(wanted: str, read: Callable[[str], Document]) -> Document | None:
    if not looks_like_id(wanted):
        return None
    try:
        return read(wanted)
    except NotFound:
        return None


def named(account: Account, kind: Kind, name: str) -> Iterator[Document]:
    """Return those with exactly this name. Raises ApiError."""
    for page in account.collections[kind].everything({"name": name}):
        yield from (item for item in page if item.get("name") == name and isinstance(item.get("id"), str))


def alike_named(account: Account, kind: Kind, name: str) -> Iterator[Document]:
    """Return those whose name can be this one as a server has normalized it. Raises ApiError."""
    for page in account.collections[kind].everything({"name": name.strip()}):
        yield from (item for item in page if alike_names(item.get("name"), name) and isinstance(item.get("id"), str))


def _only(found: list[Document], wanted: str) -> Document | None:
    if len(found) > 1:
        ids = ", ".join(str(item["id"]) for item in found)
        raise ArizeError(f"{len(found)} integrations are named {wanted!r}: give the id of one to `adopt`: {ids}")
    return found[0] if found else None


def looks_like_id(wanted: str) -> bool:
    """Tell whether a word is a global id of the API, and no name."""
    try:
        return b":" in base64.b64decode(wanted, validate=True)
    except (binascii.Error, ValueError):
        return False


def _fixed(kind: Kind, declared: Values, found: Values) -> Iterator[tuple[tuple[str, ...], Field, Any]]:
    """Return the paths of what cannot be changed, each with its field and what the found one has there."""
    model = kind.pick(declared)
    for name, field in (fields(model) if model else {}).items():
        if field.has(Mark.IMMUTABLE):
            yield (name,), field, found.get(name)
        inner = field.pick(declared.get(name)) if field.has(Mark.MERGED) else None
        for inner_name, inner_field in (fields(inner) if inner else {}).items():
            if inner_field.has(Mark.IMMUTABLE):
                yield (name, inner_name), inner_field, at(found, (name, inner_name))
