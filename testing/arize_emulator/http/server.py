"""The HTTP server, in a thread or in the foreground."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from .connections import Protocol

LOOPBACK = "127.0.0.1"
_BACKLOG = 2048


def listen(address: str, port: int) -> socket.socket:
    """Return a socket that listens, for port 0 on any free one; OSError where it cannot listen there."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # asyncio sets TCP_NODELAY only on sockets whose protocol is TCP by number.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
    except OSError as error:
        listening.close()
        raise OSError(error.errno, f"cannot listen on {address}, port {port}: {error.strerror}") from None
    listening.listen(_BACKLOG)
    return listening


def environment(host: str, port: int, api_key: str) -> dict[str, str]:
    """Return the environment variables that lead Arize's own SDK, and this provider, to the server."""
    return {"ARIZE_API_KEY": api_key, "ARIZE_API_HOST": host, "ARIZE_API_SCHEME": "http", "ARIZE_API_PORT": str(port)}


def serve(app: ASGIApp, listening: socket.socket) -> None:
    """Serve until the process is interrupted or terminated."""
    _server(app).run(sockets=[listening])


@contextmanager
def serving(app: ASGIApp, listening: socket.socket) -> Iterator[None]:
    """Serve in a thread inside `with`; the port is free afterwards. RuntimeError where the server does not start."""
    server = _server(app)
    thread = threading.Thread(target=server.run, args=([listening],), name="arize-emulator", daemon=True)
    with listening:
        thread.start()
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the emulator's server did not start")
            time.sleep(0.001)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()


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
