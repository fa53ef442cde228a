"""Puts the emulator together: the account, the paths, and the layers around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp

from . import persistence
from .account import Account
from .clock import Clock
from .control import Control
from .control_routes import control_routes
from .handlers import endpoint, problem_response
from .injection import Injector
from .keys import KeyCheck
from .problems import Problem
from .records import Contents
from .routes import Table, api_routes
from .rules import Rules
from .seeds import seeded
from .traffic import Received, Recorder
from .vocabulary import Vocabulary

DEFAULT_KEY = "test-key"


@dataclass(frozen=True)
class Settings:
    """What an emulator can be told at its start."""

    vocabulary: Vocabulary = Vocabulary.CURRENT
    api_key: str = DEFAULT_KEY
    data: Path | None = None
    """File that the account is kept in; without one it lives in memory."""
    own_process: bool = False
    """Whether there is nothing but the emulator in its process."""


def build(settings: Settings) -> tuple[ASGIApp, Control]:
    """Return the application and the handle on its account.

    Faults are injected between the recorder and the key check: there a request is already noted and nothing has
    happened yet.

    Raises:
        ValueError: The data file holds something else.
    """
    account = _account(settings.data)
    log: list[Received] = []
    rules = Rules(killable=settings.own_process and settings.data is not None)
    control = Control(account, log, rules)
    table: Table = {**api_routes(account, settings.vocabulary), **control_routes(control)}
    app = Starlette(
        routes=[Route(path, endpoint(found, account), methods=[*found]) for path, found in table.items()],
        exception_handlers={Problem: problem_response, HTTPException: problem_response, Exception: problem_response},
    )
    app.router.redirect_slashes = False
    return Recorder(Injector(KeyCheck(app, settings.api_key), rules), log), control


def _account(data: Path | None) -> Account:
    clock = Clock()
    contents = persistence.load(data) if data else None
    account = Account(contents or seeded(clock), partial(persistence.save, data) if data else _nowhere, clock)
    account.save(account.contents)
    return account


def _nowhere(contents: Contents) -> None:
    """Keep the contents in memory only."""
