"""Runs a provider's process with every call to it recorded as the wire has it.

Started instead of `python -u -m pulumi.dynamic` or `python <folder of a plugin>`, it takes the module or the
folder first, then the provider's own arguments: no engine knows of it. Each line of `wire.jsonl`, in the project's
folder, is a request, a response or an error: `call` numbers the calls of one process, and messages are base64.
"""

import base64
import inspect
import itertools
import json
import os
import runpy
import sys
import threading
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import grpc
import grpc.aio

LOG = Path("wire.jsonl")


class Recorder:
    """Writes down what goes in and out, and passes it on unchanged."""

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._writing = threading.Lock()

    def begun(self, method: str, request: bytes) -> str:
        """Write a request down and return the number of the call."""
        call = f"{os.getpid()}-{next(self._numbers)}"
        self._write(call=call, method=method.rpartition("/")[2], request=base64.b64encode(request).decode())
        return call

    def failed(self, call: str, context: Any, error: BaseException) -> None:
        """Write an error down."""
        details = context.details() or b""
        self._write(call=call, error=(details if isinstance(details, str) else details.decode()) or str(error))

    def answered(self, call: str, response: bytes) -> bytes:
        """Write a response down and return it."""
        self._write(call=call, answer=base64.b64encode(response).decode())
        return response

    def _write(self, **line: str) -> None:
        with self._writing, LOG.open("a") as log:
            log.write(json.dumps(line) + "\n")


class Threaded(grpc.ServerInterceptor):
    """Records a server that responds in threads."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        """Respond with a handler of bytes around the provider's own."""
        handler = continuation(details)
        if handler is None or not handler.unary_unary:
            return handler

        def answer(request: bytes, context: Any) -> bytes:
            call = self._recorder.begun(details.method, request)
            try:
                answered = handler.unary_unary(handler.request_deserializer(request), context)
            except Exception as error:
                self._recorder.failed(call, context, error)
                raise
            return self._recorder.answered(call, handler.response_serializer(answered))

        return grpc.unary_unary_rpc_method_handler(answer)


class Looped(grpc.aio.ServerInterceptor):
    """Records a server that answers in an event loop."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    async def intercept_service(self, continuation: Callable[[Any], Awaitable[Any]], details: Any) -> Any:
        """Respond with a handler of bytes around the provider's own."""
        handler = await continuation(details)
        if handler is None or not handler.unary_unary:
            return handler

        async def answer(request: bytes, context: Any) -> bytes:
            call = self._recorder.begun(details.method, request)
            try:
                # what the protocol's own base class does not implement answers at once
                answered = handler.unary_unary(handler.request_deserializer(request), context)
                answered = await answered if inspect.isawaitable(answered) else answered
            except BaseException as error:
                self._recorder.failed(call, context, error)
                raise
            return self._recorder.answered(call, handler.response_serializer(answered))

        return grpc.unary_unary_rpc_method_handler(answer)


def record() -> None:
    """Have every gRPC server of this process record."""
    recorder = Recorder()
    grpc.server = partial(grpc.server, interceptors=[Threaded(recorder)])
    grpc.aio.server = partial(grpc.aio.server, interceptors=[Looped(recorder)])


record()

if __name__ == "__main__":
    provider = sys.argv.pop(1)
    if Path(provider).is_dir():
        sys.path[0] = provider
        runpy.run_path(provider, run_name="__main__")
    else:
        # as `python -m` has it: the provider's own modules are in the project's folder
        sys.path[0] = str(Path.cwd())
        runpy.run_module(provider, run_name="__main__", alter_sys=True)
