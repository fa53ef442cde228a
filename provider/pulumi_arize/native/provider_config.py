"""A provider's configuration: checked, compared, and turned into settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from ..casing import camel
from ..errors import ArizeError
from ..settings import (
    ADDRESS_SETTINGS,
    NO_KEY,
    STACK,
    Origin,
    SettingProblem,
    Settings,
    load,
    merge_sources,
    unknown_settings,
    validate,
)
from ..unknown import UNKNOWN

Values = Mapping[str, Any]

SETTING_NAMES = tuple(map(camel, Settings.model_fields))
"""The settings, as the engine names them."""

ADDRESS_NAMES = tuple(map(camel, ADDRESS_SETTINGS))
"""Those that say where the API is."""

DEFAULT_PROVIDER = "default"
"""Begins the names of the providers that the engine makes of the stack's configuration."""

CLOSE_TIMEOUT = 10.0
"""Seconds that a look at what a key sees may take with all its attempts: a preview waits for it."""


def origin_of(urn: str) -> Origin:
    """Return where the settings of a provider are: in the stack's configuration, or in a provider of the program."""
    name = urn.rpartition("::")[2]
    is_default = name == DEFAULT_PROVIDER or name.startswith(f"{DEFAULT_PROVIDER}_")
    return STACK if is_default else Origin("`{}`", "", f" of the provider {name!r}")


def problems(given: Values) -> list[SettingProblem]:
    """Return what is wrong with a provider's configuration; what needs an unknown value waits."""
    waiting = {name for name in SETTING_NAMES if given.get(name) is UNKNOWN}
    if waiting & {*ADDRESS_NAMES}:
        waiting |= {*ADDRESS_NAMES}
    known = {name: value for name, value in given.items() if name not in waiting}
    found = validate(merge_sources(known.get, os.environ))
    return [*unknown_settings(given), *(problem for problem in found if problem.name not in waiting)]


def reason(problem: SettingProblem, origin: Origin) -> str:
    """Return what is wrong with a setting, which the engine names beside it."""
    if problem == NO_KEY and origin is not STACK:
        return "no API key for this provider: give it one, or set ARIZE_API_KEY; arize:apiKey is for the stack's own"
    return f"{problem.reason}, in {problem.source}" if problem.source in problem.variables else problem.reason


def settings(given: Values, origin: Origin = STACK) -> Settings:
    """Return the settings of a provider's configuration. Raises SettingsError."""
    return load(given.get, os.environ, origin=origin)


def changed_account(old: Values, new: Values) -> list[str]:
    """Return the settings by which a provider comes to be in another account; none where it stays in its own.

    Another server has other accounts. Another key on the same server is a rotated one, unless both keys still work and
    see no organization in common.
    """
    if UNKNOWN in (*old.values(), *new.values()) or problems(old) or problems(new):
        return []
    old_state, after = settings(old), settings(new)
    if _server(old_state) != _server(after):
        return [name for name in ADDRESS_NAMES if old.get(name) != new.get(name)]
    if old_state.api_key == after.api_key:
        return []
    seen_before, seen_after = _organizations(old_state), _organizations(after)
    strangers = seen_before and seen_after and not seen_before & seen_after
    return [NO_KEY.name] if strangers else []


def _server(settings: Settings) -> tuple[str, int]:
    return settings.hostname, settings.effective_port


def _organizations(of: Settings) -> frozenset[str]:
    """Return the ids of the organizations that a key sees, none where it sees nothing or works no more."""
    from ..api.account import connect  # noqa: PLC0415 - another key is rare, and HTTP takes its time to load

    hurried = of.model_copy(update={"request_deadline": min(CLOSE_TIMEOUT, of.request_deadline)})
    try:
        return frozenset(str(item.get("id")) for page in connect(hurried).organizations.pages() for item in page)
    except ArizeError:
        return frozenset()
