"""What is kept of an answer, and what a declaration would say of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ..model.base import Mark, Model
from ..model.fields import Field, fields
from ..model.kinds import Kind
from ..model.options import IntegrationOptions
from .fingerprint import credentials, fingerprint
from .kept import KEPT
from .sameness import same, still_there

Values = Mapping[str, Any]

(FINGERPRINT,) = IntegrationOptions.returned
"""The output that tells two keys apart."""


def state_of(kind: Kind, answer: Values, written: Values, before: Values, fingerprint_key: bytes) -> dict[str, Any]:
    """Return what is kept of an answer, with the key that is known and a fingerprint of all of them.

    A fingerprint is slow to make: that of the state `before` stands as long as its keys do.
    """
    model = kind.pick(answer)
    own = fields(kind.options)
    answered = {name: value for name, value in answer.items() if name not in (*own, *kind.options.returned, KEPT)}
    state = outputs(model, answered, written) | {name: written[name] for name in own if name in written}
    kept = before.get(FINGERPRINT) if _has_keys_of(kind, before, state) else None
    digest = kept or fingerprint(model, state, fingerprint_key)
    keys = {path[-1]: key for path, key in credentials(model, state) if path[-1] in kind.options.returned}
    return {**state, **keys, **({FINGERPRINT: digest} if digest else {})}


def _has_keys_of(kind: Kind, before: Values, state: Values) -> bool:
    """Tell whether a state has the keys of the one before, and they were not sent again since."""
    known, wanted = (list(credentials(kind.pick(values), values)) for values in (before, state))
    resends = [name for name, field in fields(kind.options).items() if field.has(Mark.RESENDS_KEYS)]
    return known == wanted and all(before.get(name) == state.get(name) for name in resends)


def outputs(model: type[Model] | None, answer: Values, written: Values) -> dict[str, Any]:
    """Return the answer, all of it, with the write-only values that were written and are still there.

    A value that means the same as the written one stays as it was written, so that an order without meaning never
    shows as a change.
    """
    table = fields(model) if model else {}
    kept = {name: _without_nulls(table.get(name), value) for name, value in answer.items()}
    for name, field in table.items():
        value = written.get(name)
        if value is None:
            continue
        if field.seen_as:
            if still_there(field, answer, value):
                kept[name] = value
        elif field.nested and not field.many:
            kept[name] = _inner_outputs(field, kept.get(name), value)
        elif not field.has(Mark.BY_NAME) and same(field, answer.get(name), value):
            kept[name] = value
    meant = {name: _meant(table.get(name), value) for name, value in kept.items()}
    return {name: value for name, value in meant.items() if value is not None}


def _meant(field: Field | None, value: Any) -> Any:
    """Return a value, or what the API does by itself where it answers null: a list that was never set is empty."""
    return field.default if value is None and field and not field.seen_as else value


def _without_nulls(field: Field | None, value: Any) -> Any:
    """Return a value without the fields that are null, at any depth; what has no fields of its own stays as it is."""
    if field is None or not field.nested:
        return value
    if isinstance(value, list):
        return [_without_nulls(field, item) for item in value]
    return outputs(field.pick(value), value, {}) if isinstance(value, Mapping) else value


def _inner_outputs(field: Field, answer: Any, written: Any) -> Any:
    model = field.pick(answer)
    both = isinstance(answer, Mapping) and isinstance(written, Mapping)
    if model is None or not both or field.pick(written) is not model:
        return answer
    return outputs(model, answer, written)


def redeclared(model: type[Model] | None, state: Values, named: Collection[str], path: str = "") -> dict[str, Any]:
    """Return the declaration that would say what the state says: drift, in the declaration's terms.

    `named` are the paths that the declaration has named; a field that it has not named appears only where it is not
    what the API does by itself, and never where it is a secret.
    """
    inputs: dict[str, Any] = {}
    for name, field in (fields(model) if model else {}).items():
        value = state.get(name)
        if value is None and field.is_tag:  # older servers leave out one that follows from the rest
            value = str(field.default)
        is_named = path + name in named
        if value is None or (field.secret and not is_named):
            continue
        plain = _plain(field, value, named, f"{path}{name}.")
        if is_named or field.is_tag or not same(field, None, plain):
            inputs[name] = plain
    return inputs


def _plain(field: Field, value: Any, named: Collection[str], path: str) -> Any:
    """Return the value without what only the server sets."""
    if not field.nested:
        return value
    if not field.many:
        return redeclared(field.pick(value), value, named, path) if isinstance(value, Mapping) else value
    return [redeclared_item(field.pick(item), item) for item in value] if isinstance(value, list) else value


def redeclared_item(model: type[Model] | None, item: Any) -> Any:
    """Return the item of a list as a declaration would say it."""
    if model is None or not isinstance(item, Mapping):
        return item
    return {name: item[name] for name in fields(model) if item.get(name) is not None}
