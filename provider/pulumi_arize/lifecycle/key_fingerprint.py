"""A fingerprint of the keys of a resource: equal where they are equal, and of no use to whoever would guess them."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ..model.fields import Field, fields
from ..model.secret_fields import map_secrets
from ..model.traits import Model
from ..unknown import UNKNOWN, has_unknown

Values = Mapping[str, Any]

ROUNDS = 10_000
"""Rounds of PBKDF2-HMAC-SHA256: some milliseconds for each guess, and for each key that is sent."""

SALT = b"pulumi-arize key fingerprint 1"
"""Keeps these digests apart from all others; the same everywhere, so that two stacks can be compared."""


def fingerprint(model: type[Model] | None, state: Values, key: bytes) -> str | None:
    """Return the fingerprint of the keys that a state holds, None where it holds none.

    `key` is the setting `arize:fingerprintKey`; where it is set, nobody without it can compute a fingerprint.
    """
    keys = [value for _, value in credentials(model, state)]
    return stretched("\n".join(keys), key) if keys else None


def fingerprinted(model: type[Model] | None, values: Values, key: bytes) -> dict[str, Any]:
    """Return a declaration or a state with a fingerprint in the place of each secret, also of each header's value."""

    def digest(secret: Any) -> Any:
        if isinstance(secret, Mapping):
            return {name: digest(value) for name, value in secret.items()}
        return stretched(secret, key) if isinstance(secret, str) else secret

    replaced: dict[str, Any] = map_secrets((model,) if model else (), values, digest)
    return replaced


def credentials(model: type[Model] | None, values: Values, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, str]]:
    """Return the keys and secrets among the values, each with its path; header values are none of them."""
    return ((where, key) for where, key in _keys(model, values, path) if isinstance(key, str) and key)


def keys_in(model: type[Model] | None, values: Values) -> Iterator[Any]:
    """Return the keys and secrets among the values, also those that are not known yet."""
    return (key for _, key in _keys(model, values))


def _keys(model: type[Model] | None, values: Values, path: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    for name, field in (fields(model) if model else {}).items():
        value = values.get(name)
        inner = field.model_for(value) if field.is_object and not field.is_list else None
        if is_credential(field) or (field.is_object and value is UNKNOWN):
            yield (*path, name), value
        elif inner and isinstance(value, Mapping):
            yield from _keys(inner, value, (*path, name))
        elif field.union and has_unknown(value):  # which of its shapes it has is not known
            yield (*path, name), UNKNOWN


def is_credential(field: Field) -> bool:
    """Tell whether the field is a key: a write-only value that is no map."""
    return field.presence_field is not None and not field.is_map


@lru_cache(maxsize=4096)
def stretched(keys: str, key: bytes) -> str:
    """Return a slow digest, so that a guess costs as much."""
    keyed = hmac.digest(SALT + key, keys.encode(), "sha256")
    return hashlib.pbkdf2_hmac("sha256", keyed, SALT, ROUNDS).hex()[:32]
