"""Reading an environment. Keys leave this module as fingerprints, made with a key that lives as long as the run.

*Declared* is what the engine's own preview says: it knows what a program of any kind declares, and what it would do.
*Deployed* is the state. *On the server* is what the provider's read finds, with the settings of the stack.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from ...api.account import Account, connect
from ...dynamic.property_values import to_fields
from ...errors import ArizeError
from ...hidden_properties import decode_input_paths
from ...lifecycle.comparison_inputs import COMPARING, COMPARISON_INPUTS
from ...lifecycle.key_fingerprint import fingerprinted
from ...lifecycle.lookups import items
from ...lifecycle.normalize import input_paths
from ...lifecycle.registry import lifecycle
from ...model.redaction import REDACTED
from ...model.resource_types import RESOURCE_TYPES, ResourceType
from ...sdk.stack_settings import plain_keys
from ...settings import Origin, load
from .environment import Key, Resources, ResourceSnapshot, StackEnvironment, Unreadable, Values
from .pulumi_cli import Configuration, Json, PulumiCli
from .redaction import redacted

Tell = Callable[[str], None]
T = TypeVar("T")

MAX_CONCURRENT = 4
"""Reads of one account at a time: as many as a provider's process makes."""

TIMEOUT = 30.0
"""Seconds that a read may take with all its attempts: somebody waits at a terminal."""

_SECRET = "4dabf18193072939515e22adb298388d"  # noqa: S105 - what marks a secret in a state
_TYPE = re.compile(r"^(?:pulumi-python:dynamic/arize|arize:index):")
"""What begins the types of either front end: a program may move from one to the other."""

_HALVES = {"create-replacement": "replace", "delete-replaced": "replace"}


def read_all(engine: PulumiCli, stacks: Iterable[str], tell: Tell) -> list[StackEnvironment]:
    """Return the environments of these stacks, all read at once. What cannot be read is said in its view."""
    names = list(dict.fromkeys(stacks))
    key = secrets.token_hex()
    with ThreadPoolExecutor(len(names)) as pool:
        return list(pool.map(lambda stack: _read(engine, stack, key, lambda far: tell(f"{stack}: {far}")), names))


def _read(engine: PulumiCli, stack: str, key: str, tell: Tell) -> StackEnvironment:
    tell("configuration")
    settled = _attempt(lambda: engine.configuration(stack))
    if isinstance(settled, Unreadable):
        return StackEnvironment(stack, settled, settled, settled)
    configuration, hidden = settled
    tell("preview")
    declared = _attempt(lambda: _declared(engine.preview(stack, {COMPARING: key}, hidden)))
    tell("state")
    resources = _attempt(lambda: engine.resources(stack, hidden))
    if isinstance(resources, Unreadable):
        return StackEnvironment(stack, declared, resources, Unreadable("what is deployed is not known"))
    clear = _deployed(resources)
    tell("server")
    safe = _safe(clear, key)
    account = _attempt(lambda: _account(configuration, stack, _project(resources)))
    if isinstance(account, Unreadable):
        return StackEnvironment(stack, declared, safe, account)
    server = _attempt(lambda: _safe(_on_server(clear, account), key))
    places = {} if isinstance(server, Unreadable) else _attempt(lambda: _places(account))
    return StackEnvironment(stack, declared, safe, server, {} if isinstance(places, Unreadable) else places)


def _attempt(read: Callable[[], T]) -> T | Unreadable:
    try:
        return read()
    except ArizeError as error:
        return Unreadable(str(error))


def _declared(steps: Iterable[Json]) -> Resources:
    """Return what a preview would have; a resource of which only an old state is told is to be deleted."""
    found: dict[Key, ResourceSnapshot] = {}
    for step in steps:
        ours = _parse_urn(step.get("urn", ""))
        if ours is None:
            continue
        key, kind = ours
        operation = _HALVES.get(str(step.get("op")), str(step.get("op")))
        inputs = _inputs(kind, step.get("newState") or {})
        if inputs is not None and (key not in found or operation == "replace"):
            found[key] = ResourceSnapshot(kind, inputs, operation=operation)
    return found


def _inputs(resource_type: ResourceType, state: Json) -> dict[str, Any] | None:
    """Return the declaration as the provider shows it for comparison; as the engine does where it did not."""
    inputs = state.get("inputs")
    if not isinstance(inputs, dict):
        return None
    shown = to_fields(resource_type, inputs.get(COMPARISON_INPUTS) or inputs)
    return redacted(resource_type.model_for(shown), shown, to_fields(resource_type, inputs))


