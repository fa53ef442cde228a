"""A word to the user from a provider's process: the engine shows it in previews and in deployments."""

from __future__ import annotations

import logging

import grpc
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

TIMEOUT = 5.0
"""How long the engine may take to answer; a word that cannot be said is no reason to fail."""


class EngineHandler(logging.Handler):
    """Hands warnings to the engine at an address, such as that of a long wait: the user sees them while it runs."""

    def __init__(self, address: str) -> None:
        super().__init__(logging.WARNING)
        self._address = address

    def emit(self, record: logging.LogRecord) -> None:
        """Show a record."""
        log(self._address, self.format(record), engine_pb2.WARNING)


def log(
    address: str, message: str, severity: engine_pb2.LogSeverity.ValueType = engine_pb2.INFO, *, urn: str = ""
) -> None:
    """Show a message by the engine that listens at an address, beside a resource; an empty one is none at all."""
    if not address or not message:
        return
    with grpc.insecure_channel(address) as channel:
        request = engine_pb2.LogRequest(severity=severity, message=message, urn=urn)
        try:
            engine_pb2_grpc.EngineStub(channel).Log(request, timeout=TIMEOUT)
        except grpc.RpcError:
            return


def show_warnings(address: str) -> None:
    """Let warnings of this package be shown by the engine at an address."""
    logging.getLogger("pulumi_arize").handlers[:] = [EngineHandler(address)]
