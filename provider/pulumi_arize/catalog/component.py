"""The component resource: a catalogue of integrations in one environment, on either front end."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

import pulumi

from .._generated.typed_dicts import ResourceArgsPart
from ..sdk.args import ResourceArgs
from .environment import Environment
from .resolve import Entry, resolve


class Catalog(pulumi.ComponentResource):
    """Integrations that are declared once, with the differences of each environment.

    A preview of one environment finds the mistakes in all of them.
    """

    resources: ModuleType
    """The resource classes of the front end."""
    integrations: Mapping[str, pulumi.CustomResource]
    """The resources of this environment, by their keys in the catalogue."""
    ids: pulumi.Output[Mapping[str, str]]
    """The IDs of the resources, by key."""

    def __init__(
        self,
        resource_name: str,
        integrations: Mapping[str, ResourceArgs | ResourceArgsPart],
        environments: Mapping[str, Environment],
        *,
        environment: str | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare the integrations of one environment.

        Args:
            resource_name: Begins the names of the resources, `<resource_name>-<key>`.
            integrations: The catalogue: `IntegrationArgs`, `AiIntegrationArgs` or a dict literal of the former, by key.
            environments: The differences of each environment, by name.
            environment: The environment to declare; by default the one with the stack's name.
            opts: Options of the component.

        Raises:
            pulumi.RunError: The catalogue has mistakes: the error lists them all, and nothing is declared.
        """
        chosen = environment or pulumi.get_stack()
        _raise_failures(resource_name, integrations, environments, chosen)
        super().__init__("arize:index:IntegrationCatalog", resource_name, None, opts)
        self.integrations = {
            key: self._declare(f"{resource_name}-{key}", entry)
            for key, entry in resolve(integrations, chosen, environments[chosen]).items()
        }
        ids: Any = {key: item.id for key, item in self.integrations.items()}
        self.ids = pulumi.Output.from_input(ids)
        self.register_outputs({"ids": self.ids})

    def _declare(self, name: str, entry: Entry) -> pulumi.CustomResource:
        opts = pulumi.ResourceOptions(parent=self, protect=entry.protect)
        resource: pulumi.CustomResource = getattr(self.resources, entry.resource)(name, **entry.arguments, opts=opts)
        return resource


def _raise_failures(
    name: str,
    integrations: Mapping[str, ResourceArgs | ResourceArgsPart],
    environments: Mapping[str, Environment],
    chosen: str,
) -> None:
    from .validation import check_catalog  # noqa: PLC0415 - `import pulumi_arize` loads no models

    failures = check_catalog(integrations, environments, chosen)
    if failures:
        count = "a problem" if len(failures) == 1 else f"{len(failures)} problems"
        lines = [f"  {failure.property_path}: {failure.reason}" for failure in failures]
        raise pulumi.RunError("\n".join([f"IntegrationCatalog {name!r} has {count}; nothing is declared:", *lines]))
