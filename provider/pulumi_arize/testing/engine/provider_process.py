"""The process of the dynamic provider, and the lifecycle calls to it.

The provider accepts no secrets: they are stripped from what it gets, and its answers are marked again from what it got.
"""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import grpc
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from . import urns
from .errors import StepError
from .processes import Process
from .project import Project
from .state import Resource
from .values import Properties, annotate_secrets, from_wire, reveal, to_provider, to_wire

_Answer = TypeVar("_Answer")
_UNLIMITED = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


@dataclass(frozen=True)
class DiffAnswer:
    """What a provider says of a change; `changed` is None where it leaves the comparison to the engine."""

    changed: bool | None
    replaces: tuple[str, ...]
    changed_keys: tuple[str, ...]
    delete_before_replace: bool


@dataclass(frozen=True)
class ReadAnswer:
    """What a provider found; an empty id means that nothing is there, `inputs` of None that they stay as they were."""

    id: str
    outputs: Properties
    inputs: Properties | None


class Provider:
    """A running provider process, configured for one provider resource."""

    def __init__(self, process: Process, resource: Resource) -> None:
        self.inputs = resource.inputs
        self._process = process
        port = self._process.first_line()
        if not port.isdigit():
            self._process.stop()
            raise StepError("the provider process ended before it served")
        self._process.show_output()
        self._channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=_UNLIMITED)
        self._stub = provider_pb2_grpc.ResourceProviderStub(self._channel)
        self._call(self._stub.Configure, _configuration(resource))

    def check(
        self, urn: str, old: Properties, new: Properties, seed: bytes
    ) -> tuple[Properties, list[tuple[str, str]]]:
        """Return the inputs that the later calls see, and failures as (property, reason)."""
        request = provider_pb2.CheckRequest(
            **_named(urn), olds=to_provider(old), news=to_provider(new), randomSeed=seed
        )
        answer = self._call(self._stub.Check, request)
        failures = [(failure.property, failure.reason) for failure in answer.failures]
        return annotate_secrets(from_wire(answer.inputs), new), failures

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffAnswer:
        """Compare a resource with new inputs."""
        request = provider_pb2.DiffRequest(
            **_named(old.urn),
            id=old.id,
            old_inputs=to_provider(old.inputs),
            olds=to_provider(old.outputs),
            news=to_provider(inputs),
            ignoreChanges=ignored,
        )
        answer = self._call(self._stub.Diff, request)
        changes = {provider_pb2.DiffResponse.DIFF_NONE: False, provider_pb2.DiffResponse.DIFF_SOME: True}
        return DiffAnswer(
            changes.get(answer.changes), tuple(answer.replaces), tuple(answer.diffs), answer.deleteBeforeReplace
        )

    def create(self, urn: str, inputs: Properties) -> tuple[str, Properties]:
        """Create a resource and return its id and outputs."""
        request = provider_pb2.CreateRequest(**_named(urn), properties=to_provider(inputs))
        answer = self._call(self._stub.Create, request)
        if not answer.id:
            raise StepError(f"plugin returned empty resource.ID from create '{urn}'")
        return answer.id, annotate_secrets(from_wire(answer.properties), inputs)

    def update(self, old: Resource, urn: str, inputs: Properties, ignored: tuple[str, ...]) -> Properties:
        """Update a resource and return its outputs."""
        request = provider_pb2.UpdateRequest(
            **_named(urn),
            id=old.id,
            olds=to_provider(old.outputs),
            news=to_provider(inputs),
            old_inputs=to_provider(old.inputs),
            ignoreChanges=ignored,
        )
        answer = self._call(self._stub.Update, request)
        return annotate_secrets(from_wire(answer.properties), inputs)

    def read(self, old: Resource) -> ReadAnswer:
        """Read what the resource really is."""
        request = provider_pb2.ReadRequest(
            **_named(old.urn), id=old.id, properties=to_provider(old.outputs), inputs=to_provider(old.inputs)
        )
        answer = self._call(self._stub.Read, request)
        inputs = annotate_secrets(from_wire(answer.inputs), old.inputs) if answer.HasField("inputs") else None
        return ReadAnswer(answer.id, annotate_secrets(from_wire(answer.properties), old.outputs), inputs)

    def delete(self, old: Resource) -> None:
        """Delete a resource."""
        request = provider_pb2.DeleteRequest(
            **_named(old.urn), id=old.id, properties=to_provider(old.outputs), old_inputs=to_provider(old.inputs)
        )
        self._call(self._stub.Delete, request)

    def close(self) -> None:
        """End the process."""
        self._channel.close()
        self._process.stop()

    def _call(self, method: Callable[[Any], _Answer], request: object) -> _Answer:
        try:
            return method(request)
        except grpc.RpcError as error:
            # the stubs raise calls, which carry the details that the base class does not declare
            raise StepError(error.details() or str(error)) from None


def _named(urn: str) -> dict[str, Any]:
    return {"urn": urn, "name": urns.name_of(urn), "type": urns.type_of(urn)}


def _environment(project: Project, environment: dict[str, str]) -> dict[str, str]:
    virtualenv = {"PULUMI_RUNTIME_VIRTUALENV": str(project.virtualenv)} if project.virtualenv else {}
    return {**environment, **virtualenv, "PULUMI_PROJECT": project.name}


def _configuration(resource: Resource) -> provider_pb2.ConfigureRequest:
    prefix = f"{resource.type.removeprefix(urns.PROVIDER_TYPES)}:config:"
    return provider_pb2.ConfigureRequest(
        **_named(resource.urn),
        id=resource.id,
        acceptSecrets=True,
        acceptResources=True,
        sends_old_inputs=True,
        sends_old_inputs_to_delete=True,
        variables={f"{prefix}{key}": str(reveal(value)) for key, value in resource.inputs.items()},
        args=to_wire(resource.inputs),
    )


class ProviderPool:
    """The provider processes of an operation: one for each provider resource, anew when its configuration changed.

    `engine` is the address at which a provider finds the engine, to log.
    """

    def __init__(self, project: Project, environment: dict[str, str], engine: str, show: Callable[[str], None]) -> None:
        self._project = project
        self._engine = engine
        self._environment = _environment(project, environment)
        self._show = show
        self._spare: Process | None = None
        self._running: dict[str, Provider] = {}
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Start a process before it is needed: it loads while the program does."""
        with self._lock:
            self._spare = self._spare or self._start()

    def get(self, resource: Resource) -> Provider:
        """Return the process for a provider resource."""
        with self._lock:
            running = self._running.get(resource.id)
            if running and running.inputs == resource.inputs:
                return running
            if running:
                running.close()
            process, self._spare = self._spare or self._start(), None
            self._running[resource.id] = Provider(process, resource)
            return self._running[resource.id]

    def close(self) -> None:
        """End every process."""
        for provider in self._running.values():
            provider.close()
        if self._spare:
            self._spare.stop()

    def _start(self) -> Process:
        command = [self._project.interpreter, "-u", "-m", "pulumi.dynamic", self._engine]
        return Process(command, self._project.folder, self._environment, self._show)


def with_virtualenv(project: Project, environment: dict[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which the project's virtual environment is active."""
    base = dict(os.environ if environment is None else environment)
    if project.virtualenv is None:
        return base
    path = f"{project.virtualenv / 'bin'}{os.pathsep}{base.get('PATH', '')}"
    return {**base, "VIRTUAL_ENV": str(project.virtualenv), "PATH": path}
