"""The check of the API key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..errors import Unauthenticated
from ..request_context import RequestContext, request_context, with_request_context
from ..store.access import roles_of
from ..store.account import Account
from .endpoints import problem_response
from .request_log import is_admin


@dataclass(frozen=True)
class KeyCheck:
    """Passes a request on to the API of the account that its key opens; the admin API and the dashboard need no key.

    `accounts` has the server's accounts by their keys; the keys that the API of `account` has created open it too.
    """

    account: Account
    accounts: Mapping[str, Account]
    api: Callable[[Account], ASGIApp]
    admin: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or respond with 401."""
        if is_admin(scope["path"]):
            await self.admin(scope, receive, send)
            return
        request = Request(scope)
        login = self._login(request.headers.get("authorization"))
        if login is None:
            refused = await problem_response(request, Unauthenticated("the API key is missing or not valid"))
            await refused(scope, receive, send)
            return
        account, of_key = login
        current = request_context()
        with with_request_context(replace(current, user=current.user or of_key.user, roles=of_key.roles)):
            await self.api(account)(scope, receive, send)

    def _login(self, authorization: str | None) -> tuple[Account, RequestContext] | None:
        """Return the account that the header `authorization` opens, with the user and the roles of the key."""
        scheme, _, key = (authorization or "").partition(" ")
        if scheme != "Bearer":
            return None
        if key in self.accounts:
            return self.accounts[key], RequestContext()
        for account in {self.account, *self.accounts.values()}:
            record = account.authenticate(key)
            if record:
                user = record.bot_user["id"] if record.bot_user else record.created_by_user_id
                return account, RequestContext(user=user, roles=roles_of(record))
        return None
