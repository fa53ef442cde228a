"""What manages resources: the calls that the engine makes, and two providers that need no process."""

# ruff: noqa: ARG002 - what a provider does not look at, another does

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from .state import Resource
from .values import Properties, contains, is_secret

_NOT_KNOWN: Final = (
    "The provider for this resource has inputs that are not known during preview.\n"
    "This preview may not correctly represent the changes that will be applied during an update."
)

Checked: TypeAlias = tuple[Properties, list[tuple[str, str]]]
"""The inputs that the later calls see, and failures as (property, reason)."""


@dataclass(frozen=True)
class DiffAnswer:
    """What a provider says of a change; `changed` is None where it leaves the comparison to the engine.

    `warning` is what the reader of a preview has to know of it.
    """

    changed: bool | None
    replaces: tuple[str, ...] = ()
    changed_keys: tuple[str, ...] = ()
    delete_before_replace: bool = False
    warning: str = ""


@dataclass(frozen=True)
class ReadAnswer:
    """What a provider found; an empty id means that nothing is there, `inputs` of None that they stay as they were."""

    id: str
    outputs: Properties
    inputs: Properties | None = None


class Plugin:
    """A provider. As it stands here it takes what it gets and makes nothing."""

    def check_config(self, urn: str, old: Properties, new: Properties) -> None:
        """Hear of the configuration `new` of the provider resource, before there is anything to configure."""

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> None:
        """Hear of another configuration than that of the provider resource `old`."""

    def configure(self, resource: Resource) -> None:
        """Take the inputs of a provider resource as the configuration."""

    def check(self, urn: str, old: Properties, new: Properties, seed: bytes) -> Checked:
        """Check inputs."""
        return new, []

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffAnswer:
        """Compare a resource with new inputs."""
        return DiffAnswer(None)

    def create(self, urn: str, inputs: Properties) -> tuple[str, Properties]:
        """Create a resource and return its id and outputs; in a preview, what is known of them."""
        return "", {}

    def update(self, old: Resource, urn: str, inputs: Properties, ignored: tuple[str, ...]) -> Properties:
        """Update a resource and return its outputs; in a preview, what is known of them."""
        return {}

    def read(self, old: Resource) -> ReadAnswer:
        """Read what the resource really is."""
        return ReadAnswer(old.id, old.outputs)

    def delete(self, old: Resource) -> None:
        """Delete a resource; in a preview, do nothing."""

    def cancel(self) -> None:
        """Come to an end with what is under way."""

    def close(self) -> None:
        """End the provider."""


class Unconfigurable(Plugin):
    """Stands in a preview for a provider whose configuration will only be known in the update."""

    def __init__(self, plugin: Plugin) -> None:
        self._plugin = plugin

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffAnswer:
        """Expect an update."""
        return DiffAnswer(changed=True, warning=_NOT_KNOWN)

    def close(self) -> None:
        """End the provider that was not configured."""
        self._plugin.close()


class StackReferences(Plugin):
    """The provider of `pulumi:pulumi:StackReference`; `outputs_of` returns the outputs of the stack of a name."""

    def __init__(self, outputs_of: Callable[[str], Properties]) -> None:
        self._outputs_of = outputs_of

    def read(self, old: Resource) -> ReadAnswer:
        """Read the outputs of the stack."""
        outputs = self._outputs_of(old.inputs["name"])
        secret = sorted(name for name, value in outputs.items() if contains(value, is_secret))
        return ReadAnswer(old.id, {**old.inputs, "outputs": outputs, "secretOutputNames": secret})
