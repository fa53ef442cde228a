"""The stack's configuration of this provider, in the program's process."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakSet

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env, get_config_secret_keys_env, is_config_secret

NAMESPACE = "arize"
API_KEY = f"{NAMESPACE}:apiKey"

PLAIN_KEY_WARNING = (
    "arize:apiKey is not encrypted in the stack's configuration: run `pulumi config set --secret arize:apiKey <key>`, "
    "with another key if somebody else may have seen this one"
)
"""The warning about an API key that everybody can read who reads the stack's file."""

_warned: WeakSet[pulumi.Resource] = WeakSet()


def setting_names(configuration: Iterable[str], project: str) -> list[str]:
    """Return the names of this provider's settings in a configuration.

    A project named like the provider has its own settings in the same namespace: then nobody can tell them apart.
    """
    if project == NAMESPACE:
        return []
    return [key.partition(":")[2] for key in configuration if key.startswith(f"{NAMESPACE}:")]


def configured_names() -> list[str]:
    """Return the names of this provider's settings in the configuration of a program's stack."""
    return setting_names({**get_config_env(), **CONFIG.get()}, pulumi.get_project())


def warn_of_plain_key() -> None:
    """Warn once for each operation that the stack's configuration holds the API key in plain text."""
    stack = pulumi.runtime.get_root_resource()
    if stack is None or stack in _warned:
        return
    _warned.add(stack)
    is_secret = is_config_secret(API_KEY) or API_KEY in get_config_secret_keys_env()
    if pulumi.runtime.get_config(API_KEY) and not is_secret:
        pulumi.log.warn(PLAIN_KEY_WARNING)
