"""Runs the dynamic provider's process with every call to it recorded as the wire has it.

Started in the place of `python -u -m pulumi.dynamic`: no engine knows of it. Each line of `wire.jsonl`, in the
project's folder, is a request, an answer or an error: `call` numbers the calls of one process, and messages are base64.
"""

import base64
import itertools
import json
import os
import runpy
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import grpc

LOG = Path("wire.jsonl")


class Recorder(grpc.ServerInterceptor):
    """Writes down what goes in and out, and passes it on unchanged."""

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._writing = threading.Lock()

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        """Answer with a handler of bytes around the provider's own."""
        handler = continuation(details)
        if handler is None or not handler.unary_unary:
            return handler
        return grpc.unary_unary_rpc_method_handler(partial(self._answer, handler, details.method.rpartition("/")[2]))

    def _answer(self, handler: Any, method: str, request: bytes, context: Any) -> bytes:
        call = f"{os.getpid()}-{next(self._numbers)}"
        self._write(call=call, method=method, request=base64.b64encode(request).decode())
        try:
            answer: bytes = handler.response_serializer(
                handler.unary_unary(handler.request_deserializer(request), context)
            )
        except Exception as error:
            self._write(call=call, error=(context.details() or b"").decode() or str(error))
            raise
        self._write(call=call, answer=base64.b64encode(answer).decode())
        return answer

    def _write(self, **line: str) -> None:
        with self._writing, LOG.open("a") as log:
            log.write(json.dumps(line) + "\n")


def record() -> None:
    """Have every gRPC server of this process record."""
    grpc.server = partial(grpc.server, interceptors=[Recorder()])


record()

if __name__ == "__main__":
    # as `python -m` has it: the provider's own modules are in the project's folder
    sys.path[0] = str(Path.cwd())
    runpy.run_module("pulumi.dynamic", run_name="__main__", alter_sys=True)
