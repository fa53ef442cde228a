"""A running server, on a port of its own in a thread of its own, or in the foreground."""

from __future__ import annotations

import socket
import threading
import time

import uvicorn
from starlette.types import ASGIApp

from .connections import Protocol

LOOPBACK = "127.0.0.1"
_BACKLOG = 2048


def listen(address: str, port: int) -> socket.socket:
    """Return a socket that accepts connections from now on; port 0 takes any free one.

    Raises:
        OSError: The address or the port cannot be had.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # The protocol is named, for asyncio turns Nagle's delay off only where it can see that it is TCP.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((address, port))
    except OSError:
        found.close()
        raise
    found.listen(_BACKLOG)
    return found


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Serve until the process is interrupted or told to end."""
    _server(app).run(sockets=[listening])


class BackgroundServer:
    """Serves in a thread until it is stopped."""

    def __init__(self, app: ASGIApp, listening: socket.socket) -> None:
        self._server = _server(app)
        self._socket = listening
        self._thread = threading.Thread(
            target=self._server.run, args=([listening],), name="arize-emulator", daemon=True
        )

    def start(self) -> None:
        """Start, and return once requests are answered; RuntimeError if that never happens."""
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the emulator's server did not start")
            time.sleep(0.001)

    def stop(self) -> None:
        """Stop, and return once the port is free."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


def _server(app: ASGIApp) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        http=Protocol,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=1,
        server_header=False,
        date_header=False,
    )
    return uvicorn.Server(config)
