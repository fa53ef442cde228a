"""What the generated resource classes have in common. A program's process loads this: it imports no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

import pulumi
from pulumi.dynamic import Resource, ResourceProvider
from pulumi.dynamic.dynamic import PROVIDER_KEY, serialize_provider

from ..casing import Names
from ..process_startup import without_optional_imports
from ..sdk.args import resource_arguments, serialize_args
from ..sdk.resource_options import (
    NATIVE,
    NATIVE_TYPES,
    PACKAGE,
    RESOURCE,
    WithOptions,
    options_for_provider,
    providers_of,
    secrets_with,
)
from ..sdk.stack_settings import warn_of_plain_key


def load_provider(kind_name: str) -> ResourceProvider:
    """Return the provider of a kind of resource. State files name this function: it stays where it is."""
    with without_optional_imports():
        from ..model.resource_types import RESOURCE_TYPES  # noqa: PLC0415 - only the provider's process needs them
        from .provider import DynamicProvider  # noqa: PLC0415

    return DynamicProvider(next(resource_type for resource_type in RESOURCE_TYPES if resource_type.name == kind_name))


class ProviderReference(ResourceProvider):
    """Stands for the provider in a program: it pickles as a reference of some bytes, without a secret in it."""

    serialize_as_secret_always = False

    def __init__(self, kind_name: str) -> None:
        super().__init__()
        self._kind_name = kind_name

    def __reduce__(self) -> tuple[Any, ...]:
        return load_provider, (self._kind_name,)


DYNAMIC = "pulumi-python"
"""The package of all dynamic resources of Python programs."""

NO_PLUGIN = f"names a plugin, and dynamic resources have none: leave it out, or use {NATIVE}"


class ArizeResource(WithOptions, Resource):
    """A resource of Arize. `returned` names the outputs that are no inputs."""

    returned: ClassVar[Sequence[str]] = ()
    refused: ClassVar[Mapping[str, str]] = {
        **WithOptions.refused,
        "custom_timeouts": f"does not reach dynamic resources: set arize:requestDeadline, or use {NATIVE}",
        "id": f"cannot read a dynamic resource: look it up with a function such as `get_integration`, or use {NATIVE}",
        "import_": f"cannot import a dynamic resource: `adopt` takes over what exists, by id or name; {NATIVE} imports",
        "plugin_download_url": NO_PLUGIN,
        "version": NO_PLUGIN,
    }

    def __init_subclass__(cls, names: Names | None = None, **kwargs: Any) -> None:
        """Note the names of the properties."""
        super().__init_subclass__(**kwargs)
        cls.names = names or cls.names

    def _declare(self, resource_name: str, arguments: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> None:
        """Register the resource, as the `__init__` of `pulumi.dynamic.Resource` would.

        That one would pickle the provider anew for each resource. This is no `__init__`: Pulumi takes what calls the
        third one, seen from its own, for the line of the program.
        """
        warn_of_plain_key()
        kind_name = self._resource_type_name.rpartition(":")[2]
        options = self._complete(resource_name, opts, f"{NATIVE_TYPES}{kind_name}")
        given = serialize_args(resource_arguments(arguments), secrets_with(self.secrets, opts, self.names))
        inputs = {
            **dict.fromkeys([*arguments, *self.returned]),
            **given,
            RESOURCE: f"{kind_name}::{resource_name}",
            **options_for_provider(options),
            PROVIDER_KEY: _pickled(kind_name),
        }
        token = f"pulumi-python:{self._resource_type_name}"
        pulumi.CustomResource.__init__(self, token, resource_name, inputs, options)

    def _settle(self, resource_name: str, options: pulumi.ResourceOptions) -> None:
        """Refuse a provider too: a dynamic resource would be in the stack's own account all the same."""
        super()._settle(resource_name, options)
        for provider in providers_of(options, (PACKAGE, DYNAMIC)):
            raise pulumi.RunError(
                f"{type(self).__name__} {resource_name!r}: the provider {provider.pulumi_resource_name!r} cannot be "
                f"used: a dynamic resource is always in the stack's own account; for another one use {NATIVE}"
            )


@cache
def _pickled(kind_name: str) -> str:
    text: str = serialize_provider(ProviderReference(kind_name))
    return text
