"""How a program declares an integration so that adopting it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...api.active_secrets import redacted
from ...lifecycle.check import check
from ...lifecycle.diff import patch_changes
from ...lifecycle.equivalence import equal, field_equivalent
from ...lifecycle.normalize import Path, walk_objects
from ...lifecycle.retained_secrets import ADOPT
from ...lifecycle.state import inputs_from_state
from ...model.fields import Field, fields
from ...model.resource_types import ResourceType
from ...model.tagged_union import TaggedUnion
from ...model.traits import FieldTrait, Model
from ...safe_json import Values, value_at
from .read_account import Form


@dataclass(frozen=True)
class SecretSetting:
    """A secret that the integration has; `names` are the keys of a secret map, if the API returns them."""

    path: Path
    field: Field
    names: tuple[str, ...]


@dataclass(frozen=True)
class Adoptable:
    """An integration that a program can declare unchanged; `inputs` holds none of its secrets."""

    resource_type: ResourceType
    item_id: str
    inputs: Values
    secrets: tuple[SecretSetting, ...]
    created_at: str

    @property
    def name(self) -> str:
        """Its name in the account."""
        return str(self.inputs["name"])

    @property
    def group(self) -> str:
        """Its provider, or its type if it has no provider."""
        return _group(self.resource_type.model_for(self.inputs), self.inputs)

    def objects(self, model: type[Model]) -> Iterator[tuple[Path, Values]]:
        """Return the objects of a model in the inputs, each with its path."""
        inside = walk_objects(self.resource_type.model_for(self.inputs), self.inputs)
        return ((path, values) for path, inner, values in inside if inner is model)


@dataclass(frozen=True)
class Skipped:
    """An integration that no program can declare unchanged."""

    item_id: str
    name: str
    reason: str


def plan_adoption(forms: Sequence[Form]) -> Adoptable | Skipped:
    """Return how to declare an integration: in the first form that covers the others, else the first that works."""
    plans = []
    for form in forms:
        plan = _plan(*form)
        if isinstance(plan, Adoptable) and all(_covers(form, other) for other in forms):
            return plan
        plans.append(plan)
    return next((plan for plan in plans if isinstance(plan, Adoptable)), plans[0])


def _plan(resource_type: ResourceType, document: Values) -> Adoptable | Skipped:
    item_id = str(document.get("id"))
    inputs = inputs_from_state(resource_type.variants(document), document, ())
    reason = next(_unsupported(resource_type, document), None) or _why_changed(resource_type, document, inputs)
    if reason:
        return Skipped(item_id, str(document.get("name")), redacted(reason))
    secrets = _secrets(resource_type.model_for(document), inputs, document)
    return Adoptable(resource_type, item_id, inputs, tuple(secrets), str(document.get("created_at")))


def _unsupported(resource_type: ResourceType, document: Values) -> Iterator[str]:
    """Describe each enum value and each variant that the models do not have."""
    model = resource_type.model_for(document)
    if resource_type.union and model is None:
        yield _unsupported_variant((), resource_type.union, document)
    for path, inner, values in walk_objects(model, document):
        for name, field in fields(inner).items():
            value = values.get(name)
            if value is None:
                continue
            if field.union and field.model_for(value) is None:
                yield _unsupported_variant((*path, name), field.union, value)
            elif field.enum_values and not any(value in member.api_values for member in field.enum_values):
                yield _unsupported_value((*path, name), value)


def _unsupported_variant(path: Path, union: TaggedUnion, value: Any) -> str:
    discriminator = union.discriminator
    return _unsupported_value((*path, discriminator), value.get(discriminator) if isinstance(value, Mapping) else value)


def _unsupported_value(path: Path, value: Any) -> str:
    return f"{'.'.join(map(str, path))} is {value!r}, which this version of pulumi-arize does not support"


def _why_changed(resource_type: ResourceType, document: Values, inputs: Values) -> str | None:
    """Return what `check` refuses or an update would change; None if adopting the integration changes nothing."""
    checked, failures = check(resource_type, _through_engine({**inputs, ADOPT: str(document.get("id"))}))
    if failures:
        named = [failure.for_program(resource_type.names) for failure in failures]
        return "; ".join(f"{failure.property_path} {failure.reason}" for failure in named)
    changes = [".".join(change.path) for change in patch_changes(resource_type, document, checked)]
    cause = "it contains a null, or a number that is too large"
    return f"Pulumi would change {', '.join(changes)}: {cause}" if changes else None


def _through_engine(value: Any) -> Any:
    """Return a value as the engine passes it to a provider: numbers are floats, and objects have no nulls."""
    if isinstance(value, Mapping):
        return {name: _through_engine(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_through_engine(item) for item in value]
    return int(float(value)) if isinstance(value, int) and not isinstance(value, bool) else value


def _secrets(model: type[Model] | None, inputs: Values, document: Values) -> Iterator[SecretSetting]:
    for path, inner, _ in walk_objects(model, inputs):
        values = value_at(document, map(str, path)) or {}
        for name, field in fields(inner).items():
            if field.secret and not field_equivalent(field, values, {}):
                returned = values.get(field.presence_field or name)
                names = tuple(map(str, returned)) if isinstance(returned, (list, Mapping)) else ()
                yield SecretSetting((*path, name), field, names)


def _group(model: type[Model] | None, inputs: Values) -> str:
    """Return the innermost required enum value, outside objects that are replaced whole."""
    group = ""
    for name, field in fields(model).items():
        if field.enum_values and (field.is_discriminator or field.required):
            group = str(inputs.get(name))
        inner = field.model_for(inputs.get(name)) if field.has(FieldTrait.MERGE_PATCH) else None
        group = (_group(inner, inputs[name]) if inner else "") or group
    return group


def _covers(form: Form, other: Form) -> bool:
    """Tell whether a form holds every value that another form of the same integration holds."""
    own = list(_leaves(*form))
    return all(
        any(_same_leaf(leaf, other_leaf) for leaf in own)
        for other_leaf in _leaves(*other)
        if not other_leaf[0].is_discriminator and not field_equivalent(*other_leaf, {})
    )


def _leaves(resource_type: ResourceType, document: Values) -> Iterator[tuple[Field, Values]]:
    """Return every field that is not an object, with the object that holds it."""
    for _, model, values in walk_objects(resource_type.model_for(document), document):
        yield from ((field, values) for field in fields(model).values() if not field.is_object)


def _same_leaf(one: tuple[Field, Values], other: tuple[Field, Values]) -> bool:
    (field_one, values_one), (field_other, values_other) = one, other
    if {field_one.name, field_one.other_api_name}.isdisjoint({field_other.name, field_other.other_api_name}):
        return False
    if field_one.secret:
        return not field_equivalent(field_one, values_one, {})
    return equal(_sorted(field_one, values_one), _sorted(field_other, values_other))


def _sorted(field: Field, values: Values) -> Any:
    value = values.get(field.name)
    return sorted(map(str, value)) if field.has(FieldTrait.UNORDERED) and isinstance(value, list) else value
