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
from .plugin import Checked, DiffAnswer, Plugin, Unconfigurable
from .state import Resource
from .values import UNKNOWN, UNKNOWN_ON_WIRE, Properties, contains


class Registry(Plugin):
    """Manages provider resources, and finds the provider of any other.

    Args:
        load: starts the provider of a package, or raises RefusedError.
        known: the provider resources of the state before the operation.
        preview: whether nothing may get an id.
    """

    def __init__(self, load: Callable[[str], Plugin], known: list[Resource], *, preview: bool) -> None:
        self._load = load
        self._known = {resource.reference: resource for resource in known}
        self._preview = preview
        self._checked: dict[str, Plugin] = {}
        self._configured: dict[str, Plugin] = {}
        self._lock = threading.RLock()

    def of(self, resource: Resource) -> Plugin:
        """Return what manages a resource; a component needs nobody."""
        if not resource.custom:
            return Plugin()
        return self if resource.is_provider else self.get(resource.provider)

    def get(self, reference: str) -> Plugin:
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
        with self._lock:
            self._checked[urn] = plugin
        plugin.check_config(urn, old, new)
        return new, []

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffAnswer:
        """Compare configurations: a provider is never replaced by itself."""
        plugin = self._checked.get(old.urn) or self.get(old.reference)
        plugin.diff_config(old.urn, old, inputs, ignored)
        return DiffAnswer(changed=old.outputs != inputs)

    def move(self, old: str, new: str) -> None:
        """Have the provider `new` know that a resource goes over to it from the provider `old`."""
        target = self._known[new]
        self.get(new).diff_config(target.urn, self._known[old], target.inputs)

    def create(self, urn: str, inputs: Properties) -> tuple[str, Properties]:
        """Configure the provider that was checked, under a new id."""
        id_ = UNKNOWN_ON_WIRE if self._preview else str(uuid.uuid4())
        self.keep(Resource(urn, custom=True, type=urns.type_of(urn), id=id_, inputs=inputs))
        return id_, inputs

    def update(self, old: Resource, urn: str, inputs: Properties, ignored: tuple[str, ...]) -> Properties:  # noqa: ARG002
        """Configure the provider that was checked, in the place of the one there was."""
        resource = replace(old, urn=urn, inputs=inputs)
        with self._lock:
            if before := self._configured.pop(resource.reference, None):
                before.close()
        self.keep(resource)
        return inputs

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

    def _configure(self, plugin: Plugin, resource: Resource) -> Plugin:
        if contains(resource.inputs, lambda value: value is UNKNOWN):
            return Unconfigurable(plugin)
        plugin.configure(resource)
        return plugin
