"""The resource options of a program: how both front ends read and complete them."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pulumi

from ..casing import Names, both_casings, path_parts
from .args import SecretTree

DYNAMIC_TYPES, NATIVE_TYPES = "pulumi-python:dynamic/arize:", "arize:index:"
"""The prefixes of the types of the two front ends."""

URN_PARTS = 4
"""The stack, the project, the types of the parents and of the resource, and its name."""

RESOURCE = "__resource"
"""The property with the type and the name of a dynamic resource: `pulumi.dynamic` passes on no URN."""

REPLACE_ON_CHANGES = "__replace_on_changes"
"""The property with the option of this name, a path on a line.

The engine compares its paths with the property names of a diff: a dynamic one has none, a native one whole lists and
some whole objects.
"""

HIDE_DIFFS = "__hide_diffs"
"""The property with the option of this name, a path on a line.

Where a plugin names the changed properties, the engine shows the old values of the hidden ones, and whole objects
around them.
"""

READ_ID = "__id"
"""The output with the id of what a program reads by `get`, or imports.

Engine 3.260 does not return it: the SDK then takes what the program has given, which can be a name, and in a preview
takes it for unknown.
"""

PACKAGE = "arize"
"""The package of the native plugin; each of its providers is an account."""

NATIVE = "`from pulumi_arize import native as arize`"

PATH_OPTIONS = ("ignore_changes", "replace_on_changes", "additional_secret_outputs", "hide_diffs")
"""The options that are lists of property paths."""


def copy_options(opts: pulumi.ResourceOptions | None) -> pulumi.ResourceOptions:
    """Return a copy of a program's options. Raises TypeError for what is no options."""
    if not isinstance(opts, (pulumi.ResourceOptions, type(None))):
        raise TypeError(f"opts is a pulumi.ResourceOptions, not a {type(opts).__name__}")
    # `ResourceOptions.merge` would do, but it makes Outputs of empty dependencies for each resource.
    return copy.copy(opts) if opts else pulumi.ResourceOptions()


def convert_paths(options: pulumi.ResourceOptions, names: Names) -> None:
    """Write property paths in both casings; a second call changes nothing.

    The engine looks for a path in the old state too, which an earlier version may have written in snake_case. Pulumi
    makes an output secret as a whole: a path inside an output adds the whole output.
    """
    for option in PATH_OPTIONS:
        paths = getattr(options, option, None) or []
        names_outputs = option == "additional_secret_outputs"
        whole = [part for path in paths for part in path_parts(path)[:1]] if names_outputs else []
        if paths:
            converted = (casing for path in [*paths, *whole] for casing in both_casings(path, names))
            setattr(options, option, list(dict.fromkeys(converted)))


def with_secret_outputs(secrets: SecretTree, opts: pulumi.ResourceOptions | None, names: Names) -> SecretTree:
    """Return the secret properties with those of `additional_secret_outputs`: Pulumi would show these as inputs."""
    paths = (opts.additional_secret_outputs if opts else None) or []
    for path in paths:
        snake, _ = both_casings(path, names)
        if parts := [part for part in path_parts(snake) if not part.isdigit() and part != "*"]:
            secrets = _with_secret(secrets, parts)
    return secrets


def providers_of(
    options: pulumi.ResourceOptions | pulumi.InvokeOptions, packages: Iterable[str]
) -> Iterator[pulumi.ProviderResource]:
    """Return the providers of some packages that a resource or a lookup has by its options or from its parent."""
    providers = getattr(options, "providers", None) or []
    own = [
        *(providers.values() if isinstance(providers, Mapping) else providers),
        *([options.provider] if options.provider else []),
    ]
    for package in packages:
        yield from (provider for provider in own if provider.package == package)
        inherited = options.parent.get_provider(f"{package}:index:any") if options.parent else None
        yield from [inherited] if inherited else []


def option_properties(options: pulumi.ResourceOptions) -> dict[str, str]:
    """Return the properties that pass `replace_on_changes` and `hide_diffs` on to the provider, where they are set."""
    paths = {REPLACE_ON_CHANGES: options.replace_on_changes, HIDE_DIFFS: getattr(options, "hide_diffs", None)}
    return {name: "\n".join(lines) for name, lines in paths.items() if lines}


def alias_for_other_front_end(alias: pulumi.Input[str | pulumi.Alias], type_: str) -> pulumi.Input[str | pulumi.Alias]:
    """Return the alias with the other front end's type, `type_`.

    An alias that names a type itself, such as another resource type, has that type of the other front end.
    """
    if isinstance(alias, pulumi.Alias):
        other = copy.copy(alias)
        other.type_ = _other_type(alias.type_) if isinstance(alias.type_, str) else type_
        return other
    if isinstance(alias, str):
        parts = alias.split("::", URN_PARTS - 1)
        if len(parts) == URN_PARTS:
            outside, separator, last = parts[2].rpartition("$")
            parts[2] = f"{outside}{separator}{_other_type(last)}"
        return "::".join(parts)
    output: pulumi.Output[str | pulumi.Alias] = pulumi.Output.from_input(alias)
    return output.apply(lambda known: alias_for_other_front_end(known, type_))


def default_alias(
    type_: str, resource_name: str, opts: pulumi.ResourceOptions | None
) -> pulumi.Input[str | pulumi.Alias]:
    """Return the alias of a resource for its type in the other front end.

    It is a whole URN where no parent has a part in it: Pulumi makes a dozen Outputs for an alias by its parts.
    """
    if opts and opts.parent:
        return pulumi.Alias(type_=type_)
    return f"urn:pulumi:{pulumi.get_stack()}::{pulumi.get_project()}::{type_}::{resource_name}"


def _other_type(type_: str) -> str:
    """Return the same type of the other front end; a type of neither stays."""
    for mine, others in ((DYNAMIC_TYPES, NATIVE_TYPES), (NATIVE_TYPES, DYNAMIC_TYPES)):
        if type_.startswith(mine):
            return others + type_.removeprefix(mine)
    return type_


def _with_secret(secrets: SecretTree, path: Sequence[str]) -> SecretTree:
    """Return the tree with the property at a path added; a property that is secret as a whole stays so."""
    name, *rest = path
    inside = secrets.get(name)
    if inside == {} or not rest:
        return {**secrets, name: {}}
    return {**secrets, name: _with_secret(inside or {}, rest)}
