"""The process of the dynamic provider, and the lifecycle calls to it.

The provider accepts no secrets: they are stripped from what it gets, and its answers are marked again from what it got.
"""

import contextlib
import json
import os
import threading
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from . import urns
from .errors import StepError
from .plugin import Checked, DiffAnswer, Plugin, ReadAnswer
from .processes import Launch, Process
from .project import Project
from .state import Resource
from .values import Properties, annotate_secrets, from_wire, reveal, to_provider, to_wire

_Answer = TypeVar("_Answer")
_PATIENCE = 1.0  # seconds a provider has to answer that it comes to an end
_UNLIMITED = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


class UnimplementedError(StepError):
    """The provider does not have the call."""


class Provider(Plugin):
    """A running provider process; in a preview it checks, compares and reads, and what it would make is foretold."""

    def __init__(self, process: Process, engine: str, folder: Path, *, preview: bool) -> None:
        self._process = process
        self._engine = engine
        self._preview = preview
        port = self._process.first_line()
        if not port.isdigit():
            self._process.stop()
            raise StepError("the provider process ended before it served")
        self._process.show_output()
        self._channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=_UNLIMITED)
        self._stub = provider_pb2_grpc.ResourceProviderStub(self._channel)
        with contextlib.suppress(UnimplementedError):
            self._call(self._stub.Handshake, _handshake(engine, str(folder)))
        self._call(self._stub.GetPluginInfo, empty_pb2.Empty())

    def check_config(self, urn: str, old: Properties, new: Properties) -> Checked:
        """Return the configuration as the provider wants it, and failures as (property, reason)."""
        request = provider_pb2.CheckRequest(**_named(urn), olds=to_provider(old), news=to_provider(new))
        try:
            answer = self._call(self._stub.CheckConfig, request)
        except UnimplementedError:
            return new, []
        return _checked(answer, new)

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> DiffAnswer:
        """Compare the configuration of an old provider with a new one."""
        request = provider_pb2.DiffRequest(
            **_named(urn),
            old_inputs=to_provider(old.inputs),
            olds=to_provider(old.outputs),
            news=to_provider(inputs),
            ignoreChanges=ignored,
        )
        try:
            return _compared(self._call(self._stub.DiffConfig, request))
        except UnimplementedError:
            return DiffAnswer(None)

    def configure(self, resource: Resource) -> None:
        """Take the inputs of a provider resource as the configuration."""
        self._call(self._stub.Configure, _configuration(resource))

    def check(self, urn: str, old: Properties, new: Properties, seed: bytes) -> Checked:
        """Return the inputs that the later calls see, and failures as (property, reason)."""
        request = provider_pb2.CheckRequest(
            **_named(urn), olds=to_provider(old), news=to_provider(new), randomSeed=seed
        )
        return _checked(self._call(self._stub.Check, request), new)

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
        return _compared(self._call(self._stub.Diff, request))

    def create(self, urn: str, inputs: Properties) -> tuple[str, Properties]:
        """Create a resource and return its id and outputs."""
        if self._preview:
            return "", inputs
        request = provider_pb2.CreateRequest(**_named(urn), **self._status(), properties=to_provider(inputs))
        answer = self._call(self._stub.Create, request)
        if not answer.id:
            raise StepError(f"plugin returned empty resource.ID from create '{urn}'")
        return answer.id, annotate_secrets(from_wire(answer.properties), inputs)

    def update(self, old: Resource, urn: str, inputs: Properties, ignored: tuple[str, ...]) -> Properties:
        """Update a resource and return its outputs."""
        if self._preview:
            return inputs
        request = provider_pb2.UpdateRequest(
            **_named(urn),
            **self._status(),
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
            **_named(old.urn),
            **self._status(),
            id=old.id,
            properties=to_provider(old.outputs),
            inputs=to_provider(old.inputs),
        )
        answer = self._call(self._stub.Read, request)
        inputs = annotate_secrets(from_wire(answer.inputs), old.inputs) if answer.HasField("inputs") else None
        return ReadAnswer(answer.id, annotate_secrets(from_wire(answer.properties), old.outputs), inputs)

    def delete(self, old: Resource) -> None:
        """Delete a resource."""
        if self._preview:
            return
        request = provider_pb2.DeleteRequest(
            **_named(old.urn),
            **self._status(),
            id=old.id,
            properties=to_provider(old.outputs),
            old_inputs=to_provider(old.inputs),
        )
        self._call(self._stub.Delete, request)

    def cancel(self) -> None:
        """Ask the provider to come to an end with what it does."""
        # one that hangs or is gone does not answer
        with contextlib.suppress(grpc.RpcError):
            self._stub.Cancel(empty_pb2.Empty(), timeout=_PATIENCE)

    def close(self) -> None:
        """End the process."""
        self.cancel()
        self._channel.close()
        self._process.stop()

    def _status(self) -> dict[str, Any]:
        # where a provider could tell of steps of its own, which dynamic providers do not have
        return {"resource_status_address": self._engine, "resource_status_token": str(uuid.uuid4())}

    def _call(self, method: Callable[[Any], _Answer], request: object) -> _Answer:
        try:
            return method(request)
        except grpc.RpcError as error:
            # the stubs raise calls, which carry the details that the base class does not declare
            if error.code() is grpc.StatusCode.UNIMPLEMENTED:
                raise UnimplementedError(error.details()) from None
            raise StepError(error.details() or str(error)) from None


