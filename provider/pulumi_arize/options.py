"""The resource options of a program, with what both front ends add to them and what each of them refuses."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import pulumi

from .args import Secrets
from .property_names import Names, in_both_spellings

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
        "env_var_mappings": "is for providers: give it to `Provider` of `pulumi_arize.native`",
    }

    def _get_providers(self, *given: Any, **named: Any) -> Any:
        """Settle the options again: Pulumi calls this when transformations have had their say."""
        for options in (*given, *named.values()):
            if isinstance(options, pulumi.ResourceOptions):
                self._settle(self._name, options)
        return super()._get_providers(*given, **named)

    def _settle(self, resource_name: str, options: pulumi.ResourceOptions) -> None:
        """Refuse what cannot be done, and spell the paths of properties. Raises pulumi.RunError."""
        for option, instead in self.refused.items():
            if getattr(options, option, None):
                raise pulumi.RunError(f"{type(self).__name__} {resource_name!r}: the option `{option}` {instead}")
        settle_paths(options, self.names)


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
    settle_paths(options, names)
    return options


def settle_paths(options: pulumi.ResourceOptions, names: Names) -> None:
    """Spell the paths of properties so that they hold in the state of either front end; a second time is none too many.

    Pulumi makes outputs secret whole: a path inside of one stands for all of it.
    """
    for option in NAMING_PROPERTIES:
        paths = getattr(options, option, None) or []
        whole = [parts_of(path)[0] for path in paths] if option == "additional_secret_outputs" else []
        if paths:
            setattr(options, option, in_both_spellings([*paths, *whole], names))


def secrets_with(secrets: Secrets, given: pulumi.ResourceOptions | None, names: Names) -> Secrets:
    """Return the secret properties with those that a program makes secret: as inputs too, which Pulumi would show."""
    paths = (given.additional_secret_outputs if given else None) or []
    for path in in_both_spellings(paths, names):
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
    given = getattr(options, "providers", None) or []
    own = [
        *(given.values() if isinstance(given, Mapping) else given),
        *([options.provider] if options.provider else []),
    ]
    for package in packages:
        yield from (provider for provider in own if provider.package == package)
        inherited = options.parent.get_provider(f"{package}:index:any") if options.parent else None
        yield from [inherited] if inherited else []


def alias_of_type(
    token: str, resource_name: str, given: pulumi.ResourceOptions | None
) -> pulumi.Input[str | pulumi.Alias]:
    """Return the alias of a resource that has had another type.

    A whole URN where no parent has a part in it: Pulumi makes a dozen Outputs for an alias by its parts.
    """
    if given and given.parent:
        return pulumi.Alias(type_=token)
    return f"urn:pulumi:{pulumi.get_stack()}::{pulumi.get_project()}::{token}::{resource_name}"


def _with_secret(secrets: Secrets, path: Sequence[str]) -> Secrets:
    """Return the secrets with the value at a path among them; what is secret as a whole stays so."""
    name, *rest = path
    inside = secrets.get(name)
    if inside == {} or not rest:
        return {**secrets, name: {}}
    return {**secrets, name: _with_secret(inside or {}, rest)}
