"""Lets the rules' faults happen, between the recorded traffic and the check of the key."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..conditions import Conditions, with_conditions
from ..http.connections import Connection, connection
from ..http.request_log import RecordedRequest, is_admin, received
from ..store.seed_data import OTHER_USER_ID
from .responses import Delivery, Response
from .rules import FaultRule, FaultRules

_LOOK = 0.05
"""Seconds between two looks whether a wait is over."""


@dataclass(frozen=True)
class FaultMiddleware:
    """Passes a request on, unless a rule is for it; either way it notes what the API itself came to."""

    app: ASGIApp
    rules: FaultRules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the operation take place, or a fault, or both."""
        if not _is_api(scope):
            await self.app(scope, receive, send)
            return
        resets = self.rules.resets
        rule = self.rules.choose(scope["method"], scope["path"])
        if rule is None:
            await self.app(scope, receive, _noting(received(scope), send))
            return
        received(scope).fault = rule.fault.kind
        try:
            delivery = await self._apply(rule, resets, scope, receive)
            await _deliver(delivery, connection(scope), receive, send)
        except asyncio.CancelledError:
            # The server ends: uvicorn would answer a request that still waits with a 500 and a traceback.
            connection(scope).cut("close")

    async def _apply(self, rule: FaultRule, resets: int, scope: Scope, receive: Receive) -> Delivery:
        def reset() -> bool:
            return self.rules.resets != resets

        if not await _waited(rule.delay_before, reset):
            return Delivery(ending="close")
        theirs = rule.fault.beforehand(received(scope).body)
        if theirs is not None:
            with with_conditions(Conditions(user=OTHER_USER_ID)):
                await self.app(scope, _saying(theirs), _discard)
        with with_conditions(rule.fault.conditions):
            response = await self._answer(rule, scope, receive)
        if not await _waited(rule.delay_after, reset):
            return Delivery(ending="close")
        return rule.fault.on(response)

    async def _answer(self, rule: FaultRule, scope: Scope, receive: Receive) -> Response:
        return await self._operate(scope, receive) if rule.fault.when == "after" else Response(received(scope).instance)

    async def _operate(self, scope: Scope, receive: Receive) -> Response:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        entry = received(scope)
        await self.app(scope, receive, _noting(entry, keep))
        body = b"".join(message.get("body", b"") for message in messages)
        return Response(entry.instance, messages[0]["status"], dict(Headers(raw=messages[0]["headers"])), body)


def _is_api(scope: Scope) -> bool:
    return scope["type"] == "http" and not is_admin(scope["path"])


async def _waited(seconds: float, over: Callable[[], bool]) -> bool:
    """Wait, and tell whether there is still a reason to go on; give way to other requests at least once."""
    end = time.monotonic() + seconds
    while True:
        await asyncio.sleep(min(_LOOK, max(0.0, end - time.monotonic())))
        if over():
            return False
        if time.monotonic() >= end:
            return True


def _saying(document: Any) -> Receive:
    """Return a request's body for the application."""
    body = json.dumps(document).encode()

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _discard(message: Message) -> None:
    """Take an answer that nobody waits for."""


def _noting(entry: RecordedRequest, send: Send) -> Send:
    async def noted(message: Message) -> None:
        if message["type"] == "http.response.start":
            entry.outcome = message["status"]
        await send(message)

    return noted


async def _deliver(delivery: Delivery, client: Connection, receive: Receive, send: Send) -> None:
    if delivery.ending == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
        return
    if delivery.status is not None:
        await _send(delivery, client, send)
    if delivery.ending != "complete":
        client.cut(delivery.ending)
    # Uvicorn takes a return before the end of the answer for an error, unless it has seen the connection go.
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
