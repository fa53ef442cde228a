"""The providers of an operation: resources of their own kind, which the engine manages, each with a process behind it.

As on the real engine a provider is checked and compared in a new process, which is configured once the step is clear
and serves its resources from then on.
"""

import threading
import uuid
from collections.abc import Callable
from dataclasses import replace

from . import urns
from .errors import EngineError
from .package_reference import INTERNAL, VERSION, of_provider
from .provider_interface import Checked, DiffResponse, ProviderInterface, ProviderState, Unconfigurable
from .resource_state import Resource
from .values import UNKNOWN, UNKNOWN_ON_WIRE, Properties, contains


class ProviderRegistry(ProviderInterface):
    """Manages provider resources, and finds the provider of any other.

    Args:
        load: starts the provider of a package, or raises RefusedError.
        known: the provider resources of the state before the operation.
        preview: whether nothing may get an id.
    """

    def __init__(self, load: Callable[[str], ProviderInterface], known: list[Resource], *, preview: bool) -> None:
        self._load = load
        self._known = {resource.reference: resource for resource in known}
        self._preview = preview
        self._checked: dict[str, ProviderInterface] = {}
        self._configured: dict[str, ProviderInterface] = {}
        self._lock = threading.RLock()

    def of(self, resource: Resource) -> ProviderInterface:
        """Return what manages a resource; a component needs nobody."""
        if not resource.custom:
            return ProviderInterface()
        return self if resource.is_provider else self.get(resource.provider)

    def get(self, reference: str) -> ProviderInterface:
        """Return the provider of a reference; one of the state is configured when it is first needed."""
        with self._lock:
            if reference not in self._configured:
                if reference not in self._known:
                    raise EngineError(f"unknown provider '{reference}'")
                resource = self._known[reference]
                self._configured[reference] = self._configure(self._load(resource.type), resource)
            return self._configured[reference]

    def check(self, urn: str, old: Properties, new: Properties, seed: bytes) -> Checked:  # noqa: ARG002
        """Start the provider and have it check its configuration."""
        plugin = self._load(urns.type_of(urn))
        inputs, failures = plugin.check_config(urn, of_provider(old), of_provider(new))
        if failures:
            plugin.close()
            return inputs, failures
        with self._lock:
            self._checked[urn] = plugin
        # what the engine itself has to know of the plugin is not the provider's to change
        return {**inputs, **{key: new[key] for key in (VERSION, INTERNAL) if key in new}}, []

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffResponse:
        """Compare configurations; a provider that is to be replaced is started anew for that."""
        plugin = self._checked.get(old.urn) or self.get(old.reference)
        wanted = of_provider(inputs)
        response = plugin.diff_config(old.urn, replace(old, inputs=of_provider(old.inputs)), wanted, ignored)
        if response.changed is None:
            response = replace(response, changed=old.outputs != wanted)
        if response.replaced and (checked := self._checked.pop(old.urn, None)):
            checked.close()
        return response

    def replaces(self, old: str, new: str) -> bool:
        """Ask the provider `new` whether what goes over to it from the provider `old` has to be replaced."""
        before, target = self._known[old], self._known[new]
        before = replace(before, inputs=of_provider(before.inputs))
        return self.get(new).diff_config(target.urn, before, of_provider(target.inputs)).replaced

    def create(self, new: Resource) -> ProviderState:
        """Configure the provider that was checked, under a new id."""
        id_ = UNKNOWN_ON_WIRE if self._preview else str(uuid.uuid4())
        self.keep(replace(new, id=id_))
        return ProviderState(id_, of_provider(new.inputs))

    def update(self, old: Resource, new: Resource, ignored: tuple[str, ...]) -> ProviderState:  # noqa: ARG002
        """Configure the provider that was checked, in the place of the one there was."""
        resource = replace(new, id=old.id)
        with self._lock:
            if before := self._configured.pop(resource.reference, None):
                before.close()
        self.keep(resource)
        return ProviderState(old.id, of_provider(new.inputs))

    def keep(self, resource: Resource) -> None:
        """Configure the provider of a resource, unless it is configured."""
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
        """Ask every provider to come to an end with what it does."""
        for plugin in [*self._checked.values(), *self._configured.values()]:
            plugin.cancel()

    def close(self) -> None:
        """End every provider."""
        for plugin in (*self._checked.values(), *self._configured.values()):
            plugin.close()

    def _configure(self, plugin: ProviderInterface, resource: Resource) -> ProviderInterface:
        inputs = of_provider(resource.inputs)
        if contains(inputs, lambda value: value is UNKNOWN):
            return Unconfigurable(plugin)
        plugin.configure(replace(resource, inputs=inputs))
        return plugin
