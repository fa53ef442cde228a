"""Opaque global IDs: base64 of `<what>:<number>:<letters>`, as `TGxtSW50ZWdyYXRpb246MTI6YUJjRA==` is."""

from __future__ import annotations

import base64
import re
import secrets
import string

from ..errors import InvalidRequest

_LETTERS = string.ascii_letters + string.digits
_PLAIN = re.compile(r"[A-Za-z]+:\d+:[A-Za-z0-9]+")


def new_id(what: str, number: int) -> str:
    """Return a new ID; it always ends in `=`, which fails with a client that does not escape it in a path."""
    plain = f"{what}:{number}:{''.join(secrets.choice(_LETTERS) for _ in range(4))}"
    if len(plain) % 3 == 0:
        plain += secrets.choice(_LETTERS)
    return base64.b64encode(plain.encode()).decode()


def require_id(value: str, where: str) -> str:
    """Return `value` if it has the form of an ID; otherwise InvalidRequest, which names it as `where`."""
    try:
        plain = base64.b64decode(value, validate=True).decode("ascii")
    except ValueError:
        plain = ""
    if not _PLAIN.fullmatch(plain):
        raise InvalidRequest(f"{where} is not a valid ID")
    return value