def _checked(answer: provider_pb2.CheckResponse, given: Properties) -> Checked:
    failures = [(failure.property, failure.reason) for failure in answer.failures]
    return annotate_secrets(from_wire(answer.inputs), given), failures


def _compared(answer: provider_pb2.DiffResponse) -> DiffAnswer:
    changes = {provider_pb2.DiffResponse.DIFF_NONE: False, provider_pb2.DiffResponse.DIFF_SOME: True}
    return DiffAnswer(
        changes.get(answer.changes), tuple(answer.replaces), tuple(answer.diffs), answer.deleteBeforeReplace
    )


def _handshake(engine: str, folder: str) -> provider_pb2.ProviderHandshakeRequest:
    said: dict[str, Any] = {
        "engine_address": engine,
        "mapper_target": engine,
        "loader_target": engine,
        "resolver_target": engine,
        "root_directory": folder,
        "program_directory": folder,
        "configure_with_urn": True,
        "supports_views": True,
        "supports_refresh_before_update": True,
        "invoke_with_preview": True,
        "accepts_byte_string": True,
    }
    # older packages know less of it
    known = provider_pb2.ProviderHandshakeRequest.DESCRIPTOR.fields_by_name
    return provider_pb2.ProviderHandshakeRequest(**{name: value for name, value in said.items() if name in known})


def _named(urn: str) -> dict[str, Any]:
    return {"urn": urn, "name": urns.name_of(urn), "type": urns.type_of(urn)}


def _environment(project: Project, environment: dict[str, str]) -> dict[str, str]:
    virtualenv = {"PULUMI_RUNTIME_VIRTUALENV": str(project.virtualenv)} if project.virtualenv else {}
    return {**environment, **virtualenv, "PULUMI_PROJECT": project.name}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _configuration(resource: Resource) -> provider_pb2.ConfigureRequest:
    prefix = f"{resource.type.removeprefix(urns.PROVIDER_TYPES)}:config:"
    return provider_pb2.ConfigureRequest(
        **_named(resource.urn),
        id=resource.id,
        acceptSecrets=True,
        acceptResources=True,
        sends_old_inputs=True,
        sends_old_inputs_to_delete=True,
        variables={f"{prefix}{key}": _text(reveal(value)) for key, value in resource.inputs.items()},
        args=to_wire(resource.inputs),
    )


class DynamicProviders:
    """Starts the processes of dynamic providers.

    `engine` is the address at which a provider finds the engine, to log. `launch` starts a process.
    """

    def __init__(
        self,
        project: Project,
        environment: dict[str, str],
        engine: str,
        show: Callable[[str], None],
        launch: Launch,
    ) -> None:
        self._project = project
        self._launch = launch
        self._engine = engine
        self._environment = _environment(project, environment)
        self._show = show
        self._spare: Process | None = None
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Start a process before it is needed: it loads while the program does."""
        with self._lock:
            self._spare = self._spare or self._start()

    def start(self, *, preview: bool) -> Provider:
        """Return a provider that is not configured yet."""
        with self._lock:
            process, self._spare = self._spare, None
        return Provider(process or self._start(), self._engine, self._project.folder, preview=preview)

    def close(self) -> None:
        """End the process that nobody needed."""
        if self._spare:
            self._spare.stop()

    def _start(self) -> Process:
        command = [self._project.interpreter, "-u", "-m", "pulumi.dynamic", self._engine]
        return Process(self._launch(command, self._project.folder, self._environment), self._show)


def with_virtualenv(project: Project, environment: dict[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which the project's virtual environment is active."""
    base = dict(os.environ if environment is None else environment)
    if project.virtualenv is None:
        return base
    path = f"{project.virtualenv / 'bin'}{os.pathsep}{base.get('PATH', '')}"
    return {**base, "VIRTUAL_ENV": str(project.virtualenv), "PATH": path}
