"""The calls to a dynamic provider.

The provider accepts no secrets: they are stripped from what it gets, and its answers are marked again from what it got.
"""

import contextlib
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from . import urns
from .errors import StepError
from .monitor import UNLIMITED
from .plugin import Checked, DiffAnswer, Plugin, ReadAnswer
from .processes import Process
from .state import Resource
from .values import Properties, annotate_secrets, from_wire, reveal, to_provider, to_wire

_Answer = TypeVar("_Answer")
_PATIENCE = 1.0  # seconds a provider has to answer that it comes to an end


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
        self._channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=UNLIMITED)
        self._stub = provider_pb2_grpc.ResourceProviderStub(self._channel)
        with contextlib.suppress(UnimplementedError):
            self._call(self._stub.Handshake, _handshake(engine, str(folder)))
        self._call(self._stub.GetPluginInfo, empty_pb2.Empty())

    def check_config(self, urn: str, old: Properties, new: Properties) -> None:
        """Ask as the real engine does; no dynamic provider has the call."""
        request = provider_pb2.CheckRequest(**_named(urn), olds=to_provider(old), news=to_provider(new))
        with contextlib.suppress(UnimplementedError):
            self._call(self._stub.CheckConfig, request)

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> None:
        """Ask as the real engine does; no dynamic provider has the call."""
        with contextlib.suppress(UnimplementedError):
            self._call(self._stub.DiffConfig, provider_pb2.DiffRequest(**_change(urn, old, inputs, ignored)))

    def configure(self, resource: Resource) -> None:
        """Take the inputs of a provider resource as the configuration."""
        self._call(self._stub.Configure, _configuration(resource))

    def check(self, urn: str, old: Properties, new: Properties, seed: bytes) -> Checked:
        """Return the inputs that the later calls see, and failures as (property, reason)."""
        request = provider_pb2.CheckRequest(
            **_named(urn), olds=to_provider(old), news=to_provider(new), randomSeed=seed
        )
        answer = self._call(self._stub.Check, request)
        failures = [(failure.property, failure.reason) for failure in answer.failures]
        return annotate_secrets(from_wire(answer.inputs), new), failures

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffAnswer:
        """Compare a resource with new inputs."""
        request = provider_pb2.DiffRequest(**_change(old.urn, old, inputs, ignored), id=old.id)
        answer = self._call(self._stub.Diff, request)
        changes = {provider_pb2.DiffResponse.DIFF_NONE: False, provider_pb2.DiffResponse.DIFF_SOME: True}
        return DiffAnswer(
            changes.get(answer.changes), tuple(answer.replaces), tuple(answer.diffs), answer.deleteBeforeReplace
        )

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
        request = provider_pb2.UpdateRequest(**_change(urn, old, inputs, ignored), **self._status(), id=old.id)
        answer = self._call(self._stub.Update, request)
        return annotate_secrets(from_wire(answer.properties), inputs)

    def read(self, old: Resource) -> ReadAnswer:
        """Read what the resource really is."""
        request = provider_pb2.ReadRequest(**_object(old), **self._status(), inputs=to_provider(old.inputs))
        answer = self._call(self._stub.Read, request)
        inputs = annotate_secrets(from_wire(answer.inputs), old.inputs) if answer.HasField("inputs") else None
        return ReadAnswer(answer.id, annotate_secrets(from_wire(answer.properties), old.outputs), inputs)

    def delete(self, old: Resource) -> None:
        """Delete a resource."""
        if self._preview:
            return
        request = provider_pb2.DeleteRequest(**_object(old), **self._status(), old_inputs=to_provider(old.inputs))
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


def _object(old: Resource) -> dict[str, Any]:
    return {**_named(old.urn), "id": old.id, "properties": to_provider(old.outputs)}


def _change(urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> dict[str, Any]:
    return {
        **_named(urn),
        "old_inputs": to_provider(old.inputs),
        "olds": to_provider(old.outputs),
        "news": to_provider(inputs),
        "ignoreChanges": ignored,
    }


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
