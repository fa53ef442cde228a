"""The providers of an operation: resources that the engine manages, each with a process.

As on the real engine, a new process checks and compares the configuration of a provider. When the step is decided, it
is configured, and serves the resources of the provider.
"""

import threading
import uuid
from collections.abc import Callable
from dataclasses import replace

from . import urns
from .errors import EngineError
from .package_reference import INTERNAL, VERSION, provider_inputs
from .provider_interface import Checked, DiffResponse, ProviderInterface, ProviderState, Unconfigurable
from .resource_state import Resource
from .values import UNKNOWN, UNKNOWN_ON_WIRE, Properties, contains


class ProviderRegistry(ProviderInterface):
    """The provider of provider resources; it finds that of every other resource.

    Args:
        load: starts the provider of a package, or raises RefusedError.
        known: the provider resources of the state before the operation.
        preview: whether a new provider has no id.
    """

    def __init__(self, load: Callable[[str], ProviderInterface], known: list[Resource], *, preview: bool) -> None:
        self._load = load
        self._known = {resource.reference: resource for resource in known}
        self._preview = preview
        self._checked: dict[str, ProviderInterface] = {}
        self._configured: dict[str, ProviderInterface] = {}
        self._lock = threading.RLock()

    def of(self, resource: Resource) -> ProviderInterface:
        """Return the provider of a resource."""
        if not resource.custom:
            return ProviderInterface()
        return self if resource.is_provider else self.get(resource.provider)

    def get(self, reference: str) -> ProviderInterface:
        """Return the provider of a reference; one in the state is configured at its first use."""
        with self._lock:
            if reference not in self._configured:
                if reference not in self._known:
                    raise EngineError(f"unknown provider '{reference}'")
                resource = self._known[reference]
                self._configured[reference] = self._configure(self._load(resource.type), resource)
            return self._configured[reference]

    def check(self, urn: str, old: Properties, new: Properties) -> Checked:
        """Start the provider and have it check its configuration."""
        plugin = self._load(urns.type_of(urn))
        inputs, failures = plugin.check_config(urn, provider_inputs(old), provider_inputs(new))
        if failures:
            plugin.close()
            return inputs, failures
        with self._lock:
            self._checked[urn] = plugin
        # the provider cannot change the inputs for the engine
        return {**inputs, **{key: new[key] for key in (VERSION, INTERNAL) if key in new}}, []

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffResponse:
        """Compare configurations; for a replacement, the provider is checked again in another process."""
        plugin = self._checked.get(old.urn) or self.get(old.reference)
        new = provider_inputs(inputs)
        response = plugin.diff_config(old.urn, replace(old, inputs=provider_inputs(old.inputs)), new, ignored)
        if response.changed is None:
            response = replace(response, changed=old.outputs != new)
        if response.replaced and (checked := self._checked.pop(old.urn, None)):
            checked.close()
        return response

    def replaces(self, old: str, new: str) -> bool:
        """Return whether a resource that moves from the provider `old` to `new` must be replaced."""
        before, target = self._known[old], self._known[new]
        before = replace(before, inputs=provider_inputs(before.inputs))
        return self.get(new).diff_config(target.urn, before, provider_inputs(target.inputs)).replaced

    def create(self, new: Resource) -> ProviderState:
        """Configure the checked provider, with a new id."""
        id_ = UNKNOWN_ON_WIRE if self._preview else str(uuid.uuid4())
        self.keep(replace(new, id=id_))
        return ProviderState(id_, provider_inputs(new.inputs))

    def update(self, old: Resource, new: Resource, ignored: tuple[str, ...]) -> ProviderState:  # noqa: ARG002
        """Configure the checked provider, which replaces the current one."""
        resource = replace(new, id=old.id)
        with self._lock:
            if before := self._configured.pop(resource.reference, None):
                before.close()
        self.keep(resource)
        return ProviderState(old.id, provider_inputs(new.inputs))

    def keep(self, resource: Resource) -> None:
        """Configure the provider of a resource, if it is not configured yet."""
        with self._lock:
            self._known[resource.reference] = resource
            if resource.reference not in self._configured:
                plugin = self._checked.pop(resource.urn, None) or self._load(resource.type)
                self._configured[resource.reference] = self._configure(plugin, resource)

    def delete(self, old: Resource) -> None:
        """End the provider."""
        with self._lock:
            plugin = None if self._preview else self._configured.pop(old.reference, None)
        if plugin:
            plugin.close()

    def cancel(self) -> None:
        """Ask every provider to cancel its operations."""
        for plugin in [*self._checked.values(), *self._configured.values()]:
            plugin.cancel()

    def close(self) -> None:
        """End every provider."""
        for plugin in (*self._checked.values(), *self._configured.values()):
            plugin.close()

    def _configure(self, plugin: ProviderInterface, resource: Resource) -> ProviderInterface:
        inputs = provider_inputs(resource.inputs)
        if contains(inputs, lambda value: value is UNKNOWN):
            return Unconfigurable(plugin)
        plugin.configure(replace(resource, inputs=inputs))
        return plugin
