"""The two front ends with the same operations, on values by the models' names."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from typing import Any

from pulumi.dynamic.dynamic import serialize_provider
from pulumi.runtime.proto import provider_pb2

from arize_emulator import Emulator
from pulumi_arize.casing import to_camel_case, to_snake_case
from pulumi_arize.dynamic.resource import ProviderReference
from pulumi_arize.hidden_properties import INPUT_PATHS, PROVIDER
from pulumi_arize.model.resource_types import RESOURCE_TYPES, ResourceType
from pulumi_arize.sdk.resource_options import RESOURCE
from pulumi_embedded.processes import Launch, start_process
from pulumi_embedded.values import annotate_secrets, reveal

from .provider_process import DYNAMIC, PLUGIN, Deployed, Failure, Json, Plugin, urn_of

HIDDEN = (PROVIDER, RESOURCE, INPUT_PATHS)
"""The properties of one front end alone."""

KINDS = {kind.name: kind for kind in RESOURCE_TYPES}
ERROR = re.compile(r"^pulumi_arize\.\w+: ")


def settings(emulator: Emulator, **more: str) -> dict[str, str]:
    """Return the settings that lead to an emulated account."""
    there = {"apiKey": emulator.api_key, "host": emulator.host, "port": str(emulator.port), "scheme": "http"}
    return {**there, **more}


class FrontEnd(ABC):
    """A configured provider, whose arguments and results have the models' names."""

    def __init__(self, plugin: Plugin) -> None:
        self.plugin = plugin

    def given(self, resource_type: ResourceType, args: Mapping[str, Any]) -> Json:
        """Return a program's arguments as they arrive at the provider."""
        named: Json = to_camel_case(args, resource_type.names)
        return named

    @abstractmethod
    def urn(self, resource_type: ResourceType) -> str:
        """Return the name of a resource."""

    def check(self, resource_type: ResourceType, before: Json, args: Mapping[str, Any]) -> tuple[Json, list[Failure]]:
        """Return the checked inputs as an engine keeps them, and the failures."""
        given = self.given(resource_type, args)
        inputs, failures = self.plugin.check(self.urn(resource_type), before, given)
        return annotate_secrets(inputs, given), failures

    def checked(self, resource_type: ResourceType, args: Mapping[str, Any], before: Json | None = None) -> Json:
        """Return the checked inputs of legal arguments."""
        inputs, failures = self.check(resource_type, before or {}, args)
        assert failures == []
        return inputs

    def diff(self, resource_type: ResourceType, item_id: str, old: Deployed, inputs: Json) -> provider_pb2.DiffResponse:
        """Return what an update would change."""
        return self.plugin.diff(self.urn(resource_type), item_id, old, inputs)

    def create(self, resource_type: ResourceType, inputs: Json) -> tuple[str, Json]:
        """Create the resource; return its id and its outputs."""
        item_id, outputs = self.plugin.create(self.urn(resource_type), inputs)
        return item_id, annotate_secrets(outputs, inputs)

    def deployed(self, resource_type: ResourceType, args: Mapping[str, Any]) -> tuple[str, tuple[Json, Json]]:
        """Create a resource with legal arguments; return its id, and its inputs and outputs."""
        inputs = self.checked(resource_type, args)
        item_id, outputs = self.create(resource_type, inputs)
        return item_id, (inputs, outputs)

    def update(self, resource_type: ResourceType, item_id: str, old: Deployed, inputs: Json) -> Json:
        """Update the resource; return its outputs."""
        return annotate_secrets(self.plugin.update(self.urn(resource_type), item_id, old, inputs), inputs)

    def read(self, resource_type: ResourceType, item_id: str, old: Deployed) -> tuple[str, Json, Json]:
        """Read the resource; return its id, its outputs and its inputs."""
        found, outputs, inputs = self.plugin.read(self.urn(resource_type), item_id, old)
        return found, annotate_secrets(outputs, dict(old[1])), annotate_secrets(inputs, dict(old[0]))

    def delete(self, resource_type: ResourceType, item_id: str, old: Deployed) -> None:
        """Delete a resource."""
        self.plugin.delete(self.urn(resource_type), item_id, old)


class Native(FrontEnd):
    """The plugin."""

    def urn(self, resource_type: ResourceType) -> str:
        """Return the name of a resource of the plugin."""
        return urn_of(token(resource_type))


class Dynamic(FrontEnd):
    """`pulumi.dynamic`."""

    def given(self, resource_type: ResourceType, args: Mapping[str, Any]) -> Json:
        """Return a program's arguments with the provider and the resource's name, which go with them."""
        named = super().given(resource_type, args)
        return {**named, PROVIDER: _pickled(resource_type.name), RESOURCE: f"{resource_type.name}::it"}

    def urn(self, resource_type: ResourceType) -> str:
        """Return the name of a dynamic resource."""
        return urn_of(f"pulumi-python:dynamic/arize:{resource_type.name}")


def native(engine: str, configured: Mapping[str, str], launch: Launch = start_process) -> Native:
    """Return the plugin, started and configured."""
    plugin = Plugin(PLUGIN, engine, launch=launch)
    plugin.configure(configured)
    return Native(plugin)


def dynamic(engine: str, configured: Mapping[str, str], launch: Launch = start_process) -> Dynamic:
    """Return a process of `pulumi.dynamic`, started and configured."""
    plugin = Plugin(DYNAMIC, engine, launch=launch)
    plugin.configure({f"arize:{name}": value for name, value in configured.items()})
    return Dynamic(plugin)


def token(resource_type: ResourceType) -> str:
    """Return the plugin's token of a resource type."""
    return f"arize:index:{resource_type.name}"


def comparable(resource_type: ResourceType, properties: Mapping[str, Any]) -> Json:
    """Return properties by the models' names, without secret marks and without those of only one front end."""
    plain: Json = to_snake_case(reveal(dict(properties)), resource_type.names)
    return {name: value for name, value in plain.items() if name not in HIDDEN and value is not None}


def without_class(text: str) -> str:
    """Return a message without the class of the error, which one of a dynamic resource begins with."""
    return ERROR.sub("", text.strip())


@cache
def _pickled(kind_name: str) -> str:
    return serialize_provider(ProviderReference(kind_name))  # type: ignore[no-any-return, unused-ignore]
