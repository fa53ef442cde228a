"""What the generated resource classes of the native plugin have in common. A program's process loads this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pulumi
from typing_extensions import Self

from .._version import __version__
from ..casing import Names, camel, to_camel_case, to_snake_case
from ..sdk.args import resource_arguments, serialize_args
from ..sdk.resource_options import DYNAMIC_TYPES, WithOptions, options_for_provider, secrets_with
from ..sdk.stack_settings import warn_of_plain_key


class NativeResource(WithOptions):
    """A resource of Arize, served by the native plugin. `returned` names the outputs that are no inputs."""

    returned: ClassVar[Sequence[str]] = ()

    def __init_subclass__(cls, names: Names | None = None, **kwargs: Any) -> None:
        """Give the class an attribute for each output."""
        super().__init_subclass__(**kwargs)
        cls.names = names or cls.names
        for name in cls.names.keys() - {"id"}:
            setattr(cls, name, _output(name))

    def _declare(self, resource_name: str, arguments: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> None:
        """Register the resource.

        This is no `__init__`: Pulumi takes what calls the third one, seen from its own, for the line of the program.
        """
        warn_of_plain_key()
        token = self.token()
        options = self._complete(resource_name, opts, f"{DYNAMIC_TYPES}{token}")
        options.version = options.version or __version__
        secrets = secrets_with(self.secrets, opts, self.names)
        given = _named(serialize_args(resource_arguments(arguments), secrets), self.names)
        outputs = dict.fromkeys([*map(camel, self.names), *self.names])
        inputs = {**outputs, **given, **options_for_provider(options)}
        super().__init__(f"arize:index:{token}", resource_name, inputs, options)

    @classmethod
    def token(cls) -> str:
        """Return the name of the resource's type, also for a class that a program derives."""
        return next(kind.__name__ for kind in cls.__mro__ if NativeResource in kind.__bases__)

    @classmethod
    def get(cls, resource_name: str, id: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> Self:  # noqa: A002 - Pulumi's name
        """Return the resource that exists with this id, or as `type/name`; the program only reads it."""
        resource = cls.__new__(cls)
        resource._declare(resource_name, {}, pulumi.ResourceOptions.merge(opts, _read(id)))
        return resource


def _output(name: str) -> property:
    """Return the attribute for an output by the name that the models have for it.

    A resource that has just been a dynamic one has its outputs by those names until it changes.
    """

    def read(resource: NativeResource) -> pulumi.Output[Any]:
        outputs = [resource.__dict__[spelling] for spelling in dict.fromkeys((camel(name), name))]
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


def _read(item_id: pulumi.Input[str]) -> pulumi.ResourceOptions:
    return pulumi.ResourceOptions(id=item_id)


def _named(value: Any, names: Names) -> Any:
    """Return arguments with the schema's names; what is an Output is renamed once it is known."""
    if isinstance(value, pulumi.Output):
        return value.apply(lambda known: to_camel_case(known, names)) if names else value
    if isinstance(value, list):
        return [_named(item, names) for item in value]
    if not isinstance(value, Mapping):
        return value
    named = {name: camel(name) if name in names and camel(name) not in value else name for name in value}
    return {named[name]: _named(item, names.get(name, {})) for name, item in value.items()}
