"""A provider in a process of its own, called over gRPC."""

import contextlib
import secrets
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc, status_pb2

from . import urns
from .errors import StepError
from .package_reference import VERSION
from .processes import Process
from .program_entry import UNLIMITED
from .property_diff import DiffKind
from .provider_interface import Checked, DiffResponse, InvokeResult, PathDiff, ProviderInterface, ProviderState
from .resource_state import Resource
from .values import Accepted, Properties, Secret, contains, from_wire, is_secret, reveal, text, to_wire

_Response = TypeVar("_Response")
_TIMEOUT = 1.0  # seconds that a provider has to respond when it is to end
_PLAIN: Final = Accepted()
_CHANGES: Final = {provider_pb2.DiffResponse.DIFF_NONE: False, provider_pb2.DiffResponse.DIFF_SOME: True}


class UnimplementedError(StepError):
    """The provider does not implement the method."""


class GrpcProvider(ProviderInterface):
    """A running provider process.

    `configure` does not wait for the response; each method that needs to know what the provider accepts does.
    """

    def __init__(self, process: Process, engine: str, folder: Path, *, preview: bool) -> None:
        self._process = process
        self._engine = engine
        self._preview = preview
        port = self._process.first_line()
        if not port.isdigit():
            self._process.give_up()
            raise StepError("the provider process ended before it served")
        self._process.show_output()
        self._channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=UNLIMITED)
        self._stub = provider_pb2_grpc.ResourceProviderStub(self._channel)
        self._configured: Callable[..., provider_pb2.ConfigureResponse] | None = None
        with contextlib.suppress(UnimplementedError):
            self._call(self._stub.Handshake, _handshake(engine, str(folder)))
        self._call(self._stub.GetPluginInfo, empty_pb2.Empty())

    def check_config(self, urn: str, old: Properties, new: Properties) -> Checked:
        """Check the configuration; a provider that does not implement this accepts it unchanged."""
        request = provider_pb2.CheckRequest(**_name_fields(urn), olds=_PLAIN.write(old), news=_PLAIN.write(new))
        try:
            return _check_response(self._call(self._stub.CheckConfig, request), _PLAIN, new)
        except UnimplementedError:
            return new, []

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> DiffResponse:
        """Compare configurations; a provider that does not implement this leaves it to the engine."""
        request = provider_pb2.DiffRequest(**_diff_fields(_PLAIN, urn, old, inputs, ignored))
        try:
            return _diff_response(self._call(self._stub.DiffConfig, request))
        except UnimplementedError:
            return DiffResponse(None)

    def configure(self, resource: Resource) -> None:
        """Configure the provider with the inputs of its resource."""
        self._configured = self._stub.Configure.future(_configuration(resource)).result

    def check(self, urn: str, old: Properties, new: Properties) -> Checked:
        """Return the checked inputs, and failures as (property, reason)."""
        accepted = self._accepted()
        request = provider_pb2.CheckRequest(
            **_name_fields(urn),
            olds=accepted.write(old),
            news=accepted.write(new),
            randomSeed=secrets.token_bytes(32),
        )
        return _check_response(self._call(self._stub.Check, request), accepted, new)

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffResponse:
        """Compare a resource with new inputs."""
        fields = _diff_fields(self._accepted(), old.urn, old, inputs, ignored)
        return _diff_response(self._call(self._stub.Diff, provider_pb2.DiffRequest(**fields, id=old.id)))

    def create(self, new: Resource) -> ProviderState:
        """Create a resource; in a preview, only a provider that supports previews is called."""
        accepted = self._accepted()
        if self._skip_in_preview():
            return ProviderState("", new.inputs)
        request = provider_pb2.CreateRequest(
            **_name_fields(new.urn),
            **self._call_options("create", new),
            properties=accepted.write(new.inputs),
            preview=self._preview,
        )
        response, init_errors = self._attempt(self._stub.Create, request)
        if not response.id and not self._preview:
            raise StepError(f"plugin returned empty resource.ID from create '{new.urn}'")
        return ProviderState(response.id, accepted.read(response.properties, new.inputs), init_errors=init_errors)

    def update(self, old: Resource, new: Resource, ignored: tuple[str, ...]) -> ProviderState:
        """Update a resource; in a preview, only a provider that supports previews is called."""
        accepted = self._accepted()
        if self._skip_in_preview():
            return ProviderState(old.id, new.inputs)
        fields = _diff_fields(accepted, new.urn, old, new.inputs, ignored)
        request = provider_pb2.UpdateRequest(
            **fields, **self._call_options("update", new), id=old.id, preview=self._preview
        )
        response, init_errors = self._attempt(self._stub.Update, request)
        return ProviderState(old.id, accepted.read(response.properties, new.inputs), init_errors=init_errors)

    def read(self, old: Resource) -> ProviderState:
        """Read a resource, or the object with the id of a resource to import."""
        accepted = self._accepted()
        known = {**_resource_fields(accepted, old), "inputs": accepted.write(old.inputs)}
        if not old.id:
            known = {**_name_fields(old.urn), "id": old.import_id}
        request = provider_pb2.ReadRequest(**known, **self._call_options("read", old))
        response, init_errors = self._attempt(self._stub.Read, request)
        inputs = accepted.read(response.inputs, old.inputs) if response.HasField("inputs") else None
        return ProviderState(response.id, accepted.read(response.properties, old.outputs), inputs, init_errors)

    def delete(self, old: Resource) -> None:
        """Delete a resource."""
        if self._preview:
            return
        accepted = self._accepted()
        request = provider_pb2.DeleteRequest(
            **_resource_fields(accepted, old),
            **self._call_options("delete", old),
            old_inputs=accepted.write(old.inputs),
        )
        self._call(self._stub.Delete, request)

    def invoke(self, function: str, arguments: Properties) -> InvokeResult:
        """Call a function; if its arguments lose their secret marks on the way, all that it returns is secret."""
        accepted = self._accepted()
        request = provider_pb2.InvokeRequest(tok=function, args=accepted.write(arguments), preview=self._preview)
        response = self._call(self._stub.Invoke, request)
        outputs = from_wire(getattr(response, "return"))
        if contains(arguments, is_secret) and not accepted.secrets:
            outputs = {key: value if is_secret(value) else Secret(value) for key, value in outputs.items()}
        return outputs, _failures(response)

    def cancel(self) -> None:
        """Ask the provider to cancel its operations."""
        # one that hangs or is gone does not respond
        with contextlib.suppress(grpc.RpcError):
            self._stub.Cancel(empty_pb2.Empty(), timeout=_TIMEOUT)

    def close(self) -> None:
        """End the process, after the response to `configure`."""
        if self._configured:
            with contextlib.suppress(grpc.RpcError, grpc.FutureTimeoutError, grpc.FutureCancelledError):
                self._configured(timeout=_TIMEOUT)
        self.cancel()
        self._channel.close()
        self._process.stop()

    def _configuration(self) -> provider_pb2.ConfigureResponse:
        assert self._configured  # noqa: S101 - a provider is configured before it is used
        configured = self._configured
        return self._call(lambda _: configured(), None)

    def _accepted(self) -> Accepted:
        configuration = self._configuration()
        return Accepted(configuration.acceptSecrets, configuration.acceptResources)

    def _skip_in_preview(self) -> bool:
        return self._preview and not self._configuration().supportsPreview

    def _call_options(self, operation: str, resource: Resource) -> dict[str, Any]:
        # a provider could report steps of its own at this address
        return {
            "resource_status_address": self._engine,
            "resource_status_token": str(uuid.uuid4()),
            "timeout": resource.custom_timeouts.get(operation),
        }

    def _attempt(self, method: Callable[[Any], Any], request: object) -> tuple[Any, tuple[str, ...]]:
        """Return the response or, where the object exists but its initialization failed, that error and its reasons."""
        try:
            return method(request), ()
        except grpc.RpcError as error:
            failure = _init_failure(error)
            if failure is None:
                raise _step_error(error) from None
            return failure, tuple(failure.reasons)

    def _call(self, method: Callable[[Any], _Response], request: object) -> _Response:
        try:
            return method(request)
        except grpc.RpcError as error:
            raise _step_error(error) from None


