"""A word to the user from the provider's process: the engine shows it in previews and in deployments."""

from __future__ import annotations

import logging
import sys

import grpc
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

SECONDS = 5.0
"""How long the engine may take to answer; a word that cannot be said is no reason to fail."""


class EngineHandler(logging.Handler):
    """Hands warnings to the engine, such as that of a long wait: the user sees them while the operation runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        """Show a record."""
        say(self.format(record), engine_pb2.WARNING)


def say(message: str, severity: engine_pb2.LogSeverity.ValueType = engine_pb2.INFO) -> None:
    """Show a message, if the engine has told this process where it listens: its address is the first argument."""
    if len(sys.argv) < 2:  # noqa: PLR2004 - the program's own name is the one that is always there
        return
    with grpc.insecure_channel(sys.argv[1]) as channel:
        request = engine_pb2.LogRequest(severity=severity, message=message)
        try:
            engine_pb2_grpc.EngineStub(channel).Log(request, timeout=SECONDS)
        except grpc.RpcError:
            return
