"""An ID for every request, and a record of it for tests to look at."""

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
_SCOPE_KEY = "pulumi_arize.received"


@dataclass
class RecordedRequest:
    """A request that the emulated API received, in the clear but for its key."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    """The JSON of the body; the text, where it is no JSON; None without one."""
    headers: dict[str, str] = field(default_factory=dict)
    request_id: str = ""
    status: int | None = None
    """What was sent; None until it is answered, and where nobody was there to hear it."""
    outcome: int | None = None
    """The status that the API itself came to; None where it was never asked."""
    response_sent: Literal["none", "partial", "whole"] = "none"
    """How much of the response was sent while the client was connected."""
    fault: str = ""
    """The kind of fault that struck it."""
    received_at: str = ""
    """When it had arrived, in ISO 8601 with milliseconds."""
    seconds: float | None = None
    """Time from there to the last that was sent of an answer; None while nothing was."""

    @property
    def succeeded(self) -> bool:
        """Whether the API carried out the operation, whatever response the client received."""
        return self.outcome is not None and self.outcome < HTTPStatus.BAD_REQUEST

    @property
    def instance(self) -> str:
        """The URI of this occurrence, for problem details."""
        return f"urn:uuid:{self.request_id}"


def received(scope: Mapping[str, Any]) -> RecordedRequest:
    """Return the record of the request."""
    found: RecordedRequest = scope[_SCOPE_KEY]
    return found


def is_admin(path: str) -> bool:
    """Tell whether a path belongs to the control API or is its page: it needs no key and is not recorded."""
    return path in (DASHBOARD_PATH, ADMIN_PATH) or path.startswith(ADMIN_PATH + "/")


@dataclass(frozen=True)
class Recorder:
    """Gives every request an ID and keeps it, with its answer's status, in `log`."""

    app: ASGIApp
    log: MutableSequence[RecordedRequest]
    clock: Clock = field(default_factory=Clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the request, pass it on, and note the status of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = await _whole_body(receive)
        begun = time.perf_counter()
        scope[_SCOPE_KEY] = entry = _entry(scope, body, self.clock.now())
        if not is_admin(entry.path):
            self.log.append(entry)

        async def tagged(message: Message) -> None:
            starts = message["type"] == "http.response.start"
            if starts:
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = entry.request_id
                headers.setdefault("date", formatdate(usegmt=True))
            if not connection(scope).closed:
                entry.seconds = time.perf_counter() - begun
                entry.status = message["status"] if starts else entry.status
                entry.response_sent = "partial" if _more_follows(message) else "whole"
            await send(message)

        await self.app(scope, _replay(body, receive), tagged)


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


def _replay(body: bytes, receive: Receive) -> Receive:
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
        scope["method"], scope["path"], query, _readable(body), headers, str(uuid.uuid4()), received_at=now
    )


def _readable(body: bytes) -> Any:
    try:
        return parse(body)
    except ValueError:
        return body.decode(errors="replace")