def _step_error(error: grpc.RpcError) -> StepError:
    # the stubs raise calls, which carry the details that the base class does not declare
    if error.code() is grpc.StatusCode.UNIMPLEMENTED:
        return UnimplementedError(error.details())
    return StepError(error.details() or str(error))


def _init_failure(error: grpc.RpcError) -> provider_pb2.ErrorResourceInitFailed | None:
    """Return the details of an error about an object that exists but failed to initialize; None for another error."""
    status, failure = status_pb2.Status(), provider_pb2.ErrorResourceInitFailed()
    trailing: Iterable[Any] = error.trailing_metadata() or ()
    for key, value in trailing:
        if key == "grpc-status-details-bin":
            status.ParseFromString(value)
    return next((failure for detail in status.details if detail.Unpack(failure)), None)


def _failures(response: Any) -> list[tuple[str, str]]:
    return [(failure.property, failure.reason) for failure in response.failures]


def _check_response(response: provider_pb2.CheckResponse, accepted: Accepted, new: Properties) -> Checked:
    return accepted.read(response.inputs, new), _failures(response)


def _diff_response(response: provider_pb2.DiffResponse) -> DiffResponse:
    return DiffResponse(
        _CHANGES.get(response.changes),
        tuple(response.replaces),
        tuple(response.diffs),
        response.deleteBeforeReplace,
        {path: _path_diff(diff) for path, diff in response.detailedDiff.items()},
    )


