"""What the generated provider resource stands on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

import pulumi

from .._version import __version__
from ..casing import camel


class AccountResource(pulumi.ProviderResource):
    """A provider resource: what is declared with `opts=pulumi.ResourceOptions(provider=…)` is in its account."""

    secrets: ClassVar[Collection[str]] = ()

    def __init__(
        self, resource_name: str, arguments: Mapping[str, Any], opts: pulumi.ResourceOptions | None = None
    ) -> None:
        merged = pulumi.ResourceOptions.merge(pulumi.ResourceOptions(version=__version__), opts)
        given = {name: value for name, value in arguments.items() if value is not None}
        super().__init__("arize", resource_name, {camel(name): self._sent(name, given[name]) for name in given}, merged)

    def _sent(self, name: str, value: Any) -> Any:
        """Return an argument as the engine takes it: a provider's are texts, and what is no text is JSON."""
        output: pulumi.Output[Any] = pulumi.Output.from_input(value)
        if name in self.secrets:
            return pulumi.Output.secret(output)
        return output.apply(lambda known: known if isinstance(known, str) else pulumi.runtime.to_json(known))
