"""The server's TCP connections, for the faults that end them."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from uvicorn.protocols.http.h11_impl import H11Protocol

Cut = Literal["close", "reset"]
"""How a connection ends early: by a FIN (close) or a RST (reset)."""

_STATE_KEY = "arize_emulator.connection"
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Connection:
    """One connection from a client."""

    transport: asyncio.Transport

    @property
    def closed(self) -> bool:
        """Whether either side has closed it."""
        return self.transport.is_closing()

    def cut(self, how: Cut) -> None:
        """End it after the bytes sent so far."""
        if how == "reset":
            # With a linger time of zero, closing the socket sends a RST.
            client: socket.socket = self.transport.get_extra_info("socket")
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self.transport.close()


class Protocol(H11Protocol):
    """Uvicorn's HTTP/1.1 protocol; the state of each request holds its connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Add the connection to the `state` of each request."""
        self.app_state = {**self.app_state, _STATE_KEY: Connection(transport)}
        super().connection_made(transport)


def connection(scope: Mapping[str, Any]) -> Connection:
    """Return the connection of a request; the server must use `Protocol`."""
    client: Connection = scope["state"][_STATE_KEY]
    return client
