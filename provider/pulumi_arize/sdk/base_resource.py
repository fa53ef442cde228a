"""The base class of the resource classes of both front ends. A program's process loads this: it imports no model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import pulumi

from ..casing import Names
from .args import Referable, SecretTree, resource_arguments, serialize_args
from .declared_twice import with_warning
from .resource_options import (
    alias_for_other_front_end,
    convert_paths,
    copy_options,
    default_alias,
    provider_options,
    with_secret_outputs,
)
from .stack_settings import warn_of_plain_key


class BaseResource(Referable, pulumi.CustomResource):
    """A resource of Arize. An option either works or is refused.

    `names` holds the names of all properties, `secrets` those of the secret ones; `refused_options` says for each
    option that is refused what to do instead. `deletes_before_replace` is false where two can have one name. `setting`
    is the argument with the id of the resource that has this one as a setting, and the name of the setting; None for
    other resources.
    """

    names: ClassVar[Names] = {}
    secrets: ClassVar[SecretTree] = {}
    deletes_before_replace: ClassVar[bool] = True
    setting: ClassVar[tuple[str, str] | None] = None
    refused_options: ClassVar[Mapping[str, str]] = {
        "deleted_with": "would leave it on the server: nothing of Arize goes with another resource; leave it out, or "
        "use `retain_on_delete` to keep it",
        "env_var_mappings": "is for providers: give it to `Provider` of `pulumi_arize.native`",
    }

    _handled_aliases: list[pulumi.Input[str | pulumi.Alias]]
    """The aliases that already exist for the types of both front ends."""

    arguments_set: Collection[str] = ()
    """The arguments that the program has set."""

    def _declare(self, resource_name: str, arguments: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> None:
        """Register the resource. Raises pulumi.RunError; TypeError where `opts` is no options.

        This is no `__init__`: Pulumi takes the caller of the third `__init__`, counted from its own, for the line of
        the program.
        """
        warn_of_plain_key()
        options = copy_options(opts)
        if options.delete_before_replace is None:  # a forced replacement never asks the provider
            options.delete_before_replace = self.deletes_before_replace
        alias = default_alias(self._other_type(), resource_name, opts)
        self._handled_aliases = [alias]
        options.aliases = [alias, *(options.aliases or [])]
        self._check_options(resource_name, options)
        secrets = with_secret_outputs(self.secrets, opts, self.names)
        inputs = serialize_args(resource_arguments(arguments), secrets)
        self.arguments_set = inputs.keys()
        if self.setting:
            owner, setting = self.setting
            inputs[owner] = with_warning(inputs.get(owner), setting, resource_name)
        properties = {**self._properties(resource_name, inputs), **provider_options(options)}
        pulumi.CustomResource.__init__(self, self._pulumi_type(), resource_name, properties, options)

    def _pulumi_type(self) -> str:
        """Return the type that Pulumi knows the resource by."""
        raise NotImplementedError

    def _other_type(self) -> str:
        """Return the type that the resource has in the other front end."""
        raise NotImplementedError

    def _properties(self, resource_name: str, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Return the properties to register: the inputs, and None for each other output."""
        raise NotImplementedError

    def _get_providers(self, *args: Any, **named: Any) -> Any:
        """Check the options again: Pulumi calls this after the transformations, which may have changed them."""
        for options in (*args, *named.values()):
            if isinstance(options, pulumi.ResourceOptions):
                self._check_options(self._name, options)
        return super()._get_providers(*args, **named)

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
        others = [alias_for_other_front_end(alias, self._other_type()) for alias in own]
        options.aliases = [*aliases, *others]
        self._handled_aliases += [*own, *others]
