"""The resource options of a program, with what both front ends add to them."""

from __future__ import annotations

import copy

import pulumi

from .property_names import Names, in_both_spellings


def completed(
    given: pulumi.ResourceOptions | None, names: Names, alias: pulumi.Input[str | pulumi.Alias]
) -> pulumi.ResourceOptions:
    """Return a program's options with an alias.

    Its paths of properties are found in the state of either front end. Raises TypeError where `given` is none.
    """
    if not isinstance(given, (pulumi.ResourceOptions, type(None))):
        raise TypeError(f"opts is a pulumi.ResourceOptions, not a {type(given).__name__}")
    # `ResourceOptions.merge` would do, but for the Outputs that it makes of no dependencies for each resource.
    options = copy.copy(given) if given else pulumi.ResourceOptions()
    options.aliases = [alias, *(options.aliases or [])]
    for option in ("ignore_changes", "replace_on_changes"):
        if paths := getattr(options, option):
            setattr(options, option, in_both_spellings(paths, names))
    return options


def alias_of_type(
    token: str, resource_name: str, given: pulumi.ResourceOptions | None
) -> pulumi.Input[str | pulumi.Alias]:
    """Return the alias of a resource that has had another type.

    A whole URN where no parent has a part in it: Pulumi makes a dozen Outputs for an alias by its parts.
    """
    if given and given.parent:
        return pulumi.Alias(type_=token)
    return f"urn:pulumi:{pulumi.get_stack()}::{pulumi.get_project()}::{token}::{resource_name}"
