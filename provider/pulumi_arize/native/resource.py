"""The base class of the native plugin's resource classes. A program's process loads this: it imports no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
from typing_extensions import Self

from .._version import __version__
from ..casing import Names, camel, to_camel_case, to_snake_case
from ..sdk.base_resource import BaseResource
from ..sdk.resource_options import DYNAMIC_TYPES, NATIVE_TYPES


class NativeResource(BaseResource):
    """A resource of Arize, served by the native plugin."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give the class an attribute for each output."""
        super().__init_subclass__(**kwargs)
        for name in cls.names.keys() - {"id"}:
            setattr(cls, name, _output_property(name))

    @classmethod
    def get(cls, resource_name: str, id: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> Self:  # noqa: A002 - Pulumi's name
        """Return the existing resource with this id, or as `type/name`; the program only reads it."""
        resource = cls.__new__(cls)
        resource._declare(resource_name, {}, pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)))
        return resource

    def _pulumi_type(self) -> str:
        return f"{NATIVE_TYPES}{self._type_name()}"

    def _other_type(self) -> str:
        return f"{DYNAMIC_TYPES}{self._type_name()}"

    def _type_name(self) -> str:
        """Return the name of the resource type, also in a class that a program derives."""
        return next(base.__name__ for base in type(self).__mro__ if NativeResource in base.__bases__)

    def _properties(self, resource_name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
        del resource_name
        outputs = dict.fromkeys([*map(camel, self.names), *self.names])
        return {**outputs, **_rename_inputs(inputs, self.names)}

    def _check_options(self, resource_name: str, options: pulumi.ResourceOptions) -> None:
        """Ask for the plugin of this version by default."""
        super()._check_options(resource_name, options)
        options.version = options.version or __version__


def _output_property(name: str) -> property:
    """Return the attribute for an output, by its name in the models.

    A resource that was a dynamic one has its outputs by those names until it changes.
    """

    def read(resource: NativeResource) -> pulumi.Output[Any]:
        outputs = [resource.__dict__[casing] for casing in dict.fromkeys((camel(name), name))]
        output: pulumi.Output[Any] = outputs[0] if len(outputs) == 1 else pulumi.Output.from_input(_present(outputs))
        inside = type(resource).names[name]
        return output.apply(lambda value: to_snake_case(value, inside)) if inside else output

    return property(read)


async def _present(outputs: Sequence[pulumi.Output[Any]]) -> pulumi.Output[Any]:
    """Return the output that the state has: in a preview, the SDK takes one that is missing for unknown."""
    for output in outputs:
        if await output.is_known() and await output.future() is not None:
            return output
    return outputs[0]


def _rename_inputs(value: Any, names: Names) -> Any:
    """Return inputs with the schema's names; an Output is renamed once it is known."""
    if isinstance(value, pulumi.Output):
        return value.apply(lambda known: to_camel_case(known, names)) if names else value
    if isinstance(value, list):
        return [_rename_inputs(item, names) for item in value]
    if not isinstance(value, Mapping):
        return value
    renamed = {name: camel(name) if name in names and camel(name) not in value else name for name in value}
    return {renamed[name]: _rename_inputs(item, names.get(name, {})) for name, item in value.items()}
