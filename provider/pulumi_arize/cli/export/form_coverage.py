"""Whether one form of an integration says everything that its other form says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...lifecycle.equivalence import equal, field_equivalent
from ...lifecycle.normalize import Values, walk_objects
from ...model.fields import Field, fields
from ...model.resource_types import ResourceType
from ...model.traits import FieldTrait
from .read_account import Form


def covers(form: Form, other: Form) -> bool:
    """Tell whether a form of an integration says everything that its other form says."""
    said = list(_leaves(*form))
    return all(
        any(_same_leaf(one, leaf) for one in said)
        for leaf in _leaves(*other)
        if not leaf[0].is_discriminator and not field_equivalent(*leaf, {})
    )


def _leaves(resource_type: ResourceType, document: Values) -> Iterator[tuple[Field, Values]]:
    """Return every field that is no object, with the object that holds it."""
    for _, model, values in walk_objects(resource_type.model_for(document), document):
        yield from ((known, values) for known in fields(model).values() if not known.is_object)


def _same_leaf(one: tuple[Field, Values], other: tuple[Field, Values]) -> bool:
    (field_one, values_one), (field_other, values_other) = one, other
    if {field_one.name, field_one.other_api_name}.isdisjoint({field_other.name, field_other.other_api_name}):
        return False
    if field_one.secret:
        return not field_equivalent(field_one, values_one, {})
    return equal(_sorted(field_one, values_one), _sorted(field_other, values_other))


def _sorted(known: Field, values: Values) -> Any:
    value = values.get(known.name)
    return sorted(map(str, value)) if known.has(FieldTrait.UNORDERED) and isinstance(value, list) else value
