"""The base class of the generated provider resource."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import pulumi

from .._version import __version__
from ..casing import camel


class BaseProvider(pulumi.ProviderResource):
    """A provider resource: resources with `opts=pulumi.ResourceOptions(provider=…)` are in its account."""

    secrets: ClassVar[Collection[str]] = ()

    def __init__(
        self, resource_name: str, arguments: Mapping[str, Any], opts: pulumi.ResourceOptions | None = None
    ) -> None:
        merged = pulumi.ResourceOptions.merge(pulumi.ResourceOptions(version=__version__), opts)
        inputs = {camel(name): self._serialize(name, value) for name, value in arguments.items() if value is not None}
        super().__init__("arize", resource_name, inputs, merged)

    def _serialize(self, name: str, value: Any) -> Any:
        """Return an argument as the engine takes it from a provider: a string, or any other value as JSON."""
        output: pulumi.Output[Any] = pulumi.Output.from_input(value)
        if name in self.secrets:
            return pulumi.Output.secret(output)
        return output.apply(lambda known: known if isinstance(known, str) else pulumi.runtime.to_json(known))
