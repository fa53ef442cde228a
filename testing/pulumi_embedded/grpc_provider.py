"""The calls to a provider's process."""

import contextlib
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
from .property_diff import DiffKind
from .provider_interface import Checked, DiffResponse, InvokeResult, PathDiff, ProviderInterface, ProviderState
from .resource_monitor import UNLIMITED
from .resource_state import Resource
from .values import Accepted, Properties, Secret, contains, from_wire, is_secret, reveal, text, to_wire

_Answer = TypeVar("_Answer")
_TIMEOUT = 1.0  # seconds a provider has to answer that it comes to an end
_PLAIN: Final = Accepted()
_CHANGES: Final = {provider_pb2.DiffResponse.DIFF_NONE: False, provider_pb2.DiffResponse.DIFF_SOME: True}


class UnimplementedError(StepError):
    """The provider does not have the call."""


class GrpcProvider(ProviderInterface):
    """A running provider process.

    What it accepts it says when it is configured, which it does while others go on: whoever needs it waits for it.
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
        """Have the configuration checked; a provider without the call takes it as it is."""
        request = provider_pb2.CheckRequest(**_named(urn), olds=_PLAIN.write(old), news=_PLAIN.write(new))
        try:
            return _checked(self._call(self._stub.CheckConfig, request), _PLAIN, new)
        except UnimplementedError:
            return new, []

    def diff_config(self, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...] = ()) -> DiffResponse:
        """Compare configurations; a provider without the call leaves it to the engine."""
        request = provider_pb2.DiffRequest(**_change(_PLAIN, urn, old, inputs, ignored))
        try:
            return _difference(self._call(self._stub.DiffConfig, request))
        except UnimplementedError:
            return DiffResponse(None)

    def configure(self, resource: Resource) -> None:
        """Take the inputs of a provider resource as the configuration."""
        self._configured = self._stub.Configure.future(_configuration(resource)).result

    def check(self, urn: str, old: Properties, new: Properties, seed: bytes) -> Checked:
        """Return the inputs that the later calls see, and failures as (property, reason)."""
        accepted = self._accepted()
        request = provider_pb2.CheckRequest(
            **_named(urn), olds=accepted.write(old), news=accepted.write(new), randomSeed=seed
        )
        return _checked(self._call(self._stub.Check, request), accepted, new)

    def diff(self, old: Resource, inputs: Properties, ignored: tuple[str, ...]) -> DiffResponse:
        """Compare a resource with new inputs."""
        change = _change(self._accepted(), old.urn, old, inputs, ignored)
        return _difference(self._call(self._stub.Diff, provider_pb2.DiffRequest(**change, id=old.id)))

    def create(self, new: Resource) -> ProviderState:
        """Create a resource and say what it is; a provider that cannot foretell it is not asked in a preview."""
        accepted = self._accepted()
        if self._skip_in_preview():
            return ProviderState("", new.inputs)
        request = provider_pb2.CreateRequest(
            **_named(new.urn),
            **self._error_context("create", new),
            properties=accepted.write(new.inputs),
            preview=self._preview,
        )
        response, problems = self._attempt(self._stub.Create, request)
        if not response.id and not self._preview:
            raise StepError(f"plugin returned empty resource.ID from create '{new.urn}'")
        return ProviderState(response.id, accepted.read(response.properties, new.inputs), problems=problems)

    def update(self, old: Resource, new: Resource, ignored: tuple[str, ...]) -> ProviderState:
        """Update a resource and say what it is; a provider that cannot foretell it is not asked in a preview."""
        accepted = self._accepted()
        if self._skip_in_preview():
            return ProviderState(old.id, new.inputs)
        change = _change(accepted, new.urn, old, new.inputs, ignored)
        request = provider_pb2.UpdateRequest(
            **change, **self._error_context("update", new), id=old.id, preview=self._preview
        )
        response, problems = self._attempt(self._stub.Update, request)
        return ProviderState(old.id, accepted.read(response.properties, new.inputs), problems=problems)

    def read(self, old: Resource) -> ProviderState:
        """Read what the resource really is, or what there is under the id of a resource to import."""
        accepted = self._accepted()
        known = {**_object(accepted, old), "inputs": accepted.write(old.inputs)}
        if not old.id:
            known = {**_named(old.urn), "id": old.import_id}
        request = provider_pb2.ReadRequest(**known, **self._error_context("read", old))
        response, problems = self._attempt(self._stub.Read, request)
        inputs = accepted.read(response.inputs, old.inputs) if response.HasField("inputs") else None
        return ProviderState(response.id, accepted.read(response.properties, old.outputs), inputs, problems)

    def delete(self, old: Resource) -> None:
        """Delete a resource."""
        if self._preview:
            return
        accepted = self._accepted()
        request = provider_pb2.DeleteRequest(
            **_object(accepted, old), **self._error_context("delete", old), old_inputs=accepted.write(old.inputs)
        )
        self._call(self._stub.Delete, request)

    def invoke(self, function: str, arguments: Properties) -> InvokeResult:
        """Call a function; where it cannot be told what is secret in its arguments, all that it returns is secret."""
        accepted = self._accepted()
        request = _known(
            provider_pb2.InvokeRequest, tok=function, args=accepted.write(arguments), preview=self._preview
        )
        response = self._call(self._stub.Invoke, request)
        returned = from_wire(getattr(response, "return"))
        if contains(arguments, is_secret) and not accepted.secrets:
            returned = {key: value if is_secret(value) else Secret(value) for key, value in returned.items()}
        return returned, _failures(response)

    def cancel(self) -> None:
        """Ask the provider to come to an end with what it does."""
        # one that hangs or is gone does not answer
        with contextlib.suppress(grpc.RpcError):
            self._stub.Cancel(empty_pb2.Empty(), timeout=_TIMEOUT)

    def close(self) -> None:
        """End the process, once it has its configuration: nothing overtakes that."""
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
        said = self._configuration()
        return Accepted(said.acceptSecrets, said.acceptResources)

    def _skip_in_preview(self) -> bool:
        return self._preview and not self._configuration().supportsPreview

    def _error_context(self, verb: str, resource: Resource) -> dict[str, Any]:
        # the address is where a provider could tell of steps of its own
        return {
            "resource_status_address": self._engine,
            "resource_status_token": str(uuid.uuid4()),
            "timeout": resource.custom_timeouts.get(verb),
        }

    def _attempt(self, method: Callable[[Any], Any], request: object) -> tuple[Any, tuple[str, ...]]:
        """Return the answer; or, where the object is there but not as it should be, the like of it and the reasons."""
        problems: list[provider_pb2.ErrorResourceInitFailed] = []

        def attempt(request: object) -> Any:
            try:
                return method(request)
            except grpc.RpcError as error:
                problems.extend(_problems(error))
                if not problems:
                    raise
                return problems[0]

        response = self._call(attempt, request)
        return response, tuple(problems[0].reasons) if problems else ()

    def _call(self, method: Callable[[Any], _Answer], request: object) -> _Answer:
        try:
            return method(request)
        except grpc.RpcError as error:
            # the stubs raise calls, which carry the details that the base class does not declare
            if error.code() is grpc.StatusCode.UNIMPLEMENTED:
                raise UnimplementedError(error.details()) from None
            raise StepError(error.details() or str(error)) from None


def _problems(error: grpc.RpcError) -> list[provider_pb2.ErrorResourceInitFailed]:
    """Return what an error says of an object that is there all the same."""
    status, found = status_pb2.Status(), provider_pb2.ErrorResourceInitFailed()
    trailing: Iterable[Any] = error.trailing_metadata() or ()
    for key, value in trailing:
        if key == "grpc-status-details-bin":
            status.ParseFromString(value)
    return [found for detail in status.details if detail.Unpack(found)][:1]


def _failures(response: Any) -> list[tuple[str, str]]:
    return [(failure.property, failure.reason) for failure in response.failures]


def _checked(response: provider_pb2.CheckResponse, accepted: Accepted, new: Properties) -> Checked:
    return accepted.read(response.inputs, new), _failures(response)


def _difference(response: provider_pb2.DiffResponse) -> DiffResponse:
    return DiffResponse(
        _CHANGES.get(response.changes),
        tuple(response.replaces),
        tuple(response.diffs),
        response.deleteBeforeReplace,
        {path: _place(found) for path, found in response.detailedDiff.items()},
    )


def _place(found: provider_pb2.PropertyDiff) -> PathDiff:
    kind, _, replaces = provider_pb2.PropertyDiff.Kind.Name(found.kind).partition("_")
    return PathDiff(DiffKind[kind], replaces=bool(replaces), of_inputs=found.inputDiff)


def _object(accepted: Accepted, old: Resource) -> dict[str, Any]:
    return {**_named(old.urn), "id": old.id, "properties": accepted.write(old.outputs)}


def _change(
    accepted: Accepted, urn: str, old: Resource, inputs: Properties, ignored: tuple[str, ...]
) -> dict[str, Any]:
    return {
        **_named(urn),
        "old_inputs": accepted.write(old.inputs),
        "olds": accepted.write(old.outputs),
        "news": accepted.write(inputs),
        "ignoreChanges": ignored,
    }


def _known(message: Callable[..., _Answer], **said: Any) -> _Answer:
    """Return a message without what older packages do not know of it."""
    known = message.DESCRIPTOR.fields_by_name  # type: ignore[attr-defined]  # it is the class of a message
    return message(**{name: value for name, value in said.items() if name in known})


def _handshake(engine: str, folder: str) -> provider_pb2.ProviderHandshakeRequest:
    return _known(
        provider_pb2.ProviderHandshakeRequest,
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


def _named(urn: str) -> dict[str, Any]:
    return {"urn": urn, "name": urns.name_of(urn), "type": urns.type_of(urn)}


def _configuration(resource: Resource) -> provider_pb2.ConfigureRequest:
    prefix = f"{resource.type.removeprefix(urns.PROVIDER_TYPES)}:config:"
    named = {key: value for key, value in resource.inputs.items() if key != VERSION}
    return provider_pb2.ConfigureRequest(
        **_named(resource.urn),
        id=resource.id,
        acceptSecrets=True,
        acceptResources=True,
        sends_old_inputs=True,
        sends_old_inputs_to_delete=True,
        variables={f"{prefix}{key}": text(reveal(value)) for key, value in named.items()},
        args=to_wire(resource.inputs),
    )
