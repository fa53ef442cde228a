"""An ID for every request, and a record of it for tests to look at."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, MutableSequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .bodies import parse

REQUEST_ID = "x-request-id"
CONTROL = "/_control"
_SCOPE_KEY = "pulumi_arize.request_id"


@dataclass
class Received:
    """A request that the emulated API received, in the clear but for its key."""

    method: str
    path: str
    query: dict[str, str]
    body: Any
    """The JSON of the body; the text, where it is no JSON; None without one."""
    headers: dict[str, str] = field(default_factory=dict)
    request_id: str = ""
    status: int | None = None
    """None until it is answered."""


def request_id(scope: Mapping[str, Any]) -> str:
    """Return the ID of the request."""
    return str(scope.get(_SCOPE_KEY, ""))


def is_control(path: str) -> bool:
    """Tell whether a path belongs to the control API: it needs no key and is not recorded."""
    return path == CONTROL or path.startswith(CONTROL + "/")


@dataclass(frozen=True)
class Recorder:
    """Gives every request an ID and keeps it, with its answer's status, in `log`."""

    app: ASGIApp
    log: MutableSequence[Received]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the request, pass it on, and note the status of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope[_SCOPE_KEY] = str(uuid.uuid4())
        body = await _whole_body(receive)
        entry = _entry(scope, body)
        if not is_control(entry.path):
            self.log.append(entry)

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = entry.request_id
            await send(message)

        await self.app(scope, _replay(body, receive), tagged)


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


def _entry(scope: Scope, body: bytes) -> Received:
    headers = {name: value for name, value in Headers(scope=scope).items() if name != "authorization"}
    query = dict(parse_qsl(scope["query_string"].decode(), keep_blank_values=True))
    return Received(scope["method"], scope["path"], query, _readable(body), headers, request_id(scope))


def _readable(body: bytes) -> Any:
    try:
        return parse(body)
    except ValueError:
        return body.decode(errors="replace")
