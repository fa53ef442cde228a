"""How a program declares an integration: argument classes, look-ups, and secrets by their setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...lifecycle.normalize import Path, Values
from ...lifecycle.retained_secrets import ADOPT
from ...model.fields import Field, fields
from ...model.scoping import Scoping
from ...model.traits import Model
from .adoption_plan import Adoptable, SecretSetting
from .identifiers import camel
from .python_source import Call, Node, call, declared
from .scope_targets import ScopeTarget


@dataclass(frozen=True)
class Declaration:
    """An integration in the program: its variable, its source, and its secrets by their setting."""

    taken: Adoptable
    variable: str
    node: Call
    secrets: Mapping[str, SecretSetting]

    @property
    def source(self) -> str:
        """The statement that declares it."""
        return declared(self.variable, self.node)


def declaration(adoptable: Adoptable, variable: str, known: Mapping[str, ScopeTarget]) -> Declaration:
    """Return the declaration of an integration."""
    secrets = {camel(variable, str(secret.path[-1])): secret for secret in adoptable.secrets}
    at = {secret.path: _secret(name, secret) for name, secret in secrets.items()}
    model = adoptable.resource_type.model_for(adoptable.inputs)
    arguments = _arguments(model, adoptable.inputs, (), _Leaves(at, known)) if model else {}
    node = call(
        f"arize.{adoptable.resource_type.name}", variable.replace("_", "-"), **arguments, **{ADOPT: adoptable.item_id}
    )
    return Declaration(adoptable, variable, node, secrets)


@dataclass(frozen=True)
class _Leaves:
    secrets: Mapping[Path, Node]
    places: Mapping[str, ScopeTarget]


def _secret(name: str, secret: SecretSetting) -> Node:
    """Return how a program takes a secret."""
    return call("secret_object" if secret.field.is_map else "secret", name)


def _arguments(model: type[Model], values: Values, path: Path, leaves: _Leaves) -> dict[str, Node]:
    arguments: dict[str, Node] = {}
    for name, field in fields(model).items():
        here = (*path, name)
        if here in leaves.secrets:
            arguments[name] = leaves.secrets[here]
        elif name in values and not field.is_discriminator:
            arguments[name] = _argument(field, values[name], here, leaves)
        elif field.required and not field.is_discriminator:
            arguments[name] = None
        if model is Scoping and values.get(name) in leaves.places:
            arguments[name] = leaves.places[values[name]].id_node
    return arguments


def _argument(field: Field, value: Any, path: Path, leaves: _Leaves) -> Node:
    if field.is_list and field.is_object:
        return [_object(field, item, (*path, index), leaves) for index, item in enumerate(value)]
    return _object(field, value, path, leaves) if field.is_object else value


def _object(field: Field, value: Any, path: Path, leaves: _Leaves) -> Node:
    model = field.model_for(value)
    return call(f"arize.{model.__name__}", **_arguments(model, value, path, leaves)) if model else value
