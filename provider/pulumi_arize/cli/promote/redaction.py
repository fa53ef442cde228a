"""Values without those that a program has marked as secret, though their fields are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...model.fields import Field, fields
from ...model.redaction import REDACTED
from ...model.traits import Model


def redacted(model: type[Model] | None, values: Mapping[str, Any], marks: Any) -> dict[str, Any]:
    """Return the values with `[secret]` where `marks`, the same as an engine shows it, has that.

    Secret fields stay: they hold fingerprints. The others stay too in an object that is marked as a whole: it is
    marked so as soon as it is made from a key.
    """
    table = fields(model) if model else {}
    return {name: _value(table.get(name), value, _of(marks, name)) for name, value in values.items()}


def _value(field: Field | None, value: Any, mark: Any) -> Any:
    if field and field.secret:
        return value
    if field and field.is_object and not field.is_list:
        return redacted(field.model_for(value), value, mark) if isinstance(value, Mapping) else value
    return REDACTED if _hides(mark) else value


def _of(marks: Any, name: str) -> Any:
    return marks.get(name) if isinstance(marks, Mapping) else None


def _hides(mark: Any) -> bool:
    if isinstance(mark, (Mapping, list)):
        return any(map(_hides, mark.values() if isinstance(mark, Mapping) else mark))
    return bool(mark == REDACTED)
