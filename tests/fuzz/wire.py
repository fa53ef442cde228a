"""A server that sends whatever bytes it is given: HTTP or not."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from pulumi_arize.api.account import Account
from pulumi_arize.settings import load

from .targets import QUICK


class Wire:
    """What the server sends in answer to each request, and where it listens."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.said = b""

    def account(self, **settings: Any) -> Account:
        """Return a new account behind the server."""
        given = {"apiKey": "s3cret-key", "host": "127.0.0.1", "port": self.port, "scheme": "http", **QUICK, **settings}
        return Account(load(given.get, {}))


@contextmanager
def wire() -> Iterator[Wire]:
    """Return a server on any free port of the loopback."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # a client may give up
                length = 0
                while (line := self.rfile.readline()) not in (b"\r\n", b""):
                    name, _, value = line.partition(b":")
                    length = int(value) if name.lower() == b"content-length" else length
                self.rfile.read(length)
                self.wfile.write(running.said)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 128

    with Server(("127.0.0.1", 0), Handler) as server:
        running = Wire(server.server_address[1])
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
        thread.start()
        try:
            yield running
        finally:
            server.shutdown()
            thread.join()


def answer(status: int, headers: dict[str, bytes], body: bytes, *, length: int | None = None) -> bytes:
    """Return an answer as it goes over the wire; the length is the body's unless another is said."""
    head = [b"HTTP/1.1 %d Whatever" % status, b"connection: close"]
    head += [name.encode() + b": " + value for name, value in headers.items()]
    if "transfer-encoding" not in headers:
        head.append(b"content-length: %d" % (len(body) if length is None else length))
    return b"\r\n".join([*head, b"", body])
