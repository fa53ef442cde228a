"""Read environments. Secrets leave this module as fingerprints, with a key that is new in each run.

The declared view comes from `pulumi preview`, so any program can be read. The deployed view is the state. The server
view is what the provider reads, with the settings of the stack, or of an explicit provider in the state.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from ...api.account import Account, connect
from ...errors import ArizeError
from ...hidden_properties import to_fields
from ...lifecycle.key_fingerprint import COMPARING, COMPARISON_INPUTS
from ...lifecycle.normalize import input_paths
from ...lifecycle.registry import lifecycle
from ...model.redaction import REDACTED
from ...model.resource_types import RESOURCE_TYPES, ResourceType
from ...native.provider_config import origin_of, settings
from ...sdk.resource_options import DYNAMIC_TYPES, NATIVE_TYPES
from ...sdk.stack_settings import setting_names
from ...settings import STACK, Origin, Settings, load
from .environment import Key, Resources, ResourceSnapshot, StackEnvironment, Unreadable, View
from .pulumi_cli import Configuration, Json, PulumiCli, decode
from .redaction import redact_marked, with_fingerprints

AccountOf = Callable[[str], Account]
"""Returns the account of a provider, which is given by its URN. Raises SettingsError."""

ShowStep = Callable[[str], None]
T = TypeVar("T")

MAX_CONCURRENT = 4
"""Concurrent reads of one account: as many as a provider's process makes."""

TIMEOUT = 30.0
"""Seconds for a read with all its attempts, because a user waits."""

_TYPE = re.compile(f"^(?:{DYNAMIC_TYPES}|{NATIVE_TYPES})")
"""The start of a resource type, in either front end: a program may change from one to the other."""

_PROVIDER_TYPE = "pulumi:providers:arize"

STACKS_OWN = ""
"""Stands for the provider of the stack's configuration, and for that of dynamic resources."""

_REPLACEMENT_STEPS = ("create-replacement", "delete-replaced")


def read_all(pulumi: PulumiCli, stacks: Iterable[str], show_step: ShowStep) -> list[StackEnvironment]:
    """Return the environments of these stacks, read concurrently; a view that cannot be read has the reason."""
    names = list(dict.fromkeys(stacks))
    key = secrets.token_hex()
    with ThreadPoolExecutor(len(names)) as pool:
        return list(
            pool.map(lambda stack: _read(pulumi, stack, key, lambda step: show_step(f"{stack}: {step}")), names)
        )


def _read(pulumi: PulumiCli, stack: str, key: str, show_step: ShowStep) -> StackEnvironment:
    show_step("configuration")
    configuration = _attempt(lambda: pulumi.configuration(stack))
    if isinstance(configuration, Unreadable):
        return StackEnvironment(stack, configuration, configuration, configuration)
    values, hidden = configuration
    show_step("preview")
    steps = _attempt(lambda: pulumi.preview(stack, {COMPARING: key}, hidden))
    declared: View = steps if isinstance(steps, Unreadable) else _declared(steps)
    renamed: dict[str, str] = {} if isinstance(steps, Unreadable) else _renamed(steps)
    show_step("state")
    resources = _attempt(lambda: pulumi.resources(stack, hidden))
    if isinstance(resources, Unreadable):
        return StackEnvironment(stack, declared, resources, Unreadable("the deployed resources are not known"))
    deployed = _deployed(resources, renamed)
    show_step("server")
    account_of = partial(_account_of, values, stack, resources)
    server = _attempt(lambda: with_fingerprints(_on_server(deployed, account_of), key))
    providers = {item.provider for item in deployed.values()} or {STACKS_OWN}
    scopes = {} if isinstance(server, Unreadable) else _scope_names(account_of, sorted(providers))
    names = {**_deployed_names(deployed), **scopes}
    return StackEnvironment(stack, declared, with_fingerprints(deployed, key), server, names)


def _attempt(read: Callable[[], T]) -> T | Unreadable:
    try:
        return read()
    except ArizeError as error:
        return Unreadable(str(error))


def _declared(steps: Iterable[Json]) -> Resources:
    """Return the resources after a preview; one without a new state will be deleted."""
    resources: dict[Key, ResourceSnapshot] = {}
    for step in steps:
        identity = _parse_urn(step.get("urn", ""))
        inputs = (step.get("newState") or {}).get("inputs")
        if identity is None or not isinstance(inputs, dict):
            continue
        key, resource_type = identity
        operation = "replace" if step.get("op") in _REPLACEMENT_STEPS else str(step.get("op"))
        if key not in resources or operation == "replace":
            resources[key] = ResourceSnapshot(
                resource_type, _declared_inputs(resource_type, inputs), operation=operation
            )
    return resources


def _renamed(steps: Iterable[Json]) -> dict[str, str]:
    """Return the new URN of each resource that the program declares with an alias, by its old one."""
    urns = ((str((step.get("oldState") or {}).get("urn", "")), str(step.get("urn", ""))) for step in steps)
    return {old: new for old, new in urns if old and old != new}


