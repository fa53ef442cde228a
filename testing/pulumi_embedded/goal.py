"""The goal state of a resource, read from a program's request; a field that is not supported is refused by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from google.protobuf.message import Message
from pulumi.runtime.proto import alias_pb2, resource_pb2

from . import urns
from .errors import EngineError, RefusedError
from .package_reference import Package
from .values import Properties, from_wire, number

_SUPPORTED_FIELDS: Final = {
    "type", "name", "parent", "custom", "object", "protect", "dependencies", "propertyDependencies",
    "deleteBeforeReplace", "deleteBeforeReplaceDefined", "ignoreChanges", "additionalSecretOutputs", "aliasURNs",
    "replaceOnChanges", "retainOnDelete", "aliases", "provider", "providers", "id", "properties", "customTimeouts",
    "version", "pluginDownloadURL", "importId",
}  # fmt: skip
_INVOKE_FIELDS: Final = {"tok", "args", "provider", "version", "pluginDownloadURL", "dependsOn", "parent"}
# what the protocol negotiates, and what has no effect on the steps of an operation
_PROTOCOL: Final = {
    "acceptSecrets", "acceptResources", "supportsPartialValues", "supportsResultReporting", "aliasSpecs",
    "sourcePosition", "stackTrace", "parentStackTraceHandle", "accepts_byte_string",
    "accept_output_values",
}  # fmt: skip
_OPTION_NAMES: Final = {
    "deletedWith": "the option `deleted_with`",
    "replace_with": "the option `replace_with`",
    "replacement_trigger": "the option `replacement_trigger`",
    "transforms": "the option `transforms`",
    "hooks": "the option `hooks`",
    "envVarMappings": "the option `env_var_mappings`",
    "state_migrations": "the option `state_migrations`",
    "hideDiffs": "the option `hide_diffs`",
    "remote": "a component of a plugin",
    "packageRef": "a parameterized package",
}
# what an SDK calls for the option `urn`
_FIND_BY_URN: Final = "pulumi:pulumi:getResource"

_UNITS: Final = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
_PART: Final = re.compile(r"(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)")
_DURATION: Final = re.compile(rf"({_PART.pattern})+")


@dataclass(frozen=True)
class Goal:
    """A resource to register or, with an `id`, to read; an option of None is not set.

    `provider` is a reference, `providers` has references by package, `durations` timeouts such as `5m` by operation.
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
    durations: dict[str, str] = field(default_factory=dict)
    version: str = ""
    plugin_url: str = ""
    import_id: str = ""
    id: str = ""

    @property
    def package(self) -> Package:
        """The package of the resource."""
        return Package(urns.package_of(self.type), self.version, self.plugin_url)

    @property
    def is_default_provider(self) -> bool:
        """True for a provider that the engine registers, under no parent."""
        return not self.parent and self.name.startswith("default") and urns.is_provider_type(self.type)

    def custom_timeouts(self) -> dict[str, float]:
        """Return timeouts in seconds by operation; EngineError where one is not a duration."""
        timeouts = {name: _seconds(duration) for name, duration in self.durations.items()}
        return {name: seconds for name, seconds in timeouts.items() if seconds}

    def inheriting(self, parent: "Goal") -> "Goal":
        """Return the goal with the options that it does not set taken from its parent's."""
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
    """Read a registration; RefusedError where a field is set that is not supported."""
    subject = f"{request.type} resource '{request.name}'"
    refuse_unhandled(request, _SUPPORTED_FIELDS | _PROTOCOL, subject)
    if request.importId and urns.package_of(request.type) == urns.DYNAMIC:
        raise RefusedError("the option `import_`", subject)
    return Goal(
        type=request.type,
        name=request.name,
        parent=request.parent,
        custom=request.custom,
        inputs=_inputs(request),
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
        durations={field.name: value for field, value in request.customTimeouts.ListFields()},
        version=request.version,
        plugin_url=request.pluginDownloadURL,
        import_id=request.importId,
    )


def _inputs(request: resource_pb2.RegisterResourceRequest) -> Properties:
    inputs = from_wire(request.object)
    if not urns.is_provider_type(request.type):
        return inputs
    return Package(urns.package_of(request.type), request.version, request.pluginDownloadURL).with_plugin(inputs)


def read_resource_goal(request: resource_pb2.ReadResourceRequest) -> Goal:
    """Read a request to read a resource; RefusedError where it is dynamic or sets a field that is not supported."""
    subject = f"{request.type} resource '{request.name}'"
    if urns.package_of(request.type) == urns.DYNAMIC:
        raise RefusedError("the option `id`", subject)
    refuse_unhandled(request, _SUPPORTED_FIELDS | _PROTOCOL, subject)
    return Goal(
        type=request.type,
        name=request.name,
        parent=request.parent,
        custom=True,
        inputs=from_wire(request.properties),
        dependencies=tuple(request.dependencies),
        provider=request.provider,
        additional_secret_outputs=tuple(request.additionalSecretOutputs),
        version=request.version,
        plugin_url=request.pluginDownloadURL,
        id=request.id,
    )


@dataclass(frozen=True)
class InvokeRequest:
    """A call of a function of a package; `provider` is a reference, `dependencies` are URNs."""

    function: str
    arguments: Properties
    package: Package
    provider: str
    parent: str
    dependencies: tuple[str, ...]


def read_invoke(request: resource_pb2.ResourceInvokeRequest) -> InvokeRequest:
    """Read a function call; RefusedError for one of the engine, or where it sets a field that is not supported."""
    package = Package(urns.package_of(request.tok), request.version, request.pluginDownloadURL)
    refuse_unhandled(request, _INVOKE_FIELDS | _PROTOCOL, f"the function `{request.tok}`")
    if package.name in (urns.BUILT_IN, urns.DYNAMIC):
        raise RefusedError("the option `urn`" if request.tok == _FIND_BY_URN else f"the function `{request.tok}`")
    return InvokeRequest(
        request.tok,
        from_wire(request.args),
        package,
        request.provider,
        request.parent,
        tuple(request.dependsOn),
    )


def _seconds(duration: str) -> float:
    """Return the seconds of a duration such as `1h30m`, 0 for an empty one."""
    sign, text = (-1, duration[1:]) if duration.startswith("-") else (1, duration.removeprefix("+"))
    if text in ("", "0"):
        return 0
    if not _DURATION.fullmatch(text):
        raise EngineError(f"unable to parse customTimeout Value {duration}")
    return sign * number(sum(float(count) * _UNITS[unit] for count, unit in _PART.findall(text)))


def _property_dependencies(request: resource_pb2.RegisterResourceRequest) -> dict[str, list[str]]:
    sent: Mapping[str, resource_pb2.RegisterResourceRequest.PropertyDependencies] = request.propertyDependencies
    return {**{key: [] for key in request.object.fields}, **{key: list(value.urns) for key, value in sent.items()}}


def refuse_unhandled(request: Message, handled: set[str], subject: str) -> None:
    """Raise RefusedError for the first field of the request that is set and not in `handled`."""
    for descriptor, value in request.ListFields():
        is_set = not isinstance(value, Message) or bool(value.ListFields())
        if descriptor.name not in handled and is_set:
            raise RefusedError(_OPTION_NAMES.get(descriptor.name, f"`{descriptor.name}`"), subject)
