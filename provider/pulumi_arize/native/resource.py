"""The base class of the native plugin's resource classes. A program's process loads this: it imports no model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pulumi
from typing_extensions import Self

from .._version import __version__
from ..sdk.base_resource import BaseResource, present_output
from ..sdk.resource_options import DYNAMIC_TYPES, NATIVE_TYPES, READ_ID


class NativeResource(BaseResource):
    """A resource of Arize, served by the native plugin."""

    type_prefix, other_prefix = NATIVE_TYPES, DYNAMIC_TYPES

    @classmethod
    def get(cls, resource_name: str, id: pulumi.Input[str], opts: pulumi.ResourceOptions | None = None) -> Self:  # noqa: A002 - Pulumi's name
        """Return the existing resource with this id, or as `type/name`; the program only reads it."""
        resource = cls.__new__(cls)
        resource._declare(resource_name, {}, pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)))
        return resource

    def _declare(self, resource_name: str, arguments: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> None:
        super()._declare(resource_name, arguments, opts)
        if READ_ID in self.__dict__:
            self.__dict__["id"] = present_output([self.__dict__[READ_ID], self.id])

    def _hidden_properties(self, resource_name: str, options: pulumi.ResourceOptions) -> dict[str, Any]:
        """Return the output with the id of what the program only reads."""
        del resource_name
        return {} if options.id is None else {READ_ID: None}

    def _check_options(self, resource_name: str, options: pulumi.ResourceOptions) -> None:
        """Ask for the plugin of this version by default."""
        super()._check_options(resource_name, options)
        options.version = options.version or __version__
