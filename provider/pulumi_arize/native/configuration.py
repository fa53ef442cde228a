"""A provider's configuration: checked, compared, and turned into settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ..errors import ArizeError
from ..property_names import camel
from ..settings import ADDRESS, NO_KEY, SettingProblem, Settings, gathered, load, wrong
from ..unknown import UNKNOWN

Values = Mapping[str, Any]

NAMES = tuple(map(camel, Settings.model_fields))
"""The settings, as the engine names them."""

PLACE = tuple(map(camel, ADDRESS))
"""Those that say where the API is."""

PORTS = {"https": 443, "http": 80}


PATIENCE = 10.0
"""Seconds that a look at what a key sees may take with all its attempts: a preview waits for it."""


def problems(given: Values) -> list[SettingProblem]:
    """Return what is wrong with a provider's configuration; what needs an unknown value waits."""
    waiting = {name for name in NAMES if given.get(name) is UNKNOWN}
    if waiting & {*PLACE}:
        waiting |= {*PLACE}
    known = {name: value for name, value in given.items() if name not in waiting}
    return [problem for problem in wrong(gathered(known.get, os.environ)) if problem.name not in waiting]


def settings(given: Values) -> Settings:
    """Return the settings of a provider's configuration. Raises SettingsError."""
    return load(given.get, os.environ)


def another_account(old: Values, new: Values) -> list[str]:
    """Return the settings by which a provider comes to be in another account; none where it stays in its own.

    Another server has other accounts. Another key on the same server is a rotated one, unless both keys still work and
    see no organization in common.
    """
    if UNKNOWN in (*old.values(), *new.values()) or problems(old) or problems(new):
        return []
    before, after = settings(old), settings(new)
    if _server(before) != _server(after):
        return [name for name in PLACE if old.get(name) != new.get(name)]
    if before.api_key == after.api_key:
        return []
    seen_before, seen_after = _organizations(before), _organizations(after)
    strangers = seen_before and seen_after and not seen_before & seen_after
    return [NO_KEY.name] if strangers else []


def _server(settings: Settings) -> tuple[str | None, int | None]:
    url = urlsplit(settings.base_url)
    return url.hostname, url.port or PORTS.get(url.scheme)


def _organizations(of: Settings) -> frozenset[str]:
    """Return the ids of the organizations that a key sees, none where it sees nothing or works no more."""
    from ..api.account import connect  # noqa: PLC0415 - another key is rare, and HTTP takes its time to load

    hurried = of.model_copy(update={"request_deadline": min(PATIENCE, of.request_deadline)})
    try:
        return frozenset(str(item.get("id")) for page in connect(hurried).organizations.pages() for item in page)
    except ArizeError:
        return frozenset()
