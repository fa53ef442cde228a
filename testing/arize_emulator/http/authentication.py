"""The check of the API key, and the account that each key opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import Unauthenticated
from ..request_context import RequestContext, request_context, with_request_context
from ..store.access import roles_of
from ..store.account import Account
from .endpoints import problem_response
from .request_log import is_admin


class AccountKeys:
    """The server's accounts by their keys: `first` opens `account`, and so do the keys that its API has created."""

    def __init__(self, first: str, account: Account) -> None:
        self._first = first
        self._account = account
        self._accounts = {first: account}

    def reset(self) -> None:
        """Revoke all keys but the first, and with them the accounts that they opened."""
        self._accounts = {self._first: self._account}

    def login(self, authorization: str | None) -> tuple[Account, RequestContext] | None:
        """Return the account that the header `authorization` opens, with the user and the roles of the key."""
        scheme, _, key = (authorization or "").partition(" ")
        if scheme != "Bearer":
            return None
        if key in self._accounts:
            return self._accounts[key], RequestContext()
        for account in {self._account, *self._accounts.values()}:
            record = account.authenticate(key)
            if record:
                user = record.bot_user["id"] if record.bot_user else record.created_by_user_id
                return account, RequestContext(user=user, roles=roles_of(record))
        return None

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

    keys: AccountKeys
    api: Callable[[Account], ASGIApp]
    admin: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or respond with 401."""
        if is_admin(scope["path"]):
            await self.admin(scope, receive, send)
            return
        request = Request(scope)
        login = self.keys.login(request.headers.get("authorization"))
        if login is None:
            refused = await problem_response(request, Unauthenticated("the API key is missing or not valid"))
            await refused(scope, receive, send)
            return
        account, of_key = login
        current = request_context()
        with with_request_context(replace(current, user=current.user or of_key.user, roles=of_key.roles)):
            await self.api(account)(scope, receive, send)
