"""The resource options of a program, with what both front ends add to them."""

from __future__ import annotations

import copy

import pulumi

from .property_names import Names, in_both_spellings

DYNAMIC, NATIVE = "pulumi-python:dynamic/arize:", "arize:index:"
"""What the types of the two front ends begin with."""

URN_PARTS = 4

RESOURCE = "__resource"
"""The property with the type and the name of a dynamic resource: `pulumi.dynamic` hands on no URN."""

REPLACE_ON_CHANGES = "__replace_on_changes"
"""The property with the option of this name, a path on a line.

The engine compares its paths with what a diff names: nothing in a dynamic one, whole lists and some whole objects in
a native one.
"""


def completed(
    given: pulumi.ResourceOptions | None, names: Names, alias: pulumi.Input[str | pulumi.Alias], type_: str
) -> pulumi.ResourceOptions:
    """Return a program's options with an alias, and with each alias of its own for the other front end's type too.

    `type_` is the type that the other front end gives the resource.

    Its paths of properties are found in the state of either front end. Raises TypeError where `given` is none.
    """
    if not isinstance(given, (pulumi.ResourceOptions, type(None))):
        raise TypeError(f"opts is a pulumi.ResourceOptions, not a {type(given).__name__}")
    # `ResourceOptions.merge` would do, but for the Outputs that it makes of no dependencies for each resource.
    options = copy.copy(given) if given else pulumi.ResourceOptions()
    own = list(options.aliases or [])
    options.aliases = [alias, *own, *(of_other_front_end(item, type_) for item in own)]
    if options.delete_before_replace is None:
        options.delete_before_replace = True  # names are unique; a forced replacement never asks the provider
    for option in ("ignore_changes", "replace_on_changes"):
        if paths := getattr(options, option):
            setattr(options, option, in_both_spellings(paths, names))
    return options


def forced_replacements(options: pulumi.ResourceOptions) -> dict[str, str]:
    """Return the property that tells a provider of `replace_on_changes`, where it is given."""
    return {REPLACE_ON_CHANGES: "\n".join(options.replace_on_changes)} if options.replace_on_changes else {}


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
    for mine, others in ((DYNAMIC, NATIVE), (NATIVE, DYNAMIC)):
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
    token: str, resource_name: str, given: pulumi.ResourceOptions | None
) -> pulumi.Input[str | pulumi.Alias]:
    """Return the alias of a resource that has had another type.

    A whole URN where no parent has a part in it: Pulumi makes a dozen Outputs for an alias by its parts.
    """
    if given and given.parent:
        return pulumi.Alias(type_=token)
    return f"urn:pulumi:{pulumi.get_stack()}::{pulumi.get_project()}::{token}::{resource_name}"
