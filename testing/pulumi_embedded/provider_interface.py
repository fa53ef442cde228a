"""The interface of a provider, and two providers that need no process."""

# ruff: noqa: ARG002 - the arguments of the interface

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
"""The checked inputs, and failures as (property, reason)."""
InvokeResult: TypeAlias = tuple[Properties, list[tuple[str, str]]]
"""The outputs of a function, and failures as (property, reason)."""


@dataclass(frozen=True)
class PathDiff:
    """The difference at one property path: of inputs if `of_inputs`, else of outputs."""

    kind: DiffKind
    replaces: bool
    of_inputs: bool


@dataclass(frozen=True)
class DiffResponse:
    """The response to a diff; `changed` is None where the provider leaves the comparison to the engine.

    `path_diffs` is the detailed diff, by property path; `warning` is for the user.
    """

    changed: bool | None
    replaces: tuple[str, ...] = ()
    changed_keys: tuple[str, ...] = ()
    delete_before_replace: bool = False
    path_diffs: Mapping[str, PathDiff] = field(default_factory=dict)
    warning: str = ""

    @property
    def replaced(self) -> bool:
        """True if the change requires a replacement."""
        return bool(self.replaces) or any(diff.replaces for diff in self.path_diffs.values())


@dataclass(frozen=True)
class ProviderState:
    """The state of an object; an empty id means that it does not exist, `inputs` of None that they are unchanged.

    `init_errors` are the reasons why an object that exists failed to initialize.
    """

    id: str
    outputs: Properties
    inputs: Properties | None = None
    init_errors: tuple[str, ...] = ()


class ProviderInterface:
    """A provider. This one accepts all inputs, and manages no objects: it is that of components."""

    def check_config(self, urn: str, old: Properties, new: Properties) -> Checked:
        """Check the configuration `new` of a provider resource."""
        return new, []

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> DiffResponse:
        """Compare with the configuration of the provider resource `old`."""
        return DiffResponse(None)

    def configure(self, resource: Resource) -> None:
        """Configure the provider with the inputs of its resource."""

    def check(self, urn: str, old: Properties, new: Properties) -> Checked:
        """Check inputs."""
        return new, []

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffResponse:
        """Compare a resource with new inputs."""
        return DiffResponse(None)

    def create(self, new: Resource) -> ProviderState:
        """Create a resource and return its state; in a preview, as far as that is known."""
        return ProviderState("", {})

    def update(self, old: Resource, new: Resource, ignored: tuple[str, ...]) -> ProviderState:
        """Update a resource and return its state; in a preview, as far as that is known."""
        return ProviderState(old.id, {})

    def read(self, old: Resource) -> ProviderState:
        """Read the actual state of a resource."""
        return ProviderState(old.id, old.outputs)

    def delete(self, old: Resource) -> None:
        """Delete a resource; in a preview, do nothing."""

    def invoke(self, function: str, arguments: Properties) -> InvokeResult:
        """Call a function."""
        return {}, []

    def cancel(self) -> None:
        """Cancel the running operations."""

    def close(self) -> None:
        """End the provider."""


class Unconfigurable(ProviderInterface):
    """In a preview, a provider whose configuration is not known yet."""

    def __init__(self, plugin: ProviderInterface) -> None:
        self._plugin = plugin

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffResponse:
        """Predict an update."""
        return DiffResponse(changed=True, warning=_UNKNOWN_CONFIGURATION)

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> DiffResponse:
        """Ask the provider, which need not be configured for this."""
        return self._plugin.diff_config(urn, old, inputs, ignored)

    def close(self) -> None:
        """End the provider that was not configured."""
        self._plugin.close()


class StackReferences(ProviderInterface):
    """The provider of `pulumi:pulumi:StackReference`; `outputs_of` returns the outputs of a stack."""

    def __init__(self, outputs_of: Callable[[str], Properties]) -> None:
        self._outputs_of = outputs_of

    def read(self, old: Resource) -> ProviderState:
        """Read the outputs of the stack."""
        outputs = self._outputs_of(old.inputs["name"])
        secret = sorted(name for name, value in outputs.items() if contains(value, is_secret))
        return ProviderState(old.id, {**old.inputs, "outputs": outputs, "secretOutputNames": secret})
