"""The ASGI application: the emulated API, the admin API and the dashboard, with the middleware around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from .admin.account_admin import AccountAdmin
from .admin.routes import admin_routes
from .dashboard.page import page
from .dialect import Dialect
from .errors import ProblemResponse
from .faults.middleware import FaultMiddleware
from .http.authentication import KeyCheck
from .http.endpoints import Table, endpoint, problem_response
from .http.request_log import DASHBOARD_PATH, Recorder
from .operations.routes import api_routes
from .store.account import Account


def build(admin: AccountAdmin, dialect: Dialect) -> ASGIApp:
    """Return the application for the accounts that the keys of `admin` open.

    Faults act between the recorder and the key check: there a request is recorded and has had no effect yet.
    """

    @cache
    def api(account: Account) -> ASGIApp:
        return _app(_routes(api_routes(account, dialect), account))

    own = _app([Route(DASHBOARD_PATH, page), *_routes(admin_routes(admin), admin.account)])
    key_check = KeyCheck(admin.account, admin.accounts, api, own)
    return Recorder(FaultMiddleware(key_check, admin.rules), admin.log, admin.account.clock)


def _app(routes: Sequence[BaseRoute]) -> Starlette:
    handlers = {ProblemResponse: problem_response, HTTPException: problem_response, Exception: problem_response}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    return app


def _routes(table: Table, account: Account) -> list[BaseRoute]:
    return [Route(path, endpoint(operations, account), methods=[*operations]) for path, operations in table.items()]
