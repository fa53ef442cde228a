"""The resource options of a program, with what both front ends add to them and what each of them refuses."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import pulumi

from ..casing import Names, in_both_casings
from .args import Secrets

DYNAMIC_TYPES, NATIVE_TYPES = "pulumi-python:dynamic/arize:", "arize:index:"
"""What the types of the two front ends begin with."""

URN_PARTS = 4

RESOURCE = "__resource"
"""The property with the type and the name of a dynamic resource: `pulumi.dynamic` hands on no URN."""

REPLACE_ON_CHANGES = "__replace_on_changes"
"""The property with the option of this name, a path on a line.

The engine compares its paths with what a diff names: nothing in a dynamic one, whole lists and some whole objects in
a native one.
"""

HIDE_DIFFS = "__hide_diffs"
"""The property with the option of this name, a path on a line.

Where a plugin names the differences, the engine shows the old values of the hidden ones, and whole objects around them.
"""

PACKAGE = "arize"
"""The package of the native plugin, whose providers are accounts."""

NATIVE = "`from pulumi_arize import native as arize`"

NAMING_PROPERTIES = ("ignore_changes", "replace_on_changes", "additional_secret_outputs", "hide_diffs")
"""The options that are lists of paths of properties."""

PART_OF_A_PATH = re.compile(r'[^.\[\]"]+')


class WithOptions(pulumi.CustomResource):
    """A resource whose options hold or are refused.

    `names` names all properties, `secrets` the secret ones; `refused` says of an option what to do instead.
    """

    names: ClassVar[Names] = {}
    secrets: ClassVar[Secrets] = {}
    refused: ClassVar[Mapping[str, str]] = {
        "deleted_with": "would leave it on the server: nothing of Arize goes with another resource; leave it out, or "
        "use `retain_on_delete` to keep it",
        "env_var_mappings": "is for providers: give it to `Provider` of `pulumi_arize.native`",
    }

    _other_type: str
    """The type that the other front end gives the resource."""

    _settled_aliases: list[pulumi.Input[str | pulumi.Alias]]
    """The aliases that stand for both front ends' types already."""

    def _get_providers(self, *args: Any, **named: Any) -> Any:
        """Settle the options again: Pulumi calls this when transformations have had their say."""
        for options in (*args, *named.values()):
            if isinstance(options, pulumi.ResourceOptions):
                self._settle(self._name, options)
        return super()._get_providers(*args, **named)

    def _settle(self, resource_name: str, options: pulumi.ResourceOptions) -> None:
        """Refuse what cannot be done, and spell the paths of properties. Raises pulumi.RunError."""
        for option, instead in self.refused.items():
            if getattr(options, option, None):
                raise pulumi.RunError(f"{type(self).__name__} {resource_name!r}: the option `{option}` {instead}")
        settle_paths(options, self.names)
        self._settle_aliases(options)

    def _settle_aliases(self, options: pulumi.ResourceOptions) -> None:
        """Let each alias of the program, and of its transformations, stand for the other front end's type too."""
        aliases = list(options.aliases or [])
        own = [alias for alias in aliases if not any(alias is known for known in self._settled_aliases)]
        others = [of_other_front_end(alias, self._other_type) for alias in own]
        options.aliases = [*aliases, *others]
        self._settled_aliases += [*own, *others]

    def _complete(
        self, resource_name: str, args: pulumi.ResourceOptions | None, other_type: str
    ) -> pulumi.ResourceOptions:
        """Return a program's options, settled, with an alias for what the other front end has made of the resource.

        `other_type` is the type that it has there. Raises pulumi.RunError; TypeError where `args` is no options.
        """
        self._other_type = other_type
        options = with_alias(args)
        alias = alias_of_type(other_type, resource_name, args)
        self._settled_aliases = [alias]
        options.aliases = [alias, *(options.aliases or [])]
        self._settle(resource_name, options)
        return options


