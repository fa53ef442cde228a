"""What argument classes have in common, and how a program's arguments become a resource's properties."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

import pulumi

Secrets: TypeAlias = "Mapping[str, Secrets]"
"""The secret properties by name, each with those inside it; one that has none inside is a secret as a whole."""


class Args:
    """The arguments of one object: a dataclass whose fields are `pulumi.Input`s.

    `discriminator` says which variant the class is, `parent_discriminator` which one its resource then is.
    """

    discriminator: ClassVar[Mapping[str, str]] = {}
    parent_discriminator: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(
        cls,
        discriminator: Mapping[str, str] | None = None,
        parent_discriminator: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Take what the class stands for from its class statement."""
        super().__init_subclass__(**kwargs)
        cls.discriminator, cls.parent_discriminator = discriminator or {}, parent_discriminator or {}

    def to_dict(self) -> dict[str, Any]:
        """Return the arguments that are given, as a dict literal would hold them."""
        args = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}  # type: ignore[arg-type]
        return {**self.discriminator, **{name: value for name, value in args.items() if value is not None}}


class ResourceArgs(Args):
    """The arguments of one resource, without a name for Pulumi.

    `resource` is the class that takes them, `merged` names the objects among them of which a part can be given.
    """

    resource: ClassVar[str]
    merged: ClassVar[Sequence[str]] = ()


def resource_arguments(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return a resource's arguments that are given, with those that follow from the class of another."""
    args = {name: value for name, value in arguments.items() if value is not None}
    return {**implied_args(args), **args}


def implied_args(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Return the arguments of a resource that follow from the class of another."""
    return {
        name: discriminator
        for value in arguments.values()
        if isinstance(value, Args)
        for name, discriminator in value.parent_discriminator.items()
    }


def serialize_args(value: Any, secrets: Mapping[str, Any]) -> Any:
    """Return an argument as plain containers, with every secret in it marked as one, be it plain or an Output."""
    if isinstance(value, Args):
        value = value.to_dict()
    if isinstance(value, pulumi.Output) or inspect.isawaitable(value):
        return _resolve_later(value, secrets)
    if isinstance(value, Mapping):
        return {name: _property(item, secrets.get(name)) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [serialize_args(item, secrets) for item in value]
    return value


def _property(value: Any, secrets: Mapping[str, Any] | None) -> Any:
    if secrets is None:
        return serialize_args(value, {})
    return (
        serialize_args(value, secrets) if secrets or value is None else pulumi.Output.secret(serialize_args(value, {}))
    )


def _resolve_later(value: Any, secrets: Mapping[str, Any]) -> pulumi.Output[Any]:
    """Return an Output of what `value` will be; Pulumi marks the whole of it secret where a part of it is."""
    output: pulumi.Output[Any] = pulumi.Output.from_input(value)
    return output.apply(lambda known: pulumi.Output.from_input(serialize_args(known, secrets)))
