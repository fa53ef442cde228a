"""The component resource: a catalogue of integrations in one environment, whichever front end declares them."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import ClassVar

import pulumi

from .._generated.typed_dicts import ResourceArgsPart
from ..sdk.args import ResourceArgs
from .environment import Environment
from .resolve import Entry, resolve


class Catalog(pulumi.ComponentResource):
    """Integrations that are declared once, with what differs in each environment.

    A preview in any environment finds the mistakes of all of them.
    """

    resources: ClassVar[ModuleType]
    """The resource classes of the front end."""
    integrations: Mapping[str, pulumi.CustomResource]
    """The resources of this environment, by their keys in the catalogue."""
    ids: pulumi.Output[Mapping[str, str]]
    """The IDs that the API gave, by key."""

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
            environments: What differs in each environment, by name.
            environment: The environment to declare; by default the one that has the stack's name.
            opts: Options of the component.

        Raises:
            pulumi.RunError: The catalogue has mistakes: all of them, each at its path; nothing is declared.
        """
        chosen = environment or pulumi.get_stack()
        _refuse_mistakes(resource_name, integrations, environments, chosen)
        super().__init__("arize:index:IntegrationCatalog", resource_name, None, opts)
        self.integrations = {
            key: self._declare(f"{resource_name}-{key}", entry)
            for key, entry in resolve(integrations, chosen, environments[chosen]).items()
        }
        self.ids = pulumi.Output.all(**{key: item.id for key, item in self.integrations.items()})
        self.register_outputs({"ids": self.ids})

    def _declare(self, name: str, entry: Entry) -> pulumi.CustomResource:
        opts = pulumi.ResourceOptions(parent=self, protect=entry.protect)
        inputs: pulumi.CustomResource = getattr(self.resources, entry.resource)(name, **entry.arguments, opts=opts)
        return inputs


def _refuse_mistakes(
    name: str,
    integrations: Mapping[str, ResourceArgs | ResourceArgsPart],
    environments: Mapping[str, Environment],
    chosen: str,
) -> None:
    from .validation import problems  # noqa: PLC0415 - `import pulumi_arize` loads no models

    found = problems(integrations, environments, chosen)
    if found:
        many = "a problem" if len(found) == 1 else f"{len(found)} problems"
        lines = [f"  {problem.property_path}: {problem.reason}" for problem in found]
        raise pulumi.RunError("\n".join([f"IntegrationCatalog {name!r} has {many}; nothing is declared:", *lines]))
