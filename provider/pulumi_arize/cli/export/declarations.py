"""The statements of a program: a declaration for each resource, a lookup for each other organization or space."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from ...api.collections import Document
from ...casing import camel
from ...lifecycle.normalize import Path, walk_objects
from ...lifecycle.retained_secrets import ADOPT
from ...model.fields import Field, fields
from ...model.resource_types import ENVIRONMENT_TYPES
from ...model.scoping import Scoping
from ...model.traits import Model
from ...safe_json import Values
from .adoption_plan import Adoptable, SecretSetting
from .python_source import Call, Code, Node, assignment, call, expanded_assignment, unique, word
from .read_account import AccountContents

ORGANIZATION, SPACE = Scoping.model_fields


@dataclass(frozen=True)
class ScopeTarget:
    """An organization or a space in the program: its variable, the value of that, and the expression for its ID."""

    variable: str
    value: Node
    id_node: Code

    @property
    def source(self) -> str:
        """The statement that looks it up."""
        return assignment(self.variable, self.value)


@dataclass(frozen=True)
class Declaration:
    """A resource in the program: its variable, its call, and its secrets by the key of their setting."""

    plan: Adoptable
    variable: str
    node: Call
    secrets: Mapping[str, SecretSetting]

    @property
    def id_node(self) -> Code:
        """The expression for its ID."""
        return Code(f"{self.variable}.id")

    @property
    def source(self) -> str:
        """The statement that declares it."""
        return expanded_assignment(self.variable, self.node)


Target: TypeAlias = "ScopeTarget | Declaration"
"""What has the ID of an organization or a space in the program."""


def unique_variables(
    plans: Sequence[Adoptable], words: Sequence[str], noun: str, reserved: tuple[str, ...]
) -> list[str]:
    """Return a unique variable for each resource, made from its word.

    Of several with the same word the oldest has no number: what is created later takes no name from what exists, in
    whose name the stack may have a key.
    """
    by_age = sorted(range(len(plans)), key=lambda index: (plans[index].created_at, plans[index].item_id))
    variables = dict(zip(by_age, unique([words[index] for index in by_age], noun, reserved), strict=True))
    return [variables[index] for index in range(len(plans))]


def environment_declarations(adoptable: Iterable[Adoptable], reserved: tuple[str, ...]) -> dict[str, Declaration]:
    """Return the declarations of organizations, spaces and service keys, by ID, each after what it refers to."""
    declared: dict[str, Declaration] = {}
    ordered = sorted(adoptable, key=lambda plan: (ENVIRONMENT_TYPES.index(plan.resource_type), plan.name, plan.item_id))
    for resource_type, plans in groupby(ordered, lambda plan: plan.resource_type):
        noun = resource_type.title.replace(" ", "_")
        group = list(plans)
        taken = reserved + tuple(item.variable for item in declared.values())
        variables = unique_variables(group, [word(plan.name, noun) for plan in group], noun, taken)
        made = {
            plan.item_id: declaration(plan, variable, declared) for plan, variable in zip(group, variables, strict=True)
        }
        declared |= made
    return declared


def scope_targets(
    contents: AccountContents,
    adoptable: Iterable[Adoptable],
    declared: Mapping[str, Declaration],
    reserved: tuple[str, ...],
) -> dict[str, Target]:
    """Return the organizations and spaces in scopings, by ID, in the order in which a program looks them up.

    What is `declared` is not looked up.
    """
    reserved += tuple(item.variable for item in declared.values())
    scopings = [scoping for item in adoptable for _, scoping in item.objects(Scoping)]
    owners = {str(scoping[SPACE]): str(scoping[ORGANIZATION]) for scoping in scopings if scoping.get(SPACE)}
    organizations = {str(scoping[ORGANIZATION]) for scoping in scopings if scoping.get(ORGANIZATION)}
    listed = {str(item.get("id")): item for item in contents.organizations}
    targets: dict[str, Target] = dict(declared)
    for item_id, variable in _variables(organizations - declared.keys(), listed, "organization", reserved):
        targets[item_id] = _target(item_id, variable, listed, "arize.get_organization")
    listed = {str(item.get("id")): item for item in contents.spaces}
    reserved += tuple(target.variable for target in targets.values())
    for item_id, variable in _variables(owners.keys() - declared.keys(), listed, "space", reserved):
        owner = owners[item_id]
        # older servers do not return the organization of a space
        siblings = {other: space for other, space in listed.items() if space.get(ORGANIZATION) in (None, owner)}
        parent = {ORGANIZATION: targets[owner].id_node}
        targets[item_id] = _target(item_id, variable, siblings, "arize.get_space", **parent)
    return targets


def declaration(plan: Adoptable, variable: str, targets: Mapping[str, Target]) -> Declaration:
    """Return the declaration of a resource; where it has the ID of a target, it has the target's expression."""
    secrets = {camel(f"{variable}_{secret.path[-1]}"): secret for secret in plan.secrets}
    nodes: dict[Path, Node] = {
        (*path, name): targets[value].id_node
        for path, _, values in walk_objects(plan.resource_type.model_for(plan.inputs), plan.inputs)
        for name, value in values.items()
        if name in (ORGANIZATION, SPACE) and value in targets
    }
    for key, secret in secrets.items():
        nodes[secret.path] = call("secret_object" if secret.field.is_map else "secret", key)
    model = plan.resource_type.model_for(plan.inputs)
    arguments = _arguments(model, plan.inputs, (), nodes) if model else {}
    resource_name = variable.replace("_", "-")
    node = call(f"arize.{plan.resource_type.name}", resource_name, **arguments, **{ADOPT: plan.item_id})
    return Declaration(plan, variable, node, secrets)


