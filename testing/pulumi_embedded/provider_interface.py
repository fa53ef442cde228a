"""What manages resources: the calls that the engine makes, and two providers that need no process."""

# ruff: noqa: ARG002 - what a provider does not look at, another does

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from .property_diff import DiffKind
from .resource_state import Resource
from .values import Properties, contains, is_secret

_UNKNOWN_CONFIGURATION: Final = (
    "The provider for this resource has inputs that are not known during preview.\n"
    "This preview may not correctly represent the changes that will be applied during an update."
)

Checked: TypeAlias = tuple[Properties, list[tuple[str, str]]]
"""The inputs that the later calls see, and failures as (property, reason)."""
InvokeResult: TypeAlias = tuple[Properties, list[tuple[str, str]]]
"""What a function returns, and failures as (property, reason)."""


@dataclass(frozen=True)
class PathDiff:
    """What a provider says of one property path; `of_inputs` tells a change of inputs from one of outputs."""

    kind: DiffKind
    replaces: bool
    of_inputs: bool


@dataclass(frozen=True)
class DiffResponse:
    """What a provider says of a change; `changed` is None where it leaves the comparison to the engine.

    `places` has what it says of single property paths; `warning` is what the reader of a preview has to know of it.
    """

    changed: bool | None
    replaces: tuple[str, ...] = ()
    changed_keys: tuple[str, ...] = ()
    delete_before_replace: bool = False
    path_diffs: Mapping[str, PathDiff] = field(default_factory=dict)
    warning: str = ""

    @property
    def replaced(self) -> bool:
        """True if the change needs another object."""
        return bool(self.replaces) or any(place.replaces for place in self.path_diffs.values())


@dataclass(frozen=True)
class ProviderState:
    """What an object is; an empty id means that there is none, `inputs` of None that they stay as they were.

    `problems` are the reasons why it is not as it should be, although it is there.
    """

    id: str
    outputs: Properties
    inputs: Properties | None = None
    problems: tuple[str, ...] = ()


class ProviderInterface:
    """A provider. As it stands here it takes what it gets and makes nothing."""

    def check_config(self, urn: str, old: Properties, new: Properties) -> Checked:
        """Check the configuration `new` of a provider resource, before there is anything to configure."""
        return new, []

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> DiffResponse:
        """Compare with the configuration of the provider resource `old`."""
        return DiffResponse(None)

    def configure(self, resource: Resource) -> None:
        """Take the inputs of a provider resource as the configuration."""

    def check(self, urn: str, old: Properties, new: Properties, seed: bytes) -> Checked:
        """Check inputs."""
        return new, []

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffResponse:
        """Compare a resource with new inputs."""
        return DiffResponse(None)

    def create(self, new: Resource) -> ProviderState:
        """Create a resource and say what it is; in a preview, what is known of it."""
        return ProviderState("", {})

    def update(self, old: Resource, new: Resource, ignored: tuple[str, ...]) -> ProviderState:
        """Update a resource and say what it is; in a preview, what is known of it."""
        return ProviderState(old.id, {})

    def read(self, old: Resource) -> ProviderState:
        """Read what the resource really is."""
        return ProviderState(old.id, old.outputs)

    def delete(self, old: Resource) -> None:
        """Delete a resource; in a preview, do nothing."""

    def invoke(self, function: str, arguments: Properties) -> InvokeResult:
        """Call a function and return what it returns, with failures as (property, reason)."""
        return {}, []

    def cancel(self) -> None:
        """Come to an end with what is under way."""

    def close(self) -> None:
        """End the provider."""


class Unconfigurable(ProviderInterface):
    """Stands in a preview for a provider whose configuration will only be known in the update."""

    def __init__(self, plugin: ProviderInterface) -> None:
        self._plugin = plugin

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffResponse:
        """Expect an update."""
        return DiffResponse(changed=True, warning=_UNKNOWN_CONFIGURATION)

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> DiffResponse:
        """Ask the provider all the same: it need not be configured."""
        return self._plugin.diff_config(urn, old, inputs, ignored)

    def close(self) -> None:
        """End the provider that was not configured."""
        self._plugin.close()


class StackReferences(ProviderInterface):
    """The provider of `pulumi:pulumi:StackReference`; `outputs_of` returns the outputs of the stack of a name."""

    def __init__(self, outputs_of: Callable[[str], Properties]) -> None:
        self._outputs_of = outputs_of

    def read(self, old: Resource) -> ProviderState:
        """Read the outputs of the stack."""
        outputs = self._outputs_of(old.inputs["name"])
        secret = sorted(name for name, value in outputs.items() if contains(value, is_secret))
        return ProviderState(old.id, {**old.inputs, "outputs": outputs, "secretOutputNames": secret})
