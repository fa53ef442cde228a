"""Answers that had another form than what was sent, as a state remembers them: as digests, never as values.

A server may normalize what it is sent, respell it, fill in what was left out, or mask it. Such an answer is no drift as
long as it stays the same. A state has its values as they were sent; for each that was answered in another form it has
the digest of that answer here, by its path, or several digests, where the servers of one API answer in several forms.
What a server has filled in stands in the state as it was answered, and its digest says so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.fields import Field, fields
from ..model.provider_options import ANSWERED
from ..model.traits import FieldTrait, Model
from ..safe_json import value_at
from .key_fingerprint import stretched

Values = Mapping[str, Any]
Forms = Mapping[str, str]

DIGEST_LENGTH = 16
"""Digits of a digest: it is compared with one answer at a time, never looked up among many."""

FILLED_IN = "unset:"
"""Begins the digests of a value that was answered where nothing was sent."""

MAX_FORMS = 4
"""Digests of one field that are remembered, the latest ones: more forms than that no API has."""


def forms_in(state: Values) -> dict[str, str]:
    """Return the digests that a state holds, by path."""
    try:
        forms = json.loads(state.get(ANSWERED) or "{}")
    except (TypeError, ValueError, RecursionError):
        return {}
    return {path: form for path, form in forms.items() if isinstance(form, str)} if isinstance(forms, dict) else {}


def to_property(forms: Forms) -> dict[str, str]:
    """Return the property that holds digests; none where there are none.

    It is one text: the SDK makes an Output of each item of an object, and drops what is null.
    """
    return {ANSWERED: json.dumps(forms, separators=(",", ":"), sort_keys=True)} if forms else {}


def digest(field: Field, response: Any, key: bytes) -> str:
    """Return the digest of what an answer says of a field; a slow and keyed one where that is secret."""
    text = json.dumps(_canonical(field, response), sort_keys=True, default=str)
    if field.secret and not field.presence_field:
        return stretched(text, key)[:DIGEST_LENGTH]
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def digests_of(form: str) -> list[str]:
    """Return the digests that a state holds of one field, the earliest first."""
    return form.removeprefix(FILLED_IN).split(",") if form else []


def add_digest(known: list[str], new: str, *, unset: bool) -> str:
    """Return what a state holds of a field: the digests known until now, and a new one."""
    return (FILLED_IN if unset else "") + ",".join((known if new in known else [*known, new])[-MAX_FORMS:])


def as_sent(model: type[Model] | None, state: Values) -> Values:
    """Return a state with what was sent, so that it can be compared with a declaration.

    Without what a server has filled in, and without what it says of write-only values in a form of its own.
    """
    forms = forms_in(state)
    return _as_sent(model, state, forms, "") if model and forms else state


def _as_sent(model: type[Model], state: Values, forms: Forms, path: str) -> dict[str, Any]:
    result = dict(state)
    for name, field in fields(model).items():
        form = forms.get(path + name)
        long = field.shorthand.field if field.shorthand else ""
        if f"{path}{long}.{name}" in forms:  # the short way of writing it says the same
            result.pop(field.presence_field or "", None)
        if form is not None:
            drop_presence_fields(model, field, result)
        if form is not None and form.startswith(FILLED_IN):
            result.pop(name, None)
        inner = field.model_for(result.get(name)) if field.is_object and not field.is_list else None
        if inner and isinstance(result.get(name), Mapping):
            result[name] = _as_sent(inner, result[name], forms, f"{path}{name}.")
    return result


def drop_presence_fields(model: type[Model], field: Field, state: dict[str, Any]) -> None:
    """Take away what a server says of a write-only value, in the short and in the long way of writing it."""
    state.pop(field.presence_field or "", None)
    long = fields(model)[field.shorthand.field] if field.shorthand else None
    if long and isinstance(state.get(long.name), Mapping):
        state[long.name] = {name: value for name, value in state[long.name].items() if name != field.presence_field}


def server_filled_values(state: Values) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Return what a server has filled in, each with its path."""
    for path, form in forms_in(state).items():
        if form.startswith(FILLED_IN):
            parts = tuple(path.split("."))
            yield parts, value_at(state, parts)


def _canonical(field: Field, response: Any) -> Any:
    """Return an answer without an order that means nothing, and without what only the server sets."""
    if not isinstance(response, list):
        return response
    known = fields(field.model) if field.model else {}
    items = [_known_fields(known, item) if isinstance(item, Mapping) and known else item for item in response]
    is_ordered = not field.has(FieldTrait.UNORDERED) and not field.presence_names
    return items if is_ordered else sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=str))


def _known_fields(known: Mapping[str, Field], item: Values) -> dict[str, Any]:
    return {name: item[name] for name in known if item.get(name) is not None}