def _variables(
    ids: Iterable[str], listed: Mapping[str, Document], noun: str, reserved: tuple[str, ...]
) -> Iterable[tuple[str, str]]:
    """Return each ID with a variable that is made from its name, in the order of the names."""
    names = sorted((str(listed.get(item_id, {}).get("name", "")), item_id) for item_id in ids)
    variables = unique([word(name, noun) for name, _ in names], noun, reserved)
    return zip((item_id for _, item_id in names), variables, strict=True)


def _target(
    item_id: str, variable: str, listed: Mapping[str, Document], function: str, **arguments: Node
) -> ScopeTarget:
    """Look it up by its name, or by its ID if the name is not unique; what the key cannot list stays an ID."""
    if item_id not in listed:
        return ScopeTarget(variable, item_id, Code(variable))
    name = listed[item_id].get("name")
    is_unique = sum(other.get("name") == name for other in listed.values()) == 1
    lookup = call(function, name, **arguments) if name and is_unique else call(function, id=item_id)
    return ScopeTarget(variable, lookup, Code(f"{variable}.id"))


def _arguments(model: type[Model], values: Values, path: Path, nodes: Mapping[Path, Node]) -> dict[str, Node]:
    """Return the arguments of an object, with the expressions in `nodes` at their paths."""
    arguments: dict[str, Node] = {}
    for name, field in fields(model).items():
        here = (*path, name)
        if here in nodes:
            arguments[name] = nodes[here]
        elif field.is_discriminator:
            continue
        elif name in values:
            arguments[name] = _argument(field, values[name], here, nodes)
        elif field.required:
            arguments[name] = None
    return arguments


def _argument(field: Field, value: Any, path: Path, nodes: Mapping[Path, Node]) -> Node:
    if field.is_list and field.is_object:
        return [_object(field, item, (*path, index), nodes) for index, item in enumerate(value)]
    return _object(field, value, path, nodes) if field.is_object else value


def _object(field: Field, value: Any, path: Path, nodes: Mapping[Path, Node]) -> Node:
    model = field.model_for(value)
    return call(f"arize.{model.__name__}", **_arguments(model, value, path, nodes)) if model else value
