"""The middleware that applies the faults, between the request log and the check of the key."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, pairwise

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..http.connections import Connection, connection
from ..http.request_log import RecordedRequest, is_admin, received, replay
from ..request_context import RequestContext, with_request_context
from ..store.seed_data import OTHER_USER_ID
from .responses import Delivery, Response
from .rules import FaultRule, FaultRules

_POLL = 0.05
"""Seconds between two checks whether a wait is over."""


@dataclass(frozen=True)
class FaultMiddleware:
    """Passes a request on, or applies the fault of the rule that fires; it records the status of the operation."""

    app: ASGIApp
    rules: FaultRules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the operation, apply a fault, or both."""
        if is_admin(scope["path"]):
            await self.app(scope, receive, send)
            return
        resets = self.rules.resets
        rule = self.rules.choose(scope["method"], scope["path"])
        if rule is None:
            await self.app(scope, receive, _recording(received(scope), send))
            return
        received(scope).fault = rule.fault.kind
        try:
            delivery = await self._apply(rule, resets, scope, receive)
            await _deliver(delivery, connection(scope), receive, send)
        except asyncio.CancelledError:
            # The server shuts down: uvicorn would respond with a 500 and a traceback to a request that still waits.
            connection(scope).cut("close")

    async def _apply(self, rule: FaultRule, resets: int, scope: Scope, receive: Receive) -> Delivery:
        def reset() -> bool:
            return self.rules.resets != resets

        if not await _waited(rule.delay_before, reset):
            return Delivery(ending="close")
        other_body = rule.fault.other_body(received(scope).body)
        if other_body is not None:
            with with_request_context(RequestContext(user=OTHER_USER_ID)):
                await self.app(scope, replay(json.dumps(other_body).encode(), receive), _discard)
        with with_request_context(rule.fault.request_context):
            entry = received(scope)
            response = await self._run(scope, receive) if rule.fault.when == "after" else Response(entry.instance)
        if not await _waited(rule.delay_after, reset):
            return Delivery(ending="close")
        return rule.fault.apply(response)

    async def _run(self, scope: Scope, receive: Receive) -> Response:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        entry = received(scope)
        await self.app(scope, receive, _recording(entry, collect))
        body = b"".join(message.get("body", b"") for message in messages)
        return Response(entry.instance, messages[0]["status"], dict(Headers(raw=messages[0]["headers"])), body)


async def _waited(seconds: float, cancelled: Callable[[], bool]) -> bool:
    """Wait, and tell whether to go on; let other requests run at least once."""
    end = time.monotonic() + seconds
    while True:
        await asyncio.sleep(min(_POLL, max(0.0, end - time.monotonic())))
        if cancelled():
            return False
        if time.monotonic() >= end:
            return True


async def _discard(message: Message) -> None:
    """Drop a response that no client waits for."""


def _recording(entry: RecordedRequest, send: Send) -> Send:
    async def recorded(message: Message) -> None:
        if message["type"] == "http.response.start":
            entry.operation_status = message["status"]
        await send(message)

    return recorded


async def _deliver(delivery: Delivery, client: Connection, receive: Receive, send: Send) -> None:
    if delivery.ending == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
        return
    if delivery.status is not None:
        await _send(delivery, client, send)
    if delivery.ending != "complete":
        client.cut(delivery.ending)
    # Uvicorn reports an error for a return before the end of the response, unless the client has disconnected.
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(delivery: Delivery, client: Connection, send: Send) -> None:
    headers = [(name.encode(), value.encode()) for name, value in delivery.headers.items()]
    await send({"type": "http.response.start", "status": delivery.status, "headers": headers})
    for chunk, following in pairwise(chain(delivery.chunks, (None,))):
        if not await _waited(delivery.pause, lambda: client.closed):
            return
        more = following is not None or delivery.ending != "complete"
        await send({"type": "http.response.body", "body": chunk, "more_body": more})
