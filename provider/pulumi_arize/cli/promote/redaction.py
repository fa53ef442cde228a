"""Secrets as fingerprints, which can be compared, and then as labels, which can be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, product
from string import ascii_uppercase
from typing import Any

from ...lifecycle.key_fingerprint import with_secret_digests
from ...model.fields import Field, fields
from ...model.redaction import REDACTED
from ...model.secret_fields import map_secrets
from ...model.traits import Model
from ...safe_json import Values
from .environment import Resources, ResourceSnapshot, StackEnvironment

Label = Callable[[Any], Any]


def with_fingerprints(resources: Resources, key: str) -> Resources:
    """Return the resources with fingerprints instead of secrets, and without item IDs and marks."""
    return {name: _with_fingerprints(snapshot, key.encode()) for name, snapshot in resources.items()}


def redact_marked(model: type[Model] | None, values: Values, marks: Any) -> dict[str, Any]:
    """Return the values with `[secret]` where `marks`, the same values as an engine shows them, has it.

    Secret fields stay, because they hold fingerprints. The fields of an object that is marked as a whole stay too: the
    engine marks an object as soon as one of its fields is secret.
    """
    table = fields(model)
    return {
        name: _redact_value(table.get(name), value, marks.get(name) if isinstance(marks, Mapping) else None)
        for name, value in values.items()
    }


def label_secrets(environments: Sequence[StackEnvironment]) -> list[StackEnvironment]:
    """Return the environments with labels instead of fingerprints, in reading order: equal ones for equal secrets."""
    letters = _letters()
    labels: dict[str, str] = defaultdict(lambda: f"secret {next(letters)}")

    def label(secret: Any) -> Any:
        if isinstance(secret, Mapping):
            return {name: label(value) for name, value in secret.items()}
        return labels[secret] if isinstance(secret, str) and secret != REDACTED else secret

    return [_with_labels(environment, label) for environment in environments]


def _with_fingerprints(snapshot: ResourceSnapshot, key: bytes) -> ResourceSnapshot:
    resource_type = snapshot.resource_type

    def safe(values: Values) -> dict[str, Any]:
        computed = {*resource_type.secret_outputs, *resource_type.options.output_fields}
        plain = {name: value for name, value in values.items() if name not in computed}
        digested = with_secret_digests(resource_type.variants(plain), plain, key)
        return redact_marked(resource_type.model_for(plain), digested, snapshot.marks)

    return ResourceSnapshot(resource_type, safe(snapshot.inputs), safe(snapshot.state))


def _redact_value(field: Field | None, value: Any, mark: Any) -> Any:
    if field and field.secret:
        return value
    if field and field.is_object and not field.is_list:
        return redact_marked(field.model_for(value), value, mark) if isinstance(value, Mapping) else value
    return REDACTED if _holds_mark(mark) else value


def _holds_mark(mark: Any) -> bool:
    if isinstance(mark, (Mapping, list)):
        return any(map(_holds_mark, mark.values() if isinstance(mark, Mapping) else mark))
    return bool(mark == REDACTED)


def _with_labels(environment: StackEnvironment, label: Label) -> StackEnvironment:
    views: dict[str, Any] = {
        name: {key: _labelled(view[key], label) for key in sorted(view)} for name, view in environment.readable.items()
    }
    return replace(environment, **views)


def _labelled(snapshot: ResourceSnapshot, label: Label) -> ResourceSnapshot:
    inputs, state = (
        map_secrets(snapshot.resource_type.variants(values), values, label)
        for values in (snapshot.inputs, snapshot.state)
    )
    return replace(snapshot, inputs=inputs, state=state)


def _letters() -> Iterator[str]:
    """Return A, B and so on to Z, then AA, AB and so on."""
    return ("".join(letters) for length in count(1) for letters in product(ascii_uppercase, repeat=length))
