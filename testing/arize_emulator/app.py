"""Puts the emulator together: the account, the paths, and the layers around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from .admin.account_admin import Admin
from .admin.routes import control_routes
from .dashboard.page import page
from .dialect import Dialect
from .errors import ProblemResponse
from .faults.middleware import FaultMiddleware
from .faults.rules import FaultRules
from .http.authentication import ApiKeys, KeyCheck
from .http.endpoints import endpoint, problem_response
from .http.request_log import DASHBOARD_PATH, RecordedRequest, Recorder
from .operations.routes import Table, api_routes
from .store import persistence
from .store.account import Account
from .store.clock import Clock
from .store.records import Store
from .store.seed_data import seeded

DEFAULT_KEY = "test-key"


@dataclass(frozen=True)
class EmulatorSettings:
    """What an emulator can be told at its start."""

    dialect: Dialect = Dialect.CURRENT
    api_key: str = DEFAULT_KEY
    data: Path | None = None
    """File that the account is kept in; without one it lives in memory."""
    own_process: bool = False
    """Whether there is nothing but the emulator in its process."""


def build(settings: EmulatorSettings) -> tuple[ASGIApp, Admin]:
    """Return the application and the handle on its account.

    Faults are injected between the recorder and the key check: there a request is already noted and nothing has
    happened yet.

    Raises:
        ValueError: The data file holds something else.
    """
    account = _account(settings.data)
    log: list[RecordedRequest] = []
    rules = FaultRules(killable=settings.own_process and settings.data is not None)

    app = _app(_routes(api_routes(account, settings.dialect), account))
    keys = ApiKeys(settings.api_key, app, partial(_another, settings.dialect))
    control = Admin(account, log, rules, keys)
    app.router.routes += [Route(DASHBOARD_PATH, page), *_routes(control_routes(control), account)]
    return Recorder(FaultMiddleware(KeyCheck(keys), rules), log), control


def _another(dialect: Dialect) -> ASGIApp:
    """Return the application of another account, which no control handle reaches."""
    account = _account(None)
    return _app(_routes(api_routes(account, dialect), account))


def _app(routes: Sequence[BaseRoute]) -> Starlette:
    handlers = {ProblemResponse: problem_response, HTTPException: problem_response, Exception: problem_response}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    return app


def _routes(table: Table, account: Account) -> list[BaseRoute]:
    return [Route(path, endpoint(found, account), methods=[*found]) for path, found in table.items()]


def _account(data: Path | None) -> Account:
    clock = Clock()
    contents = persistence.load(data) if data else None
    account = Account(contents or seeded(clock), partial(persistence.save, data) if data else _discard, clock)
    account.save(account.contents)
    return account


def _discard(contents: Store) -> None:
    """Keep the contents in memory only."""
