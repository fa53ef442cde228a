"""The base class of the dynamic resource classes. A program's process loads this: it imports no model."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

import pulumi
from pulumi.dynamic import Resource, ResourceProvider
from pulumi.dynamic.dynamic import PROVIDER_KEY, serialize_provider

from ..process_startup import without_optional_imports
from ..sdk.base_resource import BaseResource
from ..sdk.resource_options import DYNAMIC_TYPES, NATIVE, NATIVE_TYPES, PACKAGE, RESOURCE, providers_of

DYNAMIC = "pulumi-python"
"""The package of all dynamic resources of Python programs."""

NO_PLUGIN = f"names a plugin, and dynamic resources have none: leave it out, or use {NATIVE}"


def load_provider(type_name: str) -> ResourceProvider:
    """Return the provider of a resource type. State files name this function: it stays where it is."""
    with without_optional_imports():
        from ..model.resource_types import RESOURCE_TYPES  # noqa: PLC0415 - only the provider's process needs them
        from .provider import DynamicProvider  # noqa: PLC0415

    return DynamicProvider(next(resource_type for resource_type in RESOURCE_TYPES if resource_type.name == type_name))


class ProviderReference(ResourceProvider):
    """Stands for the provider in a program: it pickles as a call of `load_provider`, without a secret in it."""

    serialize_as_secret_always = False

    def __init__(self, type_name: str) -> None:
        super().__init__()
        self._type_name = type_name

    def __reduce__(self) -> tuple[Any, ...]:
        return load_provider, (self._type_name,)


class DynamicResource(BaseResource, Resource):
    """A resource of Arize, served by `pulumi.dynamic`."""

    type_prefix, other_prefix = DYNAMIC_TYPES, NATIVE_TYPES
    refused_options: ClassVar[Mapping[str, str]] = {
        **BaseResource.refused_options,
        "custom_timeouts": f"does not reach dynamic resources: set arize:requestDeadline, or use {NATIVE}",
        "id": f"cannot read a dynamic resource: look it up with a function such as `get_integration`, or use {NATIVE}",
        "import_": f"cannot import a dynamic resource: use `adopt` with its id or name, or {NATIVE}",
        "plugin_download_url": NO_PLUGIN,
        "version": NO_PLUGIN,
    }

    def _hidden_properties(self, resource_name: str, options: pulumi.ResourceOptions) -> dict[str, Any]:
        """Return the resource's name and its provider, which `pulumi.dynamic` would pickle for each resource."""
        del options
        return {
            RESOURCE: f"{self.type_name}::{resource_name}",
            PROVIDER_KEY: _pickled_provider(self.type_name),
        }

    def _check_options(self, resource_name: str, options: pulumi.ResourceOptions) -> None:
        """Refuse a provider too: a dynamic resource would be in the account of the stack's configuration anyway."""
        super()._check_options(resource_name, options)
        for provider in providers_of(options, (PACKAGE, DYNAMIC)):
            raise pulumi.RunError(
                f"{type(self).__name__} {resource_name!r}: the provider {provider.pulumi_resource_name!r} cannot be "
                "used: a dynamic resource is always in the account of the stack's configuration; for another one use "
                f"{NATIVE}"
            )


@cache
def _pickled_provider(type_name: str) -> str:
    text: str = serialize_provider(ProviderReference(type_name))
    return text