def _declared_inputs(resource_type: ResourceType, inputs: Json) -> dict[str, Any]:
    """Return the inputs with fingerprints, as the provider adds them to a preview, else as the engine shows them."""
    values = to_fields(resource_type, decode(inputs.get(COMPARISON_INPUTS) or inputs))
    return redact_marked(resource_type.model_for(values), values, to_fields(resource_type, decode(inputs)))


def _deployed(resources: Iterable[Json], renamed: Mapping[str, str]) -> Resources:
    """Return the resources of a state, with their secrets.

    Those that are about to be deleted are not among them, nor those that the program only reads, by `get`: an `up`
    neither changes nor deletes them. `renamed` has their URNs in the program, where these differ.
    """
    snapshots: dict[Key, ResourceSnapshot] = {}
    for resource in resources:
        urn = resource.get("urn", "")
        identity = _parse_urn(renamed.get(urn, urn))
        if identity is None or resource.get("delete") or resource.get("external"):
            continue
        key, resource_type = identity
        inputs, outputs = resource.get("inputs") or {}, resource.get("outputs") or {}
        snapshots[key] = ResourceSnapshot(
            resource_type,
            to_fields(resource_type, decode(inputs)),
            to_fields(resource_type, decode(outputs)),
            item_id=str(resource.get("id", "")),
            marks=to_fields(resource_type, decode(inputs, lambda _: REDACTED)),
            provider=_explicit_provider(resource),
        )
    return snapshots


def _explicit_provider(resource: Json) -> str:
    """Return the URN of the explicit provider of a resource, `STACKS_OWN` where it has none."""
    urn = str(resource.get("provider") or "").rpartition("::")[0]
    return urn if f"{_PROVIDER_TYPE}::" in urn and origin_of(urn) is not STACK else STACKS_OWN


def _account_of(configuration: Configuration, stack: str, resources: Iterable[Json], provider: str) -> Account:
    """Return the account of a provider in a state. Raises SettingsError."""
    if provider == STACKS_OWN:
        return _connect(_stack_settings(configuration, stack, _project(resources)))
    inputs = next(decode(item.get("inputs") or {}) for item in resources if item.get("urn") == provider)
    return _connect(settings(inputs, origin_of(provider)))


def _connect(found: Settings) -> Account:
    return connect(found.model_copy(update={"request_deadline": min(found.request_deadline, TIMEOUT)}))


def _stack_settings(configuration: Configuration, stack: str, project: str) -> Settings:
    origin = Origin(
        "arize:{}", f"`pulumi config set --secret arize:apiKey <key> --stack {stack}`", f" of stack {stack!r}"
    )
    keys = setting_names(configuration, project)
    return load(lambda key: configuration.get(f"arize:{key}"), os.environ, keys=keys, origin=origin)


def _project(resources: Iterable[Json]) -> str:
    """Return the name of the project of a state, empty if the state is empty."""
    urns = (str(resource.get("urn", "")).split("::") for resource in resources)
    return next((parts[1] for parts in urns if len(parts) > 1), "")


def _deployed_names(deployed: Resources) -> dict[str, str]:
    """Return the names of deployed resources by ID, such as that of a space's default integration."""
    return {item.item_id: str(item.inputs["name"]) for item in deployed.values() if "name" in item.inputs}


def _scope_names(account_of: AccountOf, providers: Iterable[str]) -> dict[str, str]:
    """Return the names of organizations and spaces by ID; none of an account where the key may not list them."""
    names: dict[str, str] = {}
    for provider in providers:
        with suppress(ArizeError):
            account = account_of(provider)
            listed = [item for listing in (account.organizations, account.spaces) for item in listing.items()]
            names |= {str(item.get("id")): str(item.get("name")) for item in listed}
    return names


def _on_server(deployed: Resources, account_of: AccountOf) -> Resources:
    """Return the deployed resources as the server has them. Raises ArizeError."""
    with ThreadPoolExecutor(MAX_CONCURRENT) as pool:
        try:
            snapshots = list(pool.map(partial(_read_one, account_of), deployed.values()))
        except ArizeError:
            pool.shutdown(cancel_futures=True)
            raise
    return {key: snapshot for key, snapshot in zip(deployed, snapshots, strict=True) if snapshot}


def _read_one(account_of: AccountOf, snapshot: ResourceSnapshot) -> ResourceSnapshot | None:
    resource_type = snapshot.resource_type
    named = input_paths(resource_type, snapshot.inputs)
    result = lifecycle(resource_type, account_of(snapshot.provider)).read(snapshot.item_id, snapshot.state, named)
    return ResourceSnapshot(resource_type, result.inputs, result.state, marks=snapshot.marks) if result else None


def _parse_urn(urn: str) -> tuple[Key, ResourceType] | None:
    """Return the key and the resource type of an URN; None if it is not a resource of this provider."""
    parts = urn.split("::", 3)
    if len(parts) < 4:  # noqa: PLR2004 - urn:pulumi:<stack>, project, types, name
        return None
    types = [_TYPE.sub("arize:", name) for name in parts[2].split("$")]
    resource_type = next((item for item in RESOURCE_TYPES if types[-1] == f"arize:{item.name}"), None)
    return (Key("$".join(types), parts[3]), resource_type) if resource_type else None