def with_alias(args: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions:
    """Return a copy of a program's options that deletes before it replaces. Raises TypeError for what is no options."""
    if not isinstance(args, (pulumi.ResourceOptions, type(None))):
        raise TypeError(f"opts is a pulumi.ResourceOptions, not a {type(args).__name__}")
    # `ResourceOptions.merge` would do, but for the Outputs that it makes of no dependencies for each resource.
    options = copy.copy(args) if args else pulumi.ResourceOptions()
    if options.delete_before_replace is None:
        options.delete_before_replace = True  # names are unique; a forced replacement never asks the provider
    return options


def settle_paths(options: pulumi.ResourceOptions, names: Names) -> None:
    """Spell the paths of properties so that they hold in the state of either front end; a second time is none too many.

    Pulumi makes outputs secret whole: a path inside of one stands for all of it.
    """
    for option in NAMING_PROPERTIES:
        paths = getattr(options, option, None) or []
        whole = [parts_of(path)[0] for path in paths] if option == "additional_secret_outputs" else []
        if paths:
            setattr(options, option, in_both_casings([*paths, *whole], names))


def secrets_with(secrets: Secrets, args: pulumi.ResourceOptions | None, names: Names) -> Secrets:
    """Return the secret properties with those that a program makes secret: as inputs too, which Pulumi would show."""
    paths = (args.additional_secret_outputs if args else None) or []
    for path in in_both_casings(paths, names):
        if parts := [part for part in parts_of(path) if not part.isdigit() and part != "*"]:
            secrets = _with_secret(secrets, parts)
    return secrets


def parts_of(path: str) -> list[str]:
    """Return the names and indices in a path of a property, such as `config.auth["role_arn"]`."""
    return PART_OF_A_PATH.findall(path) or [path]


def providers_of(
    options: pulumi.ResourceOptions | pulumi.InvokeOptions, packages: Iterable[str]
) -> Iterator[pulumi.ProviderResource]:
    """Return the providers of some packages that options give a resource or a look-up, itself or by its parent."""
    args = getattr(options, "providers", None) or []
    own = [
        *(args.values() if isinstance(args, Mapping) else args),
        *([options.provider] if options.provider else []),
    ]
    for package in packages:
        yield from (provider for provider in own if provider.package == package)
        inherited = options.parent.get_provider(f"{package}:index:any") if options.parent else None
        yield from [inherited] if inherited else []


def options_for_provider(options: pulumi.ResourceOptions) -> dict[str, str]:
    """Return the properties that tell a provider of `replace_on_changes` and `hide_diffs`, where they are given."""
    told = {REPLACE_ON_CHANGES: options.replace_on_changes, HIDE_DIFFS: getattr(options, "hide_diffs", None)}
    return {name: "\n".join(paths) for name, paths in told.items() if paths}


def of_other_front_end(alias: pulumi.Input[str | pulumi.Alias], type_: str) -> pulumi.Input[str | pulumi.Alias]:
    """Return an alias for what the other front end has called the same; `type_` is what it calls the type.

    An alias that names another type, such as that of another kind of resource, stands for that in both front ends.
    """
    if isinstance(alias, pulumi.Alias):
        other = copy.copy(alias)
        other.type_ = _other_type(alias.type_) if isinstance(alias.type_, str) else type_
        return other
    if isinstance(alias, str):
        head, type_path, name = _urn_parts(alias)
        outside, inside, last = type_path.rpartition("$")
        return f"{head}{outside}{inside}{_other_type(last)}{name}"
    later: pulumi.Output[str | pulumi.Alias] = pulumi.Output.from_input(alias)
    return later.apply(lambda known: of_other_front_end(known, type_))


def _other_type(type_: str) -> str:
    """Return the same type of the other front end; one that is neither's stays."""
    for mine, others in ((DYNAMIC_TYPES, NATIVE_TYPES), (NATIVE_TYPES, DYNAMIC_TYPES)):
        if type_.startswith(mine):
            return others + type_.removeprefix(mine)
    return type_


def _urn_parts(urn: str) -> tuple[str, str, str]:
    """Return what stands before the types of a URN, the types, and what stands behind them."""
    parts = urn.split("::", 3)
    if len(parts) < URN_PARTS:
        return urn, "", ""
    stack, project, types, name = parts
    return f"{stack}::{project}::", types, f"::{name}"


def alias_of_type(
    token: str, resource_name: str, args: pulumi.ResourceOptions | None
) -> pulumi.Input[str | pulumi.Alias]:
    """Return the alias of a resource that has had another type.

    A whole URN where no parent has a part in it: Pulumi makes a dozen Outputs for an alias by its parts.
    """
    if args and args.parent:
        return pulumi.Alias(type_=token)
    return f"urn:pulumi:{pulumi.get_stack()}::{pulumi.get_project()}::{token}::{resource_name}"


def _with_secret(secrets: Secrets, path: Sequence[str]) -> Secrets:
    """Return the secrets with the value at a path among them; what is secret as a whole stays so."""
    name, *rest = path
    inside = secrets.get(name)
    if inside == {} or not rest:
        return {**secrets, name: {}}
    return {**secrets, name: _with_secret(inside or {}, rest)}
