"""A server whose responses a test chooses: broken responses, proxies, redirects, no response, and invalid HTTP."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias

from pulumi_arize.settings import Settings, load

KEY = "s3cret-key"


@dataclass(frozen=True)
class Response:
    """A response as it is sent. `length` is its content-length, where that is not the size of the body."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    length: int | None = None


@dataclass(frozen=True)
class Request:
    """A request that the server has received."""

    method: str
    target: str
    """The path and the query as they came over the wire."""
    headers: Mapping[str, str]
    body: bytes


Responder: TypeAlias = "Callable[[Request], Response | bytes]"
"""Returns the response to a request; bytes are sent as they are."""


@dataclass
class Server:
    """A running server; `requests` are those that it has received, `respond` returns the response to the next one."""

    port: int
    respond: Responder
    requests: list[Request] = field(default_factory=list)

    def settings(self, **more: Any) -> Settings:
        """Return the settings that lead here; `more` are settings by their key in the configuration."""
        given = {"apiKey": KEY, "host": "127.0.0.1", "port": self.port, "scheme": "http", "maxRetries": 0, **more}
        return load(given.get, {})


@contextmanager
def serving(respond: Responder, *, drip: float = 0.0, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Return a server on a free loopback port, whose response to each request is that of `respond`.

    `drip` is the pause, in seconds, before each byte of a body; with `tls` it speaks TLS.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, body)
            server.requests.append(request)
            output = server.respond(request)
            if isinstance(output, bytes):
                self._send_bytes(output)
            else:
                self._send(output)

        def _send_bytes(self, output: bytes) -> None:
            self.close_connection = True
            with suppress(ConnectionError):  # a client may give up
                self.wfile.write(output)

        def _send(self, output: Response) -> None:
            self.send_response_only(output.status)
            for name, value in output.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(output.body) if output.length is None else output.length))
            self.end_headers()
            with suppress(ConnectionError):  # a client may give up
                for part in [bytes([byte]) for byte in output.body] if drip else [output.body]:
                    time.sleep(drip)
                    self.wfile.write(part)
            self.close_connection = output.length is not None

        do_GET = do_POST = do_PATCH = do_DELETE = _respond  # noqa: N815 - the names that http.server calls

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
            """Say nothing."""

    class Listening(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    with Listening(("127.0.0.1", 0), Handler) as listening:
        if tls:
            listening.socket = tls.wrap_socket(listening.socket, server_side=True)
        server = Server(listening.server_address[1], respond)
        thread = threading.Thread(target=lambda: listening.serve_forever(poll_interval=0.01), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()


def message(status: int, headers: Mapping[str, bytes], body: bytes, *, length: int | None = None) -> bytes:
    """Return a response with any bytes in its headers; `length` is its content-length, by default that of the body."""
    head = [b"HTTP/1.1 %d Whatever" % status, b"connection: close"]
    head += [name.encode() + b": " + value for name, value in headers.items()]
    if "transfer-encoding" not in headers:
        head.append(b"content-length: %d" % (len(body) if length is None else length))
    return b"\r\n".join([*head, b"", body])
