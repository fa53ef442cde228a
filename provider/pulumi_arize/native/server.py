"""Serves the native provider as a plugin of the engine."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import grpc
import grpc.aio
from pulumi.provider.experimental.server import ProviderServicer
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc
from typing_extensions import override

from .._version import __version__
from ..engine_log import DEBUG, show_warnings
from ..errors import ArizeError
from ..process_startup import without_optional_imports

if TYPE_CHECKING:
    from .provider import NativeProvider

Handler: TypeAlias = "grpc.RpcMethodHandler[Any, Any]"

MAX_MESSAGE_BYTES = 1024 * 1024 * 400
"""The size limit of a message in bytes: the engine's own."""

OPTIONS = [("grpc.max_receive_message_length", MAX_MESSAGE_BYTES), ("grpc.max_send_message_length", MAX_MESSAGE_BYTES)]

SHUTDOWN_GRACE = 30.0
"""Seconds that running calls have to finish when the process is asked to stop."""


class OneLineErrors(grpc.aio.ServerInterceptor):
    """Returns the message of an error alone: the SDK would return a traceback too."""

    @override
    async def intercept_service(
        self,
        continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler | None]],
        handler_call_details: grpc.HandlerCallDetails,
    ) -> Handler | None:
        """Return the handler of a call, with errors of one line."""
        handler = await continuation(handler_call_details)
        if handler is None or handler.unary_unary is None or os.environ.get(DEBUG):
            return handler
        inner = handler.unary_unary

        async def with_one_line_errors(request: Any, context: Any) -> Any:
            try:
                return await inner(request, context)
            except NotImplementedError:
                raise
            except Exception as error:
                return await context.abort(grpc.StatusCode.UNKNOWN, _one_line(_raised_by_provider(error)))

        return grpc.unary_unary_rpc_method_handler(
            with_one_line_errors,
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )


class Servicer(ProviderServicer):
    """The SDK's servicer, with the provider's URN, the time of reads, and the details of diffs as they are.

    The SDK's own drops the URN and the time that a program allows for a read, fails on the details of a diff of
    settings, and gives each diff details, if empty ones.
    """

    @override
    async def Configure(self, request: provider_pb2.ConfigureRequest, context: Any) -> provider_pb2.ConfigureResponse:
        if request.urn:
            cast("NativeProvider", self._provider).set_urn(request.urn)
        response: provider_pb2.ConfigureResponse = await super().Configure(request, context)
        return response

    @override
    async def DiffConfig(self, request: provider_pb2.DiffRequest, context: Any) -> provider_pb2.DiffResponse:
        response: provider_pb2.DiffResponse = await super().DiffConfig(request, context)
        for name in response.diffs:
            kind = "ADD" if name not in request.olds else "UPDATE" if name in request.news else "DELETE"
            kind += "_REPLACE" if name in response.replaces else ""
            response.detailedDiff[name].kind = provider_pb2.PropertyDiff.Kind.Value(kind)
            response.detailedDiff[name].inputDiff = True
        response.hasDetailedDiff = bool(response.detailedDiff)
        return response

    @override
    async def Read(self, request: provider_pb2.ReadRequest, context: Any) -> provider_pb2.ReadResponse:
        from ..api.retries import shared_deadline  # noqa: PLC0415 - a preview is quicker without HTTP

        with shared_deadline(request.timeout):
            response: provider_pb2.ReadResponse = await super().Read(request, context)
            return response

    @override
    async def Diff(self, request: provider_pb2.DiffRequest, context: Any) -> provider_pb2.DiffResponse:
        response: provider_pb2.DiffResponse = await super().Diff(request, context)
        response.hasDetailedDiff = (
            bool(response.detailedDiff) or response.changes == provider_pb2.DiffResponse.DIFF_NONE
        )
        return response


def _raised_by_provider(error: Exception) -> BaseException:
    """Return the error of the provider: newer SDKs raise a bare Exception instead, with the traceback in its text."""
    return error.__context__ if type(error) is Exception and error.__context__ else error


def _one_line(error: BaseException) -> str:
    """Return the message that the engine shows; the message of an error that is not ours may hold a secret value."""
    if isinstance(error, ArizeError):
        return str(error)
    if isinstance(error, RecursionError):
        return "a value is nested too deeply"
    unexpected = f"the provider failed with an unexpected {type(error).__name__}"
    return f"{unexpected}; to see the traceback, set {DEBUG}=1 and run again"


def main() -> None:
    """Serve until the engine stops this process; the first line of the output is the port."""
    parser = argparse.ArgumentParser(prog="pulumi-resource-arize", description="The Pulumi provider of Arize AX.")
    parser.add_argument("engine", nargs="?", default="", help="address at which the engine listens")
    parser.add_argument("--version", action="version", version=__version__)
    known, _ = parser.parse_known_args()
    asyncio.run(_serve(known.engine))


async def _serve(engine_address: str) -> None:
    with without_optional_imports():
        from .provider import NativeProvider  # noqa: PLC0415 - it imports most of the rest

    show_warnings(engine_address)
    provider = NativeProvider(engine_address)
    server = grpc.aio.server(options=OPTIONS, interceptors=[OneLineErrors()])
    servicer = Servicer(sys.argv[1:], __version__, provider, engine_address=engine_address)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    print(port, flush=True)  # noqa: T201 - the engine reads the port from it
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, lambda: asyncio.ensure_future(_stop(provider, server)))
    stopping = asyncio.ensure_future(_stop_after(engine_address, provider, server))
    await server.wait_for_termination()
    stopping.cancel()


async def _stop_after(engine_address: str, provider: NativeProvider, server: grpc.aio.Server) -> None:
    """Stop once the engine, which was there, is gone: an engine that is killed stops no plugin."""
    if not engine_address:
        return
    async with grpc.aio.insecure_channel(engine_address) as channel:
        await channel.channel_ready()
        while (state := channel.get_state(try_to_connect=True)) is not grpc.ChannelConnectivity.TRANSIENT_FAILURE:
            await channel.wait_for_state_change(state)
    await _stop(provider, server)


async def _stop(provider: NativeProvider, server: grpc.aio.Server) -> None:
    await provider.cancel()
    await server.stop(SHUTDOWN_GRACE)
