"""Messages from a provider's process to the user: the engine shows them in previews and in deployments."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import lru_cache

import grpc
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc

DEBUG = "ARIZE_PROVIDER_DEBUG"
"""The environment variable that makes errors show their traceback."""

TIMEOUT = 5.0
"""Seconds that the engine may take to respond; an operation does not fail because a message was not shown."""

INFO, WARNING = engine_pb2.INFO, engine_pb2.WARNING
"""The severities of messages."""


class EngineHandler(logging.Handler):
    """Sends warnings to the engine at an address while the operation runs, such as the warning of a long wait."""

    def __init__(self, address: str) -> None:
        super().__init__(logging.WARNING)
        self._address = address

    def emit(self, record: logging.LogRecord) -> None:
        """Show a record."""
        log(self._address, self.format(record), WARNING)


def log(address: str, message: str, severity: engine_pb2.LogSeverity.ValueType = INFO, *, urn: str = "") -> None:
    """Let the engine at an address show a message, at the resource of `urn` if any; an empty message is not sent."""
    if not address or not message:
        return
    request = engine_pb2.LogRequest(severity=severity, message=message, urn=urn)
    with suppress(grpc.RpcError):
        _engine(address).Log(request, timeout=TIMEOUT)


@lru_cache(maxsize=1)
def _engine(address: str) -> engine_pb2_grpc.EngineStub:
    """Return the engine at an address: a preview of many changes sends a message for each of them."""
    return engine_pb2_grpc.EngineStub(grpc.insecure_channel(address))


def show_warnings(address: str) -> None:
    """Let the engine at an address show the warnings of this package."""
    logging.getLogger("pulumi_arize").handlers[:] = [EngineHandler(address)]