def _deployed(resources: Iterable[Json]) -> Resources:
    """Return what a state holds, secrets in the clear; what waits for its deletion is gone already."""
    found: dict[Key, ResourceSnapshot] = {}
    for resource in resources:
        ours = _parse_urn(resource.get("urn", ""))
        if ours is None or resource.get("delete"):
            continue
        key, kind = ours
        inputs = to_fields(kind, _decrypt(resource.get("inputs") or {}))
        outputs = _decrypt(resource.get("outputs") or {})
        named = decode_input_paths(outputs) or input_paths(kind, inputs)
        marks = to_fields(kind, _decrypt(resource.get("inputs") or {}, lambda _: REDACTED))
        item_id = str(resource.get("id", ""))
        found[key] = ResourceSnapshot(kind, inputs, to_fields(kind, outputs), item_id=item_id, named=named, marks=marks)
    return found


def _account(configuration: Configuration, stack: str, project: str) -> Account:
    origin = Origin(
        "arize:{}", f"`pulumi config set --secret arize:apiKey <key> --stack {stack}`", f" of stack {stack!r}"
    )
    keys = plain_keys(configuration, project)
    settings = load(lambda key: configuration.get(f"arize:{key}"), os.environ, keys=keys, origin=origin)
    patience = min(settings.request_deadline, TIMEOUT)
    return connect(settings.model_copy(update={"request_deadline": patience}))


def _project(resources: Iterable[Json]) -> str:
    """Return the name of the project that a state is of, nothing where the state is empty."""
    urns = (str(resource.get("urn", "")).split("::") for resource in resources)
    return next((parts[1] for parts in urns if len(parts) > 1), "")


def _places(account: Account) -> dict[str, str]:
    listed = (item for listing in (account.organizations, account.spaces) for item in items(listing, {}))
    return {str(item.get("id")): str(item.get("name")) for item in listed}


def _on_server(deployed: Resources, account: Account) -> Resources:
    """Return what the server has of what is deployed. Raises ArizeError."""
    with ThreadPoolExecutor(MAX_CONCURRENT) as pool:
        try:
            found = dict(
                zip(deployed, pool.map(lambda snapshot: _read_one(account, snapshot), deployed.values()), strict=True)
            )
        except ArizeError:
            pool.shutdown(cancel_futures=True)
            raise
    return {key: snapshot for key, snapshot in found.items() if snapshot}


def _read_one(account: Account, snapshot: ResourceSnapshot) -> ResourceSnapshot | None:
    found = lifecycle(snapshot.resource_type, account).read(snapshot.item_id, snapshot.state, snapshot.named)
    return ResourceSnapshot(snapshot.resource_type, found.inputs, found.state, marks=snapshot.marks) if found else None


def _safe(resources: Resources, key: str) -> Resources:
    """Return the resources with fingerprints in the place of secrets."""
    return {name: _with_fingerprints(snapshot, key.encode()) for name, snapshot in resources.items()}


def _with_fingerprints(snapshot: ResourceSnapshot, key: bytes) -> ResourceSnapshot:
    def safe(values: Values) -> dict[str, Any]:
        plain = {
            name: value for name, value in values.items() if name not in snapshot.resource_type.options.output_fields
        }
        model = snapshot.resource_type.model_for(plain)
        return redacted(model, fingerprinted(model, plain, key), snapshot.marks)

    return ResourceSnapshot(snapshot.resource_type, safe(snapshot.inputs), safe(snapshot.state))


def _parse_urn(urn: str) -> tuple[Key, ResourceType] | None:
    """Return which resource a URN names, None where it is none of ours."""
    parts = urn.split("::", 3)
    if len(parts) < 4:  # noqa: PLR2004 - urn:pulumi:<stack>, project, types, name
        return None
    types = [_TYPE.sub("arize:", name) for name in parts[2].split("$")]
    kind = next((kind for kind in RESOURCE_TYPES if types[-1] == f"arize:{kind.name}"), None)
    return (Key("$".join(types), parts[3]), kind) if kind else None


def _decrypt(value: Any, reveal: Callable[[str], Any] = json.loads) -> Any:
    """Return a value of an exported state, with what `reveal` makes of the JSON of each secret."""
    if isinstance(value, dict) and _SECRET in value:
        return _decrypt(reveal(value["plaintext"]), reveal) if "plaintext" in value else None
    if isinstance(value, dict):
        return {name: _decrypt(item, reveal) for name, item in value.items()}
    return [_decrypt(item, reveal) for item in value] if isinstance(value, list) else value
