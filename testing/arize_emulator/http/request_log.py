"""The request log: an ID for every request, and a record of it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping, MutableSequence
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import Any, Literal
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..store.clock import Clock
from .connections import connection
from .request_json import parse

REQUEST_ID = "x-request-id"
ADMIN_PATH = "/_control"
DASHBOARD_PATH = "/"
_SCOPE_KEY = "arize_emulator.request"


@dataclass
class RecordedRequest:
    """A request that the API received, in the clear except for its key."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    """The JSON of the body; its text if it is not JSON; None without a body."""
    headers: dict[str, str] = field(default_factory=dict)
    request_id: str = ""
    status: int | None = None
    """The status that was sent; None until then, and if the client had disconnected."""
    operation_status: int | None = None
    """The status of the operation; None if it did not run."""
    response_sent: Literal["none", "partial", "whole"] = "none"
    """How much of the response was sent while the client was connected."""
    fault: str = ""
    """The kind of the fault that acted on it; empty without one."""
    received_at: str = ""
    """When its body had arrived, in ISO 8601 with milliseconds."""
    seconds: float | None = None
    """The seconds from there to the last byte of the response; None before its first byte."""

    @property
    def succeeded(self) -> bool:
        """Whether the API carried out the operation, whatever response the client received."""
        return self.operation_status is not None and self.operation_status < HTTPStatus.BAD_REQUEST

    @property
    def instance(self) -> str:
        """The URI of this occurrence, in problem details."""
        return f"urn:uuid:{self.request_id}"


def received(scope: Mapping[str, Any]) -> RecordedRequest:
    """Return the record of the request."""
    entry: RecordedRequest = scope[_SCOPE_KEY]
    return entry


def is_admin(path: str) -> bool:
    """Tell whether a path is of the admin API or the dashboard: it needs no key and is not recorded."""
    return path in (DASHBOARD_PATH, ADMIN_PATH) or path.startswith(ADMIN_PATH + "/")


@dataclass(frozen=True)
class Recorder:
    """Gives every request an ID, and records it in `log`."""

    app: ASGIApp
    log: MutableSequence[RecordedRequest]
    clock: Clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Record the request, pass it on, and record its response."""
        body = await _whole_body(receive)
        started = time.perf_counter()
        scope[_SCOPE_KEY] = entry = _entry(scope, body, self.clock.now())
        if not is_admin(entry.path):
            self.log.append(entry)

        async def recorded(message: Message) -> None:
            starts = message["type"] == "http.response.start"
            if starts:
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = entry.request_id
                headers.setdefault("date", formatdate(self.clock.time(), usegmt=True))
            if not connection(scope).closed:
                entry.seconds = time.perf_counter() - started
                entry.status = message["status"] if starts else entry.status
                entry.response_sent = "partial" if _more_follows(message) else "whole"
            await send(message)

        await self.app(scope, replay(body, receive), recorded)


def _more_follows(message: Message) -> bool:
    if message["type"] == "http.response.body":
        return bool(message.get("more_body", False))
    return message["status"] != HTTPStatus.NO_CONTENT and Headers(raw=message["headers"]).get("content-length") != "0"


async def _whole_body(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    while True:
        message = await receive()
        chunks.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(chunks)


def replay(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that returns the whole body first, and then what `receive` does."""
    waiting = [body]

    async def again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return again


def _entry(scope: Scope, body: bytes, now: str) -> RecordedRequest:
    headers = {name: value for name, value in Headers(scope=scope).items() if name != "authorization"}
    query = dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
    return RecordedRequest(
        scope["method"], scope["path"], query, _decoded(body), headers, str(uuid.uuid4()), received_at=now
    )


def _decoded(body: bytes) -> Any:
    try:
        return parse(body)
    except ValueError:
        return body.decode(errors="replace")
