"""From what the API shows of an integration to the declaration that takes it over and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...lifecycle.check import check
from ...lifecycle.diff import patch_changes
from ...lifecycle.equivalence import field_equivalent
from ...lifecycle.normalize import Path, Values, walk_objects
from ...lifecycle.retained_secrets import ADOPT
from ...lifecycle.state import inputs_from_state
from ...model.fields import Field, fields
from ...model.resource_types import ResourceType
from ...model.traits import FieldTrait, Model
from .form_coverage import covers
from .read_account import Form


@dataclass(frozen=True)
class SecretSetting:
    """A secret value that the integration has, and keeps while the program gives none.

    `names` are the keys of a map, as far as the API tells them.
    """

    path: Path
    field: Field
    names: tuple[str, ...]


@dataclass(frozen=True)
class Adoptable:
    """An integration that a program can declare as it is; `declared` holds none of its secrets."""

    resource_type: ResourceType
    item_id: str
    inputs: Values
    secrets: tuple[SecretSetting, ...]

    @property
    def name(self) -> str:
        """Its name in the account."""
        return str(self.inputs["name"])

    @property
    def group(self) -> str:
        """What it is, in one word of the API's: its provider, else its type."""
        return _group(self.resource_type.model_for(self.inputs), self.inputs)

    def objects(self, model: type[Model]) -> Iterator[Values]:
        """Return the objects in the declaration that have this model."""
        inside = walk_objects(self.resource_type.model_for(self.inputs), self.inputs)
        return (values for _, inner, values in inside if inner is model)


@dataclass(frozen=True)
class Skipped:
    """An integration that no program can declare as it is."""

    item_id: str
    name: str
    reason: str


def plan_adoption(forms: Sequence[Form]) -> Adoptable | Skipped:
    """Return how to declare an integration: in its first form that says all that the others say."""
    tried = [(form, _plan(*form)) for form in forms]
    fitting = [(form, adoptable) for form, adoptable in tried if isinstance(adoptable, Adoptable)]
    whole = (adoptable for form, adoptable in fitting if all(covers(form, other) for other in forms))
    return next(whole, fitting[0][1] if fitting else tried[0][1])


def _plan(resource_type: ResourceType, document: Values) -> Adoptable | Skipped:
    item_id = str(document.get("id"))
    model = resource_type.model_for(document)
    inputs = inputs_from_state(resource_type.variants(document), document, ())
    secrets = tuple(_secrets(model, inputs, document))
    reason = next(_unsupported_fields(resource_type, document), None) or _difference(resource_type, document, inputs)
    return (
        Skipped(item_id, str(document.get("name")), reason)
        if reason
        else Adoptable(resource_type, item_id, inputs, secrets)
    )


def _unsupported_fields(resource_type: ResourceType, document: Values) -> Iterator[str]:
    """Return each value of an enumeration that the models do not know."""
    if resource_type.union and resource_type.model_for(document) is None:
        yield _unknown((resource_type.union.discriminator,), document.get(resource_type.union.discriminator))
    for path, model, values in walk_objects(resource_type.model_for(document), document):
        for name, known in fields(model).items():
            value = values.get(name)
            if known.union and value is not None and known.model_for(value) is None:
                discriminator = known.union.discriminator
                yield _unknown(
                    (*path, name, discriminator), value.get(discriminator) if isinstance(value, Mapping) else value
                )
            elif (
                known.enum_values
                and value is not None
                and not any(value in member.spellings for member in known.enum_values)
            ):
                yield _unknown((*path, name), value)


def _unknown(path: Path, value: Any) -> str:
    return f"{'.'.join(map(str, path))} is {value!r}, which this version of pulumi-arize cannot declare"


def _difference(resource_type: ResourceType, document: Values, declared: Values) -> str | None:
    """Say what would be refused, or changed, by the declaration as Pulumi hands it on; None where nothing would."""
    inputs, problems = check(resource_type, _json_value({**declared, ADOPT: str(document.get("id"))}))
    if problems:
        return "; ".join(f"{problem.property_path} {problem.reason}" for problem in problems)
    differing = [".".join(change.path) for change in patch_changes(resource_type, document, inputs)]
    return (
        f"{', '.join(differing)} cannot be carried by Pulumi as it is: a null, or a large number" if differing else None
    )


def _json_value(value: Any) -> Any:
    """Return a value as Pulumi carries it to a provider: numbers are floats, and an object has no nulls."""
    if isinstance(value, Mapping):
        return {name: _json_value(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_json_value(item) for item in value]
    return int(float(value)) if isinstance(value, int) and not isinstance(value, bool) else value


def _secrets(model: type[Model] | None, inputs: Values, document: Values) -> Iterator[SecretSetting]:
    for path, inner, _ in walk_objects(model, inputs):
        values = _at(document, path)
        for name, known in fields(inner).items():
            if not known.secret or field_equivalent(known, values, {}):
                continue
            seen = values.get(known.presence_field or name)
            names = tuple(map(str, seen)) if isinstance(seen, (list, Mapping)) else ()
            yield SecretSetting((*path, name), known, names)


def _group(model: type[Model] | None, inputs: Values) -> str:
    """Return the last enumeration that the integration cannot do without, in what is not replaced whole."""
    found = ""
    for name, known in (fields(model) if model else {}).items():
        if known.enum_values and (known.is_discriminator or known.required):
            found = str(inputs.get(name))
        inner = known.model_for(inputs.get(name)) if known.has(FieldTrait.MERGE_PATCH) else None
        found = (_group(inner, inputs[name]) if inner else "") or found
    return found


def _at(document: Values, path: Path) -> Values:
    value: Any = document
    for part in path:
        value = value[part] if isinstance(value, list) and isinstance(part, int) else value.get(part)
    return value if isinstance(value, Mapping) else {}
