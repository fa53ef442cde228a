"""What a program's process knows of the stack's configuration of this provider."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakSet

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env, get_config_secret_keys_env, is_config_secret

NAMESPACE = "arize"
API_KEY = f"{NAMESPACE}:apiKey"

PLAIN_KEY = (
    "arize:apiKey is not encrypted in the stack's configuration: run `pulumi config set --secret arize:apiKey <key>`, "
    "with another key if somebody else may have seen this one"
)
"""What is said of a key of the account that everybody can read who reads the stack's file."""

_told: WeakSet[pulumi.Resource] = WeakSet()


def plain_keys(configuration: Iterable[str], project: str) -> list[str]:
    """Return the keys of this provider's settings in a configuration.

    A project of the same name keeps its own settings there: then nobody can tell which are the provider's.
    """
    if project == NAMESPACE:
        return []
    return [key.partition(":")[2] for key in configuration if key.startswith(f"{NAMESPACE}:")]


def configured_keys() -> list[str]:
    """Return the keys of this provider's settings in the configuration of a program's stack."""
    return plain_keys({**get_config_env(), **CONFIG.get()}, pulumi.get_project())


def warn_of_plain_key() -> None:
    """Say in a program, once for each operation, that its stack's configuration holds the account's key in clear."""
    stack = pulumi.runtime.get_root_resource()
    if stack is None or stack in _told:
        return
    _told.add(stack)
    is_secret = is_config_secret(API_KEY) or API_KEY in get_config_secret_keys_env()
    if pulumi.runtime.get_config(API_KEY) and not is_secret:
        pulumi.log.warn(PLAIN_KEY)
