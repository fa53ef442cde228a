"""No secret in a message, whatever a server says back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.base import Model
from ..model.fields import fields

SHORTEST = 4
"""Characters of the shortest value that is looked for; a shorter one would blot out ordinary words."""


def redacted(message: str, model: type[Model] | None, values: Mapping[str, Any]) -> str:
    """Return the message with every secret among the values replaced by `[secret]`."""
    for secret in sorted(secrets_in(model, values), key=len, reverse=True):
        for form in (
            secret,
            " ".join(secret.split()),
            json.dumps(secret)[1:-1],
            json.dumps(secret, ensure_ascii=False)[1:-1],
        ):
            if len(form) >= SHORTEST:
                message = message.replace(form, "[secret]")
    return message


def secrets_in(model: type[Model] | None, values: Any) -> Iterator[str]:
    """Return the secret values of a declaration or of a state: keys, and the values of headers."""
    if model is None or not isinstance(values, Mapping):
        return
    for name, field in fields(model).items():
        value = values.get(name)
        if field.secret:
            yield from (str(item) for item in (value.values() if isinstance(value, Mapping) else [value]) if item)
        elif field.nested and not field.many:
            yield from secrets_in(field.pick(value), value)
