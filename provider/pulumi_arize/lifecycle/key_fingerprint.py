"""Digests of secrets: the short and slow fingerprint of a key, and whole ones with which stacks are compared."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.secret_fields import map_secrets
from ..model.traits import Model
from ..safe_json import Values
from ..unknown import UNKNOWN, has_unknown

ROUNDS = 10_000
"""Rounds of PBKDF2-HMAC-SHA256: some milliseconds for each guess, and for each key that is sent."""

FINGERPRINT_LENGTH = 4
"""Hexadecimal digits of the fingerprint of a key. It is not a secret: of 65,536 other keys, one has the same."""

SALT = b"pulumi-arize key fingerprint 1"
"""Keeps these digests apart from all others; the same everywhere, so that two stacks can be compared."""

COMPARISON_INPUTS = "__comparison_inputs"
"""The property of a preview with the inputs to compare with those of another stack, their secrets fingerprinted."""

COMPARING = "ARIZE_COMPARE_KEY"
"""The environment variable with the key of these fingerprints; unset in a deployment."""


def fingerprint(model: type[Model] | None, state: Values, key: bytes) -> str | None:
    """Return the fingerprint of the keys that a state holds, None where it holds none.

    `key` is the setting `arize:fingerprintKey`; where it is set, nobody without it can compute a fingerprint.
    """
    keys = [value for _, value in credentials(model, state)]
    return slow_digest("\n".join(keys), key)[:FINGERPRINT_LENGTH] if keys else None


def with_secret_digests(models: Sequence[type[Model]], values: Values, key: bytes) -> dict[str, Any]:
    """Return inputs or a state with a digest instead of each secret, also of each header value.

    `models` are the variants that they can be.
    `key` must be random: the digests are quick, so that whoever knows the key can guess a short secret.
    """

    def digest(secret: Any) -> Any:
        if isinstance(secret, Mapping):
            return {name: digest(value) for name, value in secret.items()}
        return hmac.digest(key, secret.encode(), "sha256").hex() if isinstance(secret, str) else secret

    return map_secrets(models, values, digest)


def comparison_inputs(resource_type: ResourceType, inputs: Values, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the property with the inputs to compare; none where the environment has no key for it."""
    key = environment.get(COMPARING)
    return {COMPARISON_INPUTS: with_secret_digests(resource_type.variants(inputs), inputs, key.encode())} if key else {}


def credentials(model: type[Model] | None, values: Values) -> Iterator[tuple[Any, str]]:
    """Return the path and the text of each key among the values; header values are no keys."""
    return ((where, key) for where, key in credential_values(model, values) if isinstance(key, str) and key)


def credential_values(
    model: type[Model] | None, values: Values, path: tuple[str, ...] = ()
) -> Iterator[tuple[Any, Any]]:
    """Return the path and the value of each key among the values, also of those that are unknown or not set."""
    for name, field in fields(model).items():
        value: Any = values.get(name)
        inner = field.model_for(value)
        if is_credential(field) or (field.is_object and value is UNKNOWN):
            yield (*path, name), value
        elif inner:
            yield from credential_values(inner, value, (*path, name))
        elif field.union and has_unknown(value):  # its variant is not known
            yield (*path, name), UNKNOWN


def is_credential(field: Field) -> bool:
    """Tell whether the field is a key: a write-only value, but no map of headers."""
    return field.presence_field is not None and not field.is_map


@lru_cache(maxsize=4096)
def slow_digest(keys: str, key: bytes) -> str:
    """Return a slow digest, so that each guess is slow too."""
    keyed = hmac.digest(SALT + key, keys.encode(), "sha256")
    return hashlib.pbkdf2_hmac("sha256", keyed, SALT, ROUNDS).hex()[:32]
