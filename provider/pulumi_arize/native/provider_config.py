"""Checks and compares the configuration of a provider, and converts it to settings."""

from __future__ import annotations

import os

from ..casing import camel
from ..errors import ArizeError
from ..safe_json import Values
from ..settings import (
    ADDRESS_SETTINGS,
    NO_KEY,
    STACK,
    Origin,
    SettingFailure,
    Settings,
    load,
    merge_sources,
    unknown_settings,
    validate,
)
from ..unknown import UNKNOWN

SETTING_NAMES = tuple(map(camel, Settings.model_fields))
"""The settings by their names in the schema."""

ADDRESS_NAMES = tuple(map(camel, ADDRESS_SETTINGS))
"""The settings with the address of the API."""

SERVER = "__server"
"""The input in which a provider's state records the server that environment variables name: they can change."""

DEFAULT_PROVIDER = "default"
"""The prefix of the names of the providers that the engine creates from the stack's configuration."""

ORGANIZATIONS_DEADLINE = 10.0
"""Seconds for a list of organizations, with all attempts: a preview waits for it."""


def origin_of(urn: str) -> Origin:
    """Return where a provider's settings come from: the stack's configuration, or a provider of the program."""
    name = urn.rpartition("::")[2]
    is_default = name == DEFAULT_PROVIDER or name.startswith(f"{DEFAULT_PROVIDER}_")
    return STACK if is_default else Origin("`{}`", "", f" of the provider {name!r}", is_deployed=True)


def setting_failures(config: Values) -> list[SettingFailure]:
    """Return what is wrong with a configuration; a setting that needs an unknown value is not checked."""
    unknown = {name for name in SETTING_NAMES if config.get(name) is UNKNOWN}
    if unknown & {*ADDRESS_NAMES}:
        unknown |= {*ADDRESS_NAMES}
    known = {name: value for name, value in config.items() if name not in unknown}
    invalid = validate(merge_sources(known.get, os.environ))
    return [*unknown_settings(config), *(failure for failure in invalid if failure.name not in unknown)]


def reason(failure: SettingFailure, origin: Origin) -> str:
    """Return the reason of a failure; the engine shows the name of the setting with it."""
    if failure == NO_KEY and origin is not STACK:
        return (
            "no API key for this provider: set its `apiKey`, or ARIZE_API_KEY; "
            "arize:apiKey is for the default provider only"
        )
    return f"{failure.reason}, in {failure.source}" if failure.source in failure.variables else failure.reason


def settings(config: Values, origin: Origin = STACK) -> Settings:
    """Return the settings of a configuration. Raises SettingsError."""
    return load(config.get, os.environ, origin=origin)


def server_of_environment(config: Values) -> str:
    """Return the address of the API where environment variables name a part of it, else an empty text."""
    sources = merge_sources(config.get, os.environ)
    is_known = UNKNOWN not in config.values()
    is_named = any(name in sources and sources[name].variable for name in ADDRESS_SETTINGS)
    return settings(config).address if is_known and is_named else ""


def changed_settings(old: Values, new: Values) -> list[str]:
    """Return the settings that differ, those of the engine among them, such as `version`."""
    return [name for name in {**old, **new} if old.get(name) != new.get(name) and name != SERVER]


def changed_account(old: Values, new: Values) -> list[str]:
    """Return the settings that move a provider to another account; none where the account stays the same.

    Another server has other accounts. Another key on the same server counts as a rotated one, unless both keys work
    and see no organization in common.
    """
    if UNKNOWN in (*old.values(), *new.values()) or setting_failures(old) or setting_failures(new):
        return []
    new_settings = settings(new)
    if old.get(SERVER) == new_settings.address:  # the variables that named it can be unset now
        old = _with_address_of(new, old)
    old_settings = settings(old)
    if old_settings.server != new_settings.server:
        return [name for name in ADDRESS_NAMES if old.get(name) != new.get(name)]
    if old_settings.api_key == new_settings.api_key:
        return []
    old_ids, new_ids = _organization_ids(old_settings), _organization_ids(new_settings)
    return [NO_KEY.name] if old_ids and new_ids and old_ids.isdisjoint(new_ids) else []


def _with_address_of(other: Values, config: Values) -> Values:
    """Return a configuration with the address settings of another one instead of its own."""
    rest = {name: value for name, value in config.items() if name not in ADDRESS_NAMES}
    return rest | {name: other[name] for name in ADDRESS_NAMES if name in other}


def _organization_ids(settings: Settings) -> frozenset[str]:
    """Return the ids of the organizations that a key sees, none where the key does not work."""
    from ..api.account import connect  # noqa: PLC0415 - a new key is rare, and HTTP is slow to load

    deadline = min(ORGANIZATIONS_DEADLINE, settings.request_deadline)
    account = connect(settings.model_copy(update={"request_deadline": deadline}))
    try:
        return frozenset(str(item.get("id")) for item in account.organizations.items())
    except ArizeError:
        return frozenset()
