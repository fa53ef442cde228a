"""The check of the API key, and which account each key opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import Unauthenticated
from .endpoints import problem_response
from .request_log import is_admin


class ApiKeys:
    """The accounts of the server by their keys: `app` by `first`, and what was added since.

    `another` makes the application of a new account.
    """

    def __init__(self, first: str, app: ASGIApp, another: Callable[[], ASGIApp]) -> None:
        self.app = app
        self._first = first
        self._another = another
        self._opened: dict[str, ASGIApp] = {}
        self.reset()

    def reset(self) -> None:
        """Return to the first key alone."""
        self._opened = {self._first: self.app}

    def account_for(self, authorization: str | None) -> ASGIApp | None:
        """Return the account that a header opens."""
        scheme, _, key = (authorization or "").partition(" ")
        return self._opened.get(key) if scheme == "Bearer" else None

    def add(self, key: str) -> None:
        """Let a key open the account too."""
        self._opened[key] = self.app

    def add_account(self, key: str) -> None:
        """Let a key open an account of its own."""
        self._opened[key] = self._another()

    def revoke(self, key: str) -> None:
        """Let a key open nothing."""
        self._opened.pop(key, None)


@dataclass(frozen=True)
class KeyCheck:
    """Passes requests on to the account that their key opens; the control API needs no key."""

    keys: ApiKeys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 401, or pass the request on."""
        if scope["type"] != "http" or is_admin(scope["path"]):
            await self.keys.app(scope, receive, send)
            return
        request = Request(scope)
        app = self.keys.account_for(request.headers.get("authorization"))
        response = app or await problem_response(request, Unauthenticated("the API key is missing or not valid"))
        await response(scope, receive, send)
