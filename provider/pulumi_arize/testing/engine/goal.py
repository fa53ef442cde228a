"""What a program asks for when it registers a resource; whatever this engine does not do is refused by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from google.protobuf.message import Message
from pulumi.runtime.proto import alias_pb2, resource_pb2

from . import urns
from .errors import RefusedError
from .values import Properties, from_wire

_HANDLED: Final = {
    "type", "name", "parent", "custom", "object", "protect", "dependencies", "propertyDependencies",
    "deleteBeforeReplace", "deleteBeforeReplaceDefined", "ignoreChanges", "additionalSecretOutputs", "aliasURNs",
    "replaceOnChanges", "retainOnDelete", "aliases", "provider", "providers", "id", "properties",
}  # fmt: skip
# what the protocol says about itself, and what has no effect on the steps of an operation
_PROTOCOL: Final = {
    "acceptSecrets", "acceptResources", "supportsPartialValues", "supportsResultReporting", "aliasSpecs",
    "sourcePosition", "stackTrace", "parentStackTraceHandle", "accepts_byte_string",
}  # fmt: skip
_OPTION_NAMES: Final = {
    "importId": "the option `import_`",
    "customTimeouts": "the option `custom_timeouts`",
    "deletedWith": "the option `deleted_with`",
    "replace_with": "the option `replace_with`",
    "replacement_trigger": "the option `replacement_trigger`",
    "transforms": "the option `transforms`",
    "hooks": "the option `hooks`",
    "pluginDownloadURL": "the option `plugin_download_url`",
    "envVarMappings": "the option `env_var_mappings`",
    "state_migrations": "the option `state_migrations`",
    "version": "the option `version`",
    "hideDiffs": "the option `hide_diffs`",
    "remote": "a remote component",
    "packageRef": "a parameterized package",
}


@dataclass(frozen=True)
class Goal:
    """A registration, or with an `id` the wish to read a stack reference; None in an option stands for "not said".

    `provider` is a reference, `providers` has references by their package.
    """

    type: str
    name: str
    parent: str
    custom: bool
    inputs: Properties
    dependencies: tuple[str, ...] = ()
    property_dependencies: dict[str, list[str]] = field(default_factory=dict)
    provider: str = ""
    providers: dict[str, str] = field(default_factory=dict)
    protect: bool | None = None
    retain_on_delete: bool | None = None
    delete_before_replace: bool | None = None
    ignore_changes: tuple[str, ...] = ()
    replace_on_changes: tuple[str, ...] = ()
    additional_secret_outputs: tuple[str, ...] = ()
    aliases: tuple[alias_pb2.Alias, ...] = ()
    id: str = ""

    @property
    def is_default_provider(self) -> bool:
        """True for what the engine registers itself, under no parent."""
        return not self.parent and self.name == "default" and urns.is_provider_type(self.type)

    def inheriting(self, parent: "Goal") -> "Goal":
        """Return the goal with what it does not say taken from its parent's."""
        providers = {} if parent.custom else parent.providers
        return replace(
            self,
            provider=self._provider(parent, {**providers, **self.providers}),
            providers={**providers, **self.providers},
            protect=parent.protect if self.protect is None else self.protect,
            retain_on_delete=parent.retain_on_delete if self.retain_on_delete is None else self.retain_on_delete,
        )

    def _provider(self, parent: "Goal", providers: Mapping[str, str]) -> str:
        if not self.custom:
            return self.provider or parent.provider
        package = urns.package_of(self.type)
        inherited = parent.provider if urns.provider_package(parent.provider) == package else ""
        return self.provider or providers.get(package, "") or inherited


def read_goal(request: resource_pb2.RegisterResourceRequest) -> Goal:
    """Read a registration; a field that is set and not handled raises RefusedError."""
    subject = f"{request.type} resource '{request.name}'"
    refuse_unhandled(request, _HANDLED | _PROTOCOL, subject)
    return Goal(
        type=request.type,
        name=request.name,
        parent=request.parent,
        custom=request.custom,
        inputs=from_wire(request.object),
        dependencies=tuple(request.dependencies),
        property_dependencies=_property_dependencies(request),
        provider=request.provider,
        providers=dict(request.providers),
        protect=request.protect if request.HasField("protect") else None,
        retain_on_delete=request.retainOnDelete if request.HasField("retainOnDelete") else None,
        delete_before_replace=request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else None,
        ignore_changes=tuple(request.ignoreChanges),
        replace_on_changes=tuple(request.replaceOnChanges),
        additional_secret_outputs=tuple(request.additionalSecretOutputs),
        aliases=(*(alias_pb2.Alias(urn=urn) for urn in request.aliasURNs), *request.aliases),
    )


def read_reading(request: resource_pb2.ReadResourceRequest) -> Goal:
    """Read the wish to read a stack reference; any other resource, or a field that is not handled, is refused."""
    subject = f"{request.type} resource '{request.name}'"
    if urns.package_of(request.type) != urns.BUILT_IN:
        raise RefusedError("the option `id`", subject)
    refuse_unhandled(request, _HANDLED | _PROTOCOL, subject)
    return Goal(
        type=request.type,
        name=request.name,
        parent=request.parent,
        custom=True,
        inputs=from_wire(request.properties),
        dependencies=tuple(request.dependencies),
        provider=request.provider,
        additional_secret_outputs=tuple(request.additionalSecretOutputs),
        id=request.id,
    )


def _property_dependencies(request: resource_pb2.RegisterResourceRequest) -> dict[str, list[str]]:
    given: Mapping[str, resource_pb2.RegisterResourceRequest.PropertyDependencies] = request.propertyDependencies
    found = {key: list(value.urns) for key, value in given.items()}
    return {**{key: [] for key in request.object.fields}, **found}


def refuse_unhandled(request: Message, handled: set[str], subject: str) -> None:
    """Raise RefusedError for the first field of the request that says something and is not in `handled`."""
    for descriptor, value in request.ListFields():
        says_something = not isinstance(value, Message) or bool(value.ListFields())
        if descriptor.name not in handled and says_something:
            raise RefusedError(_OPTION_NAMES.get(descriptor.name, f"`{descriptor.name}`"), subject)
