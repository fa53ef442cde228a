"""The base class of the resource classes of both front ends. A program's process loads this: it imports no model."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar

import pulumi

from ..casing import Names, camel, to_snake_case
from .args import Referable, SecretTree, resource_arguments, serialize_args
from .resource_options import (
    alias_for_other_front_end,
    convert_paths,
    copy_options,
    default_alias,
    option_properties,
    with_secret_outputs,
)
from .stack_settings import warn_of_plain_key


class BaseResource(Referable, pulumi.CustomResource):
    """A resource of Arize. An option either works or is refused.

    Its type in Pulumi is `type_name` after `type_prefix`, in the other front end after `other_prefix`. `names` are the
    names of all properties, `secrets` those of the secret ones; `refused_options` says for each option that is refused
    what to do instead. `deletes_before_replace` is false where two can have one name. `setting` is the argument with
    the id of the resource that has this one as a setting, and the name of the setting; None for other resources.
    """

    type_name: ClassVar[str]
    type_prefix: ClassVar[str]
    other_prefix: ClassVar[str]
    names: ClassVar[Names] = {}
    secrets: ClassVar[SecretTree] = {}
    deletes_before_replace: ClassVar[bool] = True
    setting: ClassVar[tuple[str, str] | None] = None
    refused_options: ClassVar[Mapping[str, str]] = {
        "deleted_with": "would leave the resource on the server, because Pulumi would not delete it: leave the option "
        "out, or use `retain_on_delete` to keep the resource",
        "env_var_mappings": "is for providers: give it to `Provider` of `pulumi_arize.native`",
    }

    _handled_aliases: list[pulumi.Input[str | pulumi.Alias]]
    """The aliases that already exist for the types of both front ends."""

    _arguments_set: Collection[str] = ()
    """The arguments that the program has set. Where it exports a whole resource, all public attributes are outputs."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give the class an attribute for each output."""
        super().__init_subclass__(**kwargs)
        for name in cls.names.keys() - {"id"}:
            setattr(cls, name, _output_property(name))

    def _declare(self, resource_name: str, arguments: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> None:
        """Register the resource. Raises pulumi.RunError; TypeError where `opts` is no options.

        This is no `__init__`: Pulumi takes the caller of the third `__init__`, counted from its own, for the line of
        the program.
        """
        warn_of_plain_key()
        options = copy_options(opts)
        if options.delete_before_replace is None:  # a forced replacement never asks the provider
            options.delete_before_replace = self.deletes_before_replace
        alias = default_alias(self._other_type, resource_name, opts)
        self._handled_aliases = [alias]
        options.aliases = [alias, *(options.aliases or [])]
        self._check_options(resource_name, options)
        secrets = with_secret_outputs(self.secrets, opts, self.names)
        inputs = serialize_args(resource_arguments(arguments), secrets, self.names)
        self._arguments_set = [name for name, value in arguments.items() if value is not None]
        if self.setting:
            owner, setting = self.setting
            inputs[camel(owner)] = _warn_if_declared_twice(inputs.get(camel(owner)), setting, resource_name)
        outputs = dict.fromkeys([*map(camel, self.names), *self.names])
        hidden = {**self._hidden_properties(resource_name, options), **option_properties(options)}
        properties = {**outputs, **inputs, **hidden}
        type_ = f"{self.type_prefix}{self.type_name}"
        pulumi.CustomResource.__init__(self, type_, resource_name, properties, options)

    @property
    def _other_type(self) -> str:
        """The type that the resource has in the other front end."""
        return f"{self.other_prefix}{self.type_name}"

    def _hidden_properties(self, resource_name: str, options: pulumi.ResourceOptions) -> dict[str, Any]:
        """Return the properties in addition to the inputs and the outputs that the program sees."""
        raise NotImplementedError

    @property
    def _transformations(self) -> list[pulumi.ResourceTransformation]:
        """The transformations that Pulumi runs, in this order."""
        transformations: list[pulumi.ResourceTransformation] = self.__dict__["_transformations"]
        return transformations

    @_transformations.setter
    def _transformations(self, transformations: list[pulumi.ResourceTransformation]) -> None:
        """Run one more after those of the program, of the parents and of the stack."""
        last = [self._complete] if transformations else []
        self.__dict__["_transformations"] = [*transformations, *last]

    def _complete(self, args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
        """Treat what transformations have made of the properties and options as what the program gives."""
        if args.resource is not self:  # a child: Pulumi passes the transformations of a parent down
            return None
        self._check_options(args.name, args.opts)
        secrets = with_secret_outputs(self.secrets, args.opts, self.names)
        properties = {**serialize_args(args.props, secrets, self.names), **option_properties(args.opts)}
        return pulumi.ResourceTransformationResult(properties, args.opts)

    def _check_options(self, resource_name: str, options: pulumi.ResourceOptions) -> None:
        """Refuse what cannot be done, and make paths and aliases valid for both front ends. Raises pulumi.RunError."""
        for option, instead in self.refused_options.items():
            if getattr(options, option, None):
                raise pulumi.RunError(f"{type(self).__name__} {resource_name!r}: the option `{option}` {instead}")
        convert_paths(options, self.names)
        self._add_aliases(options)

    def _add_aliases(self, options: pulumi.ResourceOptions) -> None:
        """Add an alias with the other front end's type for each alias of the program and of its transformations."""
        aliases = list(options.aliases or [])
        own = [alias for alias in aliases if not any(alias is handled for handled in self._handled_aliases)]
        others = [alias_for_other_front_end(alias, self._other_type) for alias in own]
        options.aliases = [*aliases, *others]
        self._handled_aliases += [*own, *others]


def _output_property(name: str) -> property:
    """Return the attribute for an output; `name` is its name in Python.

    A resource has its outputs in snake_case where an earlier version wrote its state, until it changes.
    """

    def read(resource: BaseResource) -> pulumi.Output[Any]:
        outputs = [resource.__dict__[casing] for casing in dict.fromkeys((camel(name), name))]
        output = outputs[0] if len(outputs) == 1 else present_output(outputs)
        inside = type(resource).names[name]
        return output.apply(lambda value: to_snake_case(value, inside)) if inside else output

    return property(read)


def present_output(outputs: Sequence[pulumi.Output[Any]]) -> pulumi.Output[Any]:
    """Return the output that the state has: in a preview, the SDK takes one that is missing for unknown."""

    async def present() -> pulumi.Output[Any]:
        for output in outputs:
            if await output.is_known() and await output.future() is not None:
                return output
        return outputs[0]

    return pulumi.Output.from_input(present())


def _warn_if_declared_twice(owner_id: Any, setting: str, resource_name: str) -> pulumi.Output[Any]:
    """Return the id of the resource that has a setting; it warns where the program sets that on the resource too.

    The provider finds that by the id of the resource, which the first preview does not know yet.
    """
    output: pulumi.Output[Any] = pulumi.Output.from_input(owner_id)

    async def checked() -> pulumi.Output[Any]:
        for owner in await output.resources():
            if setting in getattr(owner, "_arguments_set", ()):
                where = f"`{camel(setting)}` of {owner.pulumi_resource_name!r}"
                pulumi.log.warn(f"{where} is declared twice: there and by {resource_name!r}; remove one of them")
        return output

    return pulumi.Output.from_input(checked())