def _path_diff(diff: provider_pb2.PropertyDiff) -> PathDiff:
    kind, _, replaces = provider_pb2.PropertyDiff.Kind.Name(diff.kind).partition("_")
    return PathDiff(DiffKind[kind], replaces=bool(replaces), of_inputs=diff.inputDiff)


def _resource_fields(accepted: Accepted, old: Resource) -> dict[str, Any]:
    return {**_name_fields(old.urn), "id": old.id, "properties": accepted.write(old.outputs)}


def _diff_fields(
    accepted: Accepted, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...]
) -> dict[str, Any]:
    return {
        **_name_fields(urn),
        "old_inputs": accepted.write(old.inputs),
        "olds": accepted.write(old.outputs),
        "news": accepted.write(inputs),
        "ignoreChanges": ignored,
    }


def _handshake(engine: str, folder: str) -> provider_pb2.ProviderHandshakeRequest:
    return provider_pb2.ProviderHandshakeRequest(
        engine_address=engine,
        mapper_target=engine,
        loader_target=engine,
        resolver_target=engine,
        root_directory=folder,
        program_directory=folder,
        configure_with_urn=True,
        supports_views=True,
        supports_refresh_before_update=True,
        invoke_with_preview=True,
        accepts_byte_string=True,
    )


def _name_fields(urn: str) -> dict[str, Any]:
    return {"urn": urn, "name": urns.name_of(urn), "type": urns.type_of(urn)}


def _configuration(resource: Resource) -> provider_pb2.ConfigureRequest:
    prefix = f"{resource.type.removeprefix(urns.PROVIDER_TYPES)}:config:"
    config = {key: value for key, value in resource.inputs.items() if key != VERSION}
    return provider_pb2.ConfigureRequest(
        **_name_fields(resource.urn),
        id=resource.id,
        acceptSecrets=True,
        acceptResources=True,
        sends_old_inputs=True,
        sends_old_inputs_to_delete=True,
        variables={f"{prefix}{key}": text(reveal(value)) for key, value in config.items()},
        args=to_wire(resource.inputs),
    )
