"""The base classes of argument classes, and how a program's arguments become a resource's properties."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import pulumi

from ..casing import Names, camel

SecretTree: TypeAlias = "Mapping[str, SecretTree]"
"""The secret properties by name, each with those inside it; a property with none inside is secret as a whole."""


class Referable:
    """A resource, or the result of a lookup: arguments take it instead of its id.

    `stands_for` holds its output for each field of the item that it stands for in a list, by the name of the list.
    """

    stands_for: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    if TYPE_CHECKING:

        @property
        def id(self) -> Any:
            """The id: of a resource as an Output, of a result as a text."""


class Args:
    """The arguments of one object: a dataclass whose fields are `pulumi.Input`s.

    `discriminator` holds the field and the value that name the variant, `parent_discriminator` those of its resource.
    `stand_ins` holds the arguments that take a `Referable`, each with its output for each field that it stands for.
    """

    discriminator: ClassVar[Mapping[str, str]] = {}
    parent_discriminator: ClassVar[Mapping[str, str]] = {}
    stand_ins: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    def to_dict(self) -> dict[str, Any]:
        """Return the arguments that are set, as a dict literal would hold them. Raises TypeError."""
        args = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}  # type: ignore[arg-type]
        given = {name: value for name, value in args.items() if value is not None}
        for name, outputs in self.stand_ins.items():
            if name in given:
                given = _replace_stand_in(type(self).__name__, given, name, outputs)
        return {**self.discriminator, **given}


class ResourceArgs(Args):
    """The arguments of one resource, without its name in Pulumi.

    `resource` names the resource class, `merged` the arguments that an overlay may set in part, and `names` holds the
    names of all properties.
    """

    resource: ClassVar[str]
    names: ClassVar[Names] = {}
    merged: ClassVar[Sequence[str]] = ()


def resource_arguments(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of a resource that are set, with those that the class of another argument implies."""
    args = {name: value for name, value in arguments.items() if value is not None}
    return {**implied_args(args), **args}


def implied_args(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Return the arguments of a resource that the class of another argument implies."""
    return {
        name: discriminator
        for value in arguments.values()
        if isinstance(value, Args)
        for name, discriminator in value.parent_discriminator.items()
    }


def serialize_args(value: Any, secrets: SecretTree, names: Names, argument: str = "") -> Any:
    """Return an argument as plain containers in camelCase, with each secret in it marked, be it plain or an Output.

    `names` are the names of the fields of the argument: other keys are the user's, and stay.
    """
    if isinstance(value, Args):
        value = value.to_dict()
    if is_output_or_awaitable(value):
        return _serialize_output(value, secrets, names, argument)
    if isinstance(value, Mapping):
        return _serialize_object(value, secrets, names)
    if isinstance(value, (list, tuple)):
        items = (when_known(item, partial(to_item, name=argument)) for item in value)
        return [serialize_args(item, secrets, names) for item in items]
    return value


def _serialize_object(values: Mapping[str, Any], secrets: SecretTree, names: Names) -> dict[str, Any]:
    """Return an object's properties in camelCase; a name that the object has in both casings keeps both."""
    fields = {casing: name for name in names for casing in (name, camel(name))}
    serialized = {}
    for key, value in values.items():
        name = fields.get(key, key)
        property_name = camel(name) if key in fields else key
        inside = _serialize_property(value, secrets.get(name), names.get(name, {}), name)
        serialized[key if property_name in values else property_name] = inside
    return serialized


def _serialize_property(value: Any, secrets: SecretTree | None, names: Names, argument: str) -> Any:
    serialized = serialize_args(id_of(value), secrets or {}, names, argument)
    return pulumi.Output.secret(serialized) if secrets == {} and value is not None else serialized


def to_item(item: Any, name: str) -> Any:
    """Return an item of the list `name`: where it is a resource, what it stands for there. Raises TypeError."""
    if not isinstance(item, Referable):
        return item
    if name not in item.stands_for:
        raise TypeError(f"{type(item).__name__} cannot be an item of `{name}`: write the item as a dict with its ids")
    return {field: getattr(item, output) for field, output in item.stands_for[name].items()}


def _replace_stand_in(owner: str, args: Mapping[str, Any], name: str, outputs: Mapping[str, str]) -> dict[str, Any]:
    """Return arguments with the fields that a resource or a result among them stands for, instead of it."""
    twice = next((field for field in outputs if field in args), None)
    if twice:
        raise TypeError(f"{owner}: `{name}` sets `{twice}` already: give one of the two")
    others = {field: value for field, value in args.items() if field != name}
    return {**others, **{field: when_known(args[name], attrgetter(output)) for field, output in outputs.items()}}


def _serialize_output(value: Any, secrets: SecretTree, names: Names, argument: str) -> pulumi.Output[Any]:
    """Return an Output of the serialized value; Pulumi marks it secret as a whole where a part of it is."""
    output: pulumi.Output[Any] = pulumi.Output.from_input(value)
    return output.apply(lambda known: pulumi.Output.from_input(serialize_args(id_of(known), secrets, names, argument)))


def when_known(value: Any, convert: Callable[[Any], Any]) -> Any:
    """Return what `convert` makes of a value; of one that is known only later, an Output of that."""
    if not is_output_or_awaitable(value):
        return convert(value)
    output: pulumi.Output[Any] = pulumi.Output.from_input(value)
    return output.apply(convert)


def is_output_or_awaitable(value: Any) -> bool:
    """Tell whether a value is known only later: an Output, or an awaitable."""
    return isinstance(value, pulumi.Output) or inspect.isawaitable(value)


def id_of(value: Any) -> Any:
    """Return the id of a resource or a result; any other value as it is."""
    return value.id if isinstance(value, Referable) else value
