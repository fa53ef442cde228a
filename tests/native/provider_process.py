"""A provider's process as an engine has it: started, spoken to by the protocol, and ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, provider_pb2, provider_pb2_grpc

from pulumi_embedded.processes import Launch, Process, start_process
from pulumi_embedded.values import Accepted, from_wire, to_wire

ROOT = Path(__file__).parents[2]
PLUGIN = (sys.executable, "-u", str(ROOT / "plugin"))
"""What the engine runs for a folder with a `PulumiPlugin.yaml`."""

DYNAMIC = (sys.executable, "-u", "-m", "pulumi.dynamic")
OF_THE_SHELL = ("ARIZE_", "PULUMI_")
LARGEST = [("grpc.max_receive_message_length", 1 << 28), ("grpc.max_send_message_length", 1 << 28)]
SECONDS = 60
"""How long a call may take before it counts as hanging."""

to_provider = Accepted().write
"""Writes properties for a provider that takes neither secrets nor references, which is either of ours."""

Json = dict[str, Any]


class Failed(Exception):  # noqa: N818 - reads as what happened
    """A call that the provider ended with an error; the text is what the engine shows."""


class Engine(engine_pb2_grpc.EngineServicer):
    """What a provider says to its engine while it works."""

    def __init__(self) -> None:
        self.output: list[str] = []
        self.address = ""

    def Log(self, request: engine_pb2.LogRequest, context: object) -> empty_pb2.Empty:  # noqa: N802 - gRPC's name
        """Keep the message."""
        del context
        self.output.append(request.message)
        return empty_pb2.Empty()


@contextmanager
def listening() -> Iterator[Engine]:
    """Return an engine to which providers can speak."""
    engine = Engine()
    server = grpc.server(ThreadPoolExecutor(4))
    engine_pb2_grpc.add_EngineServicer_to_server(engine, server)
    engine.address = f"127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    try:
        yield engine
    finally:
        server.stop(0)


class Plugin:
    """A running provider: the calls of the protocol, on plain values with `Secret` and `UNKNOWN` among them."""

    def __init__(
        self,
        command: Sequence[str],
        engine: str = "",
        environment: Mapping[str, str] | None = None,
        launch: Launch = start_process,
    ) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OF_THE_SHELL)}
        self.printed: list[str] = []
        self.child = launch([*command, engine], ROOT, {**inherited, **(environment or {})})
        self._process = Process(self.child, self.printed.append)
        port = self._process.first_line()
        assert port.isdigit(), (port, self.printed)
        self._channel = grpc.insecure_channel(f"127.0.0.1:{port}", options=LARGEST)
        self.stub = provider_pb2_grpc.ResourceProviderStub(self._channel)

    def close(self) -> None:
        """End the process, whatever it is at."""
        self._channel.close()
        self._process.stop()

    def call(self, name: str, request: Any) -> Any:
        """Return the response to a call. Raises Failed."""
        try:
            return getattr(self.stub, name)(request, timeout=SECONDS)
        except grpc.RpcError as error:
            raise Failed(error.details()) from None

    def configure(self, settings: Mapping[str, Any], urn: str = "") -> Json:
        """Give the process its settings; return what it says that it can."""
        request = provider_pb2.ConfigureRequest(
            args=to_wire(settings), urn=urn, acceptSecrets=True, acceptResources=True
        )
        response = self.call("Configure", request)
        return {field.name: value for field, value in response.ListFields()}

    def check_config(
        self, news: Mapping[str, Any], olds: Mapping[str, Any] | None = None
    ) -> tuple[Json, list[Failure]]:
        """Return a provider's checked configuration and what is wrong with it."""
        response = self.call("CheckConfig", _check(PROVIDER_URN, olds or {}, news))
        return from_wire(response.inputs), _failures(response)

    def diff_config(self, olds: Mapping[str, Any], news: Mapping[str, Any]) -> provider_pb2.DiffResponse:
        """Return what another configuration means."""
        request = provider_pb2.DiffRequest(
            urn=PROVIDER_URN, id="id", old_inputs=to_provider(olds), olds=to_provider(olds), news=to_provider(news)
        )
        response: provider_pb2.DiffResponse = self.call("DiffConfig", request)
        return response

    def check(self, urn: str, olds: Mapping[str, Any], news: Mapping[str, Any]) -> tuple[Json, list[Failure]]:
        """Return the inputs that the later calls see, and the failures."""
        response = self.call("Check", _check(urn, olds, news))
        return from_wire(response.inputs), _failures(response)

    def diff(self, urn: str, item_id: str, old: Deployed, news: Mapping[str, Any]) -> provider_pb2.DiffResponse:
        """Return what an update would change."""
        request = provider_pb2.DiffRequest(
            urn=urn, id=item_id, old_inputs=to_provider(old[0]), olds=to_provider(old[1]), news=to_provider(news)
        )
        response: provider_pb2.DiffResponse = self.call("Diff", request)
        return response

    def create(self, urn: str, inputs: Mapping[str, Any], *, preview: bool = False) -> tuple[str, Json]:
        """Create; return id and outputs."""
        response = self.call("Create", creation(urn, inputs, preview=preview))
        return response.id, from_wire(response.properties)

    def update(self, urn: str, item_id: str, old: Deployed, news: Mapping[str, Any], *, preview: bool = False) -> Json:
        """Update; return the outputs."""
        request = provider_pb2.UpdateRequest(
            urn=urn,
            id=item_id,
            old_inputs=to_provider(old[0]),
            olds=to_provider(old[1]),
            news=to_provider(news),
            preview=preview,
        )
        return from_wire(self.call("Update", request).properties)

    def read(self, urn: str, item_id: str, old: Deployed = ({}, {})) -> tuple[str, Json, Json]:
        """Return id, outputs and inputs of what is there; without anything old it is an import."""
        request = provider_pb2.ReadRequest(
            urn=urn, id=item_id, inputs=to_provider(old[0]), properties=to_provider(old[1])
        )
        response = self.call("Read", request)
        has_inputs = response.HasField("inputs") or not response.id
        inputs = from_wire(response.inputs) if has_inputs else dict(old[0])
        return response.id, from_wire(response.properties), inputs

    def delete(self, urn: str, item_id: str, old: Deployed) -> None:
        """Delete."""
        request = provider_pb2.DeleteRequest(
            urn=urn, id=item_id, properties=to_provider(old[1]), old_inputs=to_provider(old[0])
        )
        self.call("Delete", request)

    def invoke(self, token: str, arguments: Mapping[str, Any]) -> Json:
        """Return what a function returns."""
        response = self.call("Invoke", provider_pb2.InvokeRequest(tok=token, args=to_provider(arguments)))
        return from_wire(getattr(response, "return"))

    def cancel(self) -> None:
        """Ask the provider to come to an end with what is under way."""
        self.call("Cancel", empty_pb2.Empty())


Failure = tuple[str, str]
"""The path of a property, and what is wrong with it."""

Deployed = tuple[Mapping[str, Any], Mapping[str, Any]]
"""The inputs and the outputs that an engine keeps of a resource."""

PROVIDER_URN = "urn:pulumi:dev::test::pulumi:providers:arize::account"


def urn_of(token: str, name: str = "it") -> str:
    """Return the name by which the engine knows a resource."""
    return f"urn:pulumi:dev::test::{token}::{name}"


def creation(urn: str, inputs: Mapping[str, Any], *, preview: bool = False) -> provider_pb2.CreateRequest:
    """Return the message that asks for a resource."""
    return provider_pb2.CreateRequest(urn=urn, properties=to_provider(inputs), preview=preview)


def _check(urn: str, olds: Mapping[str, Any], news: Mapping[str, Any]) -> provider_pb2.CheckRequest:
    return provider_pb2.CheckRequest(urn=urn, olds=to_provider(olds), news=to_provider(news))


def _failures(response: provider_pb2.CheckResponse) -> list[Failure]:
    return [(failure.property, failure.reason) for failure in response.failures]
