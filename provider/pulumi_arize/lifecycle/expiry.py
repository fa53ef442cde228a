"""When a resource expires: what is sent must do so in the future, and a preview warns of one that soon does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

from ..casing import camel
from ..model.field_types import parse_timestamp
from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait
from ..safe_json import Values
from ..unknown import UNKNOWN

WARNING_DAYS = "expiry_warning_days"
"""The option with the days before an expiry on which a preview warns of it."""


def expired_fields(resource_type: ResourceType, values: Values, now: float | None = None) -> list[Field]:
    """Return the fields of inputs, of a state or of a response whose time has passed.

    `now` are the seconds since the epoch; None stands for the clock of this machine.
    """
    return [field for field, at in _expiries(resource_type, values) if at <= (time.time() if now is None else now)]


def expiry_warning(resource_type: ResourceType, state: Values, inputs: Values) -> str:
    """Return the warning of an expiry that is near or has passed; an empty text where there is none."""
    option = fields(resource_type.options).get(WARNING_DAYS)
    if option is None:
        return ""
    left = {field: timedelta(seconds=at - time.time()) for field, at in _expiries(resource_type, state)}
    field = min(left, key=lambda one: left[one], default=None)
    days = inputs.get(WARNING_DAYS, option.default)
    if field is None or days is UNKNOWN or left[field] > timedelta(days=days):
        return ""
    name = camel(field.name)
    when = f"expires in {_in_words(left[field])}" if left[field] > timedelta() else "has expired"
    resolution_hint = f"set a later `{name}`" if field.name in inputs else "change `rotation`"
    return f"it {when} (`{name}` is {state[field.name]}): {resolution_hint} to replace it by a new one"


def _expiries(resource_type: ResourceType, values: Values) -> Iterator[tuple[Field, float]]:
    """Return each field with a known time of expiry, and that time in seconds since the epoch."""
    model = resource_type.model_for(values)
    for field in fields(model).values():
        at = parse_timestamp(values.get(field.name)) if field.has(FieldTrait.EXPIRY) else None
        if at is not None:
            yield field, at.timestamp()


def _in_words(left: timedelta) -> str:
    return f"{left.days} days" if left.days > 1 else f"{left.seconds // 3600 + 24 * left.days} hours"
