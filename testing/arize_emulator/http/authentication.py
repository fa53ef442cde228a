"""The check of the API key, and the account that each key opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import Unauthenticated
from ..store.account import Account
from .endpoints import problem_response
from .request_log import is_admin


class ApiKeys:
    """The server's accounts by their keys: `first` opens `account`."""

    def __init__(self, first: str, account: Account) -> None:
        self._first = first
        self._account = account
        self._accounts = {first: account}

    def reset(self) -> None:
        """Revoke all keys but the first, and with them the accounts that they opened."""
        self._accounts = {self._first: self._account}

    def account_for(self, authorization: str | None) -> Account | None:
        """Return the account that the header `authorization` opens."""
        scheme, _, key = (authorization or "").partition(" ")
        return self._accounts.get(key) if scheme == "Bearer" else None

    def add(self, key: str) -> None:
        """Let another key open the account."""
        self._accounts[key] = self._account

    def add_account(self, key: str) -> None:
        """Add another account with its seed data, which this key opens."""
        self._accounts[key] = Account.open(clock=self._account.clock)

    def revoke(self, key: str) -> None:
        """Let a key open nothing."""
        self._accounts.pop(key, None)


@dataclass(frozen=True)
class KeyCheck:
    """Passes a request on to the API of the account that its key opens; the admin API and the dashboard need no key."""

    keys: ApiKeys
    api: Callable[[Account], ASGIApp]
    admin: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or respond with 401."""
        await (await self._app(scope))(scope, receive, send)

    async def _app(self, scope: Scope) -> ASGIApp:
        if scope["type"] != "http" or is_admin(scope["path"]):
            return self.admin
        request = Request(scope)
        account = self.keys.account_for(request.headers.get("authorization"))
        if account is None:
            return await problem_response(request, Unauthenticated("the API key is missing or not valid"))
        return self.api(account)
