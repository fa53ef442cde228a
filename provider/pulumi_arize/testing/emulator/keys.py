"""The check of the API key."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from .handlers import problem_response
from .problems import Unauthenticated
from .traffic import is_control


@dataclass(frozen=True)
class KeyCheck:
    """Lets only requests with the right key through to the emulated API."""

    app: ASGIApp
    api_key: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 401, or pass the request on."""
        if scope["type"] == "http" and not is_control(scope["path"]):
            request = Request(scope)
            if request.headers.get("authorization") != f"Bearer {self.api_key}":
                refused = await problem_response(request, Unauthenticated("the API key is missing or not valid"))
                await refused(scope, receive, send)
                return
        await self.app(scope, receive, send)
